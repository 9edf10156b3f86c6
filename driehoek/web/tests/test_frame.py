"""The frame of every page: where a person starts, what the menu holds, and the language."""

import datetime as dt
import re

import pytest
import time_machine
from django.template import Context, Template
from django.utils import translation

from driehoek.access.models import User

NOON = dt.datetime(2021, 7, 12, 12, tzinfo=dt.UTC)


def drawn(text: str, **context: object) -> str:
    return Template(text).render(Context(context))


def test_nobody_is_sent_to_the_login_page(client, db) -> None:
    assert client.get("/").headers["Location"] == "/account/login/"


def test_everybody_starts_at_a_page_that_opens(client, cast) -> None:
    for person in (cast.rita, cast.kathleen, cast.clara, cast.dirk, cast.oona, cast.fenna):
        client.force_login(person)
        assert client.get("/", follow=True).status_code == 200, person


def test_the_menu_of_a_parent_names_nothing_of_the_school(client, cast) -> None:
    client.force_login(cast.dirk)
    page = client.get("/account/2fa/").content.decode()
    menu = re.search(r"<nav.*?</nav>", page, re.DOTALL)[0]
    assert not set(re.findall(r'href="([^"]+)"', menu)) & {"/today/", "/office/", "/pupils/", "/register/", "/roster/"}


def test_a_class_is_a_groep_in_the_menu_across_the_border(client, cast) -> None:
    for person, word in ((cast.kathleen, "Mijn klas"), (cast.fenna, "Mijn groep")):
        client.force_login(person)
        assert word in client.get("/rules/").content.decode()


def test_a_zorgcoordinator_is_an_intern_begeleider_across_the_border() -> None:
    with translation.override("nl"):
        assert drawn("{{ 'care_coordinator'|function_name:'be' }}") == "zorgcoördinator"
        assert drawn("{{ 'care_coordinator'|function_name:'nl' }}") == "intern begeleider"
        assert drawn("{{ 'year'|words:'be' }}, {{ 'year'|words:'nl' }}") == "leerjaar, groep"


@pytest.mark.parametrize(
    ("day", "nl", "en"),
    [
        ("2021-07-15", "ten laatste donderdag 15 juli 2021, nog 3 dagen", "by Thursday 15 July 2021, 3 days left"),
        ("2021-07-13", "ten laatste dinsdag 13 juli 2021, nog 1 dag", "by Tuesday 13 July 2021, 1 day left"),
        ("2021-07-12", "ten laatste maandag 12 juli 2021, vandaag", "by Monday 12 July 2021, today"),
        ("2021-07-10", "ten laatste zaterdag 10 juli 2021, 2 dagen te laat", "by Saturday 10 July 2021, 2 days late"),
    ],
)
def test_a_deadline_reads_as_people_say_it(day: str, nl: str, en: str) -> None:
    with time_machine.travel(NOON, tick=False):
        for language, expected in (("nl", nl), ("en", en)):
            with translation.override(language):
                assert drawn("{{ day|deadline }}", day=dt.date.fromisoformat(day)) == expected


def test_the_netherlands_say_uiterlijk() -> None:
    with translation.override("nl"):
        assert drawn("{{ day|deadline:'nl' }}", day=dt.date(2021, 7, 15)).startswith("uiterlijk donderdag 15 juli 2021")


def test_kathleen_chooses_english_and_keeps_it(client, cast) -> None:
    client.force_login(cast.kathleen)
    answer = client.post("/language/", {"language": "en", "next": "/account/2fa/"})
    assert answer.headers["Location"] == "/account/2fa/"
    assert User.objects.get(pk=cast.kathleen.pk).language == "en"
    assert '<html lang="en">' in client.get("/account/2fa/").content.decode()


def test_a_language_that_does_not_exist_changes_nothing(client, cast) -> None:
    client.force_login(cast.kathleen)
    client.post("/language/", {"language": "fr", "next": "/"})
    assert User.objects.get(pk=cast.kathleen.pk).language == "nl"


def test_the_language_switch_sends_nobody_to_another_site(client, db) -> None:
    answer = client.post("/language/", {"language": "en", "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


def test_a_page_that_is_not_there_says_what_to_do(client, cast) -> None:
    client.force_login(cast.kathleen)
    answer = client.get("/nothing-here/")
    assert answer.status_code == 404
    assert 'href="/"' in answer.content.decode()
