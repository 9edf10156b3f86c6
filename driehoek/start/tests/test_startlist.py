"""The start-up list: its state is true, what is not for a school is put aside, and all of it can be undone."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from driehoek.access.invitations import letter_code
from driehoek.access.models import User
from driehoek.access.queries import actor_of
from driehoek.access.wall import within
from driehoek.journal.models import Line
from driehoek.keeping.models import Mark
from driehoek.people.models import Guardian, Guardianship
from driehoek.start.entries import Item, how_many
from driehoek.start.items import items_of
from driehoek.start.models import StartList
from driehoek.start.queries import reached
from tests.cast import BOARDS, LEIE


@pytest.fixture
def standing(cast, client) -> Client:
    StartList.objects.create(board=cast.lindeboom.board, school=cast.lindeboom)
    client.force_login(cast.rita)
    return client


def address(cast, name: str = "start_list", *args: str) -> str:
    return reverse(name, args=[cast.lindeboom.pk, *args])


def item(cast, slug: str, actor) -> Item:
    with within(*BOARDS):
        return next(one for one in items_of(cast.lindeboom, actor) if one.slug == slug)


def test_the_list_is_put_aside_with_an_undo_beside_it_and_taken_back(cast, standing) -> None:
    assert "wordt ingericht" in standing.get(reverse("today")).content.decode()
    page = standing.post(address(cast, "start_aside"), follow=True).content.decode()
    assert "wordt ingericht" not in page
    assert address(cast, "start_back") in page
    standing.post(address(cast, "start_aside"))
    assert "wordt ingericht" not in standing.get(reverse("today")).content.decode(), "twice is once"
    assert standing.post(address(cast, "start_back")).headers["Location"] == address(cast)
    assert "wordt ingericht" in standing.get(reverse("today")).content.decode()


def test_each_line_that_is_left_can_be_put_aside_and_comes_back(cast, standing) -> None:
    with within(*BOARDS):
        lines = items_of(cast.lindeboom, actor_of(cast.rita))
    left = [one for one in lines if not one.done]
    assert left
    for one in left:
        page = standing.post(address(cast, "start_item_aside", one.slug), follow=True).content.decode()
        assert address(cast, "start_item_back", one.slug) in page
    assert f"{len(lines)} van {len(lines)} klaar" in page
    assert "Alles staat klaar" in standing.get(reverse("today")).content.decode()
    for one in left:
        standing.post(address(cast, "start_item_back", one.slug))
    assert f"{len(lines) - len(left)} van {len(lines)} klaar" in standing.get(address(cast)).content.decode()
    with within(*BOARDS):
        acts = list(Line.objects.filter(act__startswith="start.", facts__has_key="item").values_list("act", flat=True))
    assert acts.count("start.aside") == acts.count("start.back") == len(left)


def test_a_line_that_is_not_on_the_list_is_not_there(cast, standing) -> None:
    assert standing.post(address(cast, "start_item_aside", "officer")).status_code == 404
    assert standing.post(address(cast, "start_item_aside", "anything")).status_code == 404


def test_whoever_left_the_list_finds_the_way_back_on_every_page_until_it_is_put_aside(cast, standing) -> None:
    ways = [reverse("school_hours", args=[cast.lindeboom.pk]), reverse("people"), reverse("rules")]
    back = "Terug naar de startlijst"
    assert back not in standing.get(ways[0]).content.decode()
    assert back not in standing.get(address(cast)).content.decode()
    for way in ways:
        assert back in standing.get(way).content.decode()
    standing.post(address(cast, "start_aside"))
    assert back not in standing.get(ways[0]).content.decode()


def test_staff_and_parents_are_done_when_everybody_was_in_or_has_an_invitation_that_opens(cast, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    actor, now = actor_of(cast.rita), timezone.now()
    User.objects.update(last_login=None)
    mother = Guardian.objects.create(board_id=LEIE, given_name="Ewa", family_name="Nowak")
    Guardianship.objects.create(board_id=LEIE, pupil=cast.adam, guardian=mother, relation="mother", call_order=2)
    for slug in ("staff", "parents"):
        assert not item(cast, slug, actor).done
    User.objects.filter(pk__in=[cast.kathleen.pk, cast.dirk.pk]).update(last_login=now)
    for slug in ("staff", "parents"):
        found = item(cast, slug, actor)
        assert not found.done, "one of them is not all of them"
        assert "nog uit te nodigen" in found.state
    for person in User.objects.filter(last_login=None):
        letter_code(person)
    assert item(cast, "staff", actor).done
    assert not item(cast, "parents", actor).done, "Ewa has no account yet"
    mother.account = User.objects.create_user(None, given_name="Ewa", family_name="Nowak", last_login=now)
    mother.save()
    assert item(cast, "parents", actor).done


def test_a_code_that_is_over_or_was_used_up_invites_nobody(cast) -> None:
    User.objects.update(last_login=None, email=None)
    letter_code(cast.kathleen)
    people, on = User.objects.filter(pk=cast.kathleen.pk), actor_of(cast.rita).on
    assert reached(people, on).left == 0
    cast.kathleen.letter_codes.update(ends_on=on.replace(year=on.year - 1))
    assert reached(people, on, without=3).left == 4
    assert how_many(reached(people, on, without=3)) == "aangemeld: 0 van 4 · nog uit te nodigen: 4"


def test_a_backup_on_the_disk_of_the_data_is_said_and_not_done(cast, standing, settings, tmp_path, monkeypatch) -> None:
    settings.VAR, settings.BACKUP = tmp_path, None
    (tmp_path / "backups").mkdir()
    Mark.objects.create(what=Mark.What.BACKUP, at=timezone.now(), note=str(tmp_path / "backups" / "one.tar"))
    page = standing.get(address(cast)).content.decode()
    assert "zelfde schijf" in page
    assert "let op" in page
    monkeypatch.setattr("driehoek.start.entries.beside_the_data", lambda: False)
    assert "zelfde schijf" not in standing.get(address(cast)).content.decode()


def test_the_list_promises_parents_nothing_that_is_not_there(cast, standing) -> None:
    assert "melden een afwezigheid" not in standing.get(address(cast)).content.decode()


def test_the_state_follows_from_what_is_there(cast, standing) -> None:
    page = standing.get(address(cast)).content.decode()
    assert "5 dagen ingevuld" in page
    assert "2 klassen, 3 leerlingen" in page
    assert "1 bestuurslid" in page
    assert "medewerker en afspraken staan er" in page


def test_the_list_of_another_school_is_not_there(cast, client) -> None:
    client.force_login(cast.mallory)
    assert client.get(address(cast)).status_code == 404
    for name, *args in (("start_aside",), ("start_back",), ("start_item_aside", "hours"), ("start_item_back", "hours")):
        assert client.post(address(cast, name, *args)).status_code == 404
