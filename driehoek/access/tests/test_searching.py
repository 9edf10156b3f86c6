"""A name that somebody types to find a person stands in no address: not in a log, not in a history, not in a link."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

SEARCHES = (
    ("zoe", "pupils", "q", "nowak"), ("rita", "find", "q", "nowak"), ("rita", "people", "q", "maes"),
    ("clara", "clb", "q", "nowak"), ("kathleen", "today", "name", "nowak"), ("rita", "letters", "name", "nowak"),
    ("rita", "cases", "name", "nowak"), ("sam", "office", "name", "nowak"), ("zoe", "firstaid", "q", "nowak"),
)  # fmt: skip


@pytest.mark.parametrize(("who", "name", "field", "words"), SEARCHES)
def test_what_is_typed_is_searched_for_and_stands_in_no_address(cast: Cast, who, name, field, words) -> None:
    client = Client()
    client.force_login(getattr(cast, who))
    page = client.get(reverse(name)).content.decode()
    assert f'name="words_of" value="{field}"' in page
    answer = client.post(reverse(name), {"words_of": field, field: words, "page": "1"})
    assert answer.status_code == 302
    assert words not in answer["Location"]
    found = client.get(answer["Location"])
    assert f'value="{words}"' in found.content.decode(), "the box shows what was searched"
    assert f"={words}" not in found.content.decode(), "no link of the page carries it either"
    again = client.post(reverse(name), {"words_of": field, field: "zzz"})["Location"]
    assert f'value="{words}"' in client.get(answer["Location"]).content.decode(), "the way back"
    assert 'value="zzz"' in client.get(again).content.decode()


def test_as_one_types_the_address_gets_the_mark_alone_and_keeps_it(cast: Cast, client) -> None:
    client.force_login(cast.zoe)
    live = {"HX-Request": "true", "HX-Target": "found"}
    first = client.post(reverse("pupils"), {"words_of": "q", "q": "nowa", "sort": "name"}, headers=live)
    assert "Nowak" in first.content.decode()
    there = first["HX-Replace-Url"]
    assert "nowa" not in there
    assert "sort=name" in there
    headers = {**live, "HX-Current-URL": f"http://testserver{there}"}
    assert client.post(reverse("pupils"), {"words_of": "q", "q": "nowak"}, headers=headers)["HX-Replace-Url"].endswith(
        there.rpartition("=")[2]
    )
    assert 'value="nowak"' in client.get(there).content.decode()


def test_the_box_in_the_header_keeps_nothing(cast: Cast, client) -> None:
    client.force_login(cast.zoe)
    headers = {"HX-Request": "true", "HX-Target": "hits"}
    found = client.post(reverse("find"), {"words_of": "q", "q": "nowak", "passing": "1"}, headers=headers)
    assert "Nowak" in found.content.decode()
    assert "HX-Replace-Url" not in found
    assert "typed_words" not in client.session


def test_the_mark_of_somebody_else_finds_nothing(cast: Cast) -> None:
    there, other = Client(), Client()
    there.force_login(cast.zoe)
    other.force_login(cast.rita)
    mark = there.post(reverse("pupils"), {"words_of": "q", "q": "nowak"})["Location"]
    assert 'value="nowak"' not in other.get(mark).content.decode()
