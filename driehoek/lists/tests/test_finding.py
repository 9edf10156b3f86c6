"""The one search, and walking from child to child in the file."""

import pytest

from driehoek.journal.models import Line
from driehoek.kit.names import fold
from driehoek.people.models import Pupil


def found(client, words: str) -> dict[str, list[str]]:
    hits = client.get("/search/", {"q": words}).context["hits"]
    return {kind: [hit.name for hit in getattr(hits, kind)] for kind in ("pupils", "staff", "pages")}


@pytest.fixture(autouse=True)
def monday_morning(time_machine, cast):
    time_machine.move_to("2026-11-23T08:20:00+01:00", tick=False)
    Pupil.objects.filter(pk=cast.noor.pk).update(search_name=fold("Noor Véral"))


@pytest.mark.parametrize(
    "story",
    [
        ("rita", "noor", "pupils", ["Noor Véral"]),
        ("rita", "VER no", "pupils", ["Noor Véral"]),
        ("kathleen", "ilias", "pupils", []),
        ("rita", "heul", "staff", []),
        ("kathleen", "tom", "staff", ["Tom Aerts"]),
        ("sam", "kantoor", "pages", ["Kantoor"]),
        ("sam", "telefoon", "pages", ["Telefoonlijst"]),
        ("kathleen", "3a", "pages", ["3A"]),
        ("kathleen", "4b", "pages", []),
        ("kathleen", "kantoor", "pages", []),
        ("petra", "kathleen", "staff", []),
        ("mallory", "noor", "pupils", []),
        ("oona", "cijfers", "pages", ["Cijfers"]),
        ("rita", "dirk", "staff", []),
        ("rita", "%", "pupils", []),
    ],
)
def test_the_search_finds_what_one_may_open_and_nothing_else(cast, client, story) -> None:
    who, words, kind, names = story
    client.force_login(getattr(cast, who))
    assert found(client, words)[kind] == names


@pytest.mark.parametrize("who", ["rita", "sam", "zoe", "kathleen", "clara", "oona", "petra", "bas"])
@pytest.mark.parametrize("words", ["a", "k", "l", "n"])
def test_every_hit_opens(cast, client, who, words) -> None:
    client.force_login(getattr(cast, who))
    hits = client.get("/search/", {"q": words}).context["hits"]
    for hit in (*hits.pupils, *hits.staff, *hits.pages):
        if hit.url:
            assert client.get(hit.url, follow=True).status_code == 200, hit.url


def test_a_hit_is_not_a_read_of_a_file(cast, client) -> None:
    client.force_login(cast.rita)
    client.get("/search/", {"q": "noor"})
    assert not Line.objects.exists()


def test_a_parent_has_no_search(cast, client) -> None:
    client.force_login(cast.dirk)
    assert client.get("/search/", {"q": "a"}).status_code == 404
    assert 'id="find"' not in client.get("/my-child/").content.decode()


@pytest.mark.parametrize("tab", ["pupil", "pupil_people", "pupil_consents"])
def test_the_next_child_opens_on_the_same_page_of_its_file_and_after_the_last_comes_the_first(cast, client, tab):
    client.force_login(cast.rita)

    def to(child, way="next"):
        return client.get(f"/pupils/{child.pk}/{way}/child/", {"tab": tab, "show": "tests"}).headers["Location"]

    path = {"pupil": "", "pupil_people": "people/", "pupil_consents": "consents/"}[tab]
    assert to(cast.adam) == to(cast.adam, "previous") == f"/pupils/{cast.noor.pk}/{path}?show=tests"
    assert to(cast.noor).startswith(f"/pupils/{cast.adam.pk}/")
    assert client.get(f"/pupils/{cast.adam.pk}/sideways/child/").status_code == 404
    assert client.get(f"/pupils/{cast.eve.pk}/next/child/").status_code == 404


def test_going_on_asks_the_clb_for_the_purpose_of_each_child(cast, client) -> None:
    """ACC-5."""
    client.force_login(cast.clara)
    assert "/pupils/" in client.get(f"/pupils/{cast.adam.pk}/next/child/").headers["Location"]
    assert Line.objects.filter(act__startswith="file.read").count() == 0
