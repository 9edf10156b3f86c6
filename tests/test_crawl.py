"""No link leads to a page that is not there, every page has its own title, in its country's words, in sentences."""

import calendar
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from driehoek.access.wall import within
from driehoek.attendance.models import Absence
from driehoek.attendance.sweep import sweep
from tests.cast import BOARDS, MONDAY, Cast, build
from tests.crawl import Visit, crawl

pytestmark = pytest.mark.django_db
PEOPLE = ("rita", "sam", "zoe", "kathleen", "clara", "dirk", "oona", "bas", "fenna", "petra", "ivo")
DUTCH = ("bas", "fenna", "petra", "ivo")
WORDS = tomllib.loads((Path(__file__).parent / "words_of_a_country.toml").read_text(encoding="utf-8"))
NAMES = ("nowak", "haddad", "maes", "dewit", "kathleen")
NO_NAMES = ("rules/", "safety/plan/")  # searched by subject: no person is in them
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
TYPED = re.compile(r'<input\b(?=[^>]*type="(?:text|search)")[^>]*>')
ASKS_AS_ONE_TYPES = re.compile(r"<input\b[^>]*hx-get[^>]*>")
QUERY = re.compile(r'(?:href|action|hx-get)="[^"]*\?([^"]*)"')
ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
CODE = re.compile(r"\b(?:be|nl)\.[a-z_]+\.[a-z_]+|\b[a-z]+_[a-z_]+[a-z]\b|\bNone\b")


@pytest.fixture(scope="module")
def visits(django_db_setup, django_db_blocker) -> list[Visit]:
    """One walk for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic(), within(*BOARDS):
        cast = build()
        for pupil in (cast.adam, cast.daan):
            days = (date(2026, 11, day) for day in (12, 13, 16, 17, 19, 20))
            Absence.objects.bulk_create(
                Absence(board_id=pupil.board_id, pupil=pupil, day=day, part="am", reason="unauthorised") for day in days
            )
        sweep(MONDAY)
        found = [visit for name in PEOPLE for visit in crawl(name, getattr(cast, name))]
        ENGLISH.extend(read_in_english(cast))
        transaction.set_rollback(True)
    return found


ENGLISH: list[Visit] = []  # the same walk of a few, in English


def read_in_english(cast: Cast) -> Iterator[Visit]:
    for name in ("rita", "dirk", "clara", "bas"):
        user = getattr(cast, name)
        user.language = "en"
        user.save(update_fields=["language"])
        yield from crawl(name, user)


def test_no_link_leads_its_reader_to_a_page_that_is_not_there(visits) -> None:
    broken = {(one.who, one.source, one.address): one.status for one in visits if one.status >= 400}
    assert not broken
    assert len({one.pattern for one in visits}) > 60


def test_every_page_has_its_own_title(visits) -> None:
    patterns = defaultdict(set)
    for one in visits:
        if one.html:
            patterns[one.title].add(one.pattern)
    assert not {title: where for title, where in patterns.items() if len(where) > 1 or not title}


def test_no_page_speaks_the_other_countrys_words(visits) -> None:
    wrong = defaultdict(set)
    for one in visits:
        foreign = [word for word in WORDS["flemish" if one.who in DUTCH else "dutch"] if one.says(word)]
        excepted = [row for row in WORDS["exceptions"] if one.pattern.startswith(row["at"])]
        if foreign and not (excepted and excepted[0].get("says", "") in one.text):
            wrong[one.pattern].update(foreign)
    assert not dict(wrong)


def test_no_form_and_no_link_puts_a_name_into_an_address(visits) -> None:
    """A box in which somebody may type a name goes by POST (`access.searching`); links carry ids."""
    typed, linked = defaultdict(set), defaultdict(set)
    for one in visits:
        for form in FORM.findall(one.html):
            if 'method="post"' not in form[0] and not one.pattern.startswith(NO_NAMES):
                typed[one.pattern].update(TYPED.findall(form[1]))
        typed[one.pattern].update(ASKS_AS_ONE_TYPES.findall(one.html))
        for query in QUERY.findall(one.html):
            linked[one.pattern].update(name for name in NAMES if name in query.casefold())
    assert not {pattern: found for pattern, found in typed.items() if found}
    assert not {pattern: found for pattern, found in linked.items() if found}


def test_no_sentence_holds_a_code_or_a_date_of_a_machine(visits) -> None:
    technical = tuple(row["at"] for row in WORDS["exceptions"] if row.get("codes"))
    wrong = {
        one.pattern: {*ISO.findall(one.text), *CODE.findall(one.text)}
        for one in visits
        if not one.pattern.startswith(technical)
    }
    assert not {pattern: found for pattern, found in wrong.items() if found}


def test_an_english_page_says_nothing_in_dutch(visits) -> None:
    """But names: of schools and people, of laws and papers."""
    words, named = WORDS["english"]["dutch"].split(), re.compile(WORDS["english"]["sources"])
    dutch = re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])")
    names = re.compile(r"De (?:Lindeboom|Beuk|Meierij)|Scholen aan de Leie|Stichting De Meierij|Daan de Wit|de Wit")
    english = {"school", "die", "met", "door", "of", "as", "over"}
    wrong = defaultdict(set)
    for one in ENGLISH:
        for piece in one.pieces:
            found = {word for word in dutch.findall(names.sub("", piece)) if word not in english}
            if len(found) > 1 and not named.search(piece):
                wrong[one.pattern].add(piece[:100])
    assert len(ENGLISH) > 100
    assert not dict(wrong)


def test_an_english_day_is_said_before_its_month(visits) -> None:
    american = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:] + calendar.month_abbr[1:])})\.? \d{{1,2}}, \d{{4}}")
    assert not {one.pattern: found for one in ENGLISH if (found := american.findall(one.text))}


def test_one_of_a_thing_is_said_as_one_on_every_page(visits) -> None:
    things = "dagen|kalenderdagen|schooldagen|halve dagen|klassen|leerlingen|weken|maanden|minuten|mensen|lestijden"
    several = re.compile(rf"(?<![\w.,/:-])1 (?:{things})\b")
    assert not {one.pattern: found for one in visits if (found := several.findall(one.text))}
