"""What is probably mistyped about a child: the form asks once, the import of a list warns, and both by one function."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from driehoek.access.queries import anonymous
from driehoek.exchange import actions, queries
from driehoek.exchange.models import ImportRun
from driehoek.exchange.readers import source
from driehoek.people.models import Pupil
from driehoek.people.plausible import Place, doubts, no_number
from driehoek.schools.models import Group, School
from tests.cast import MONDAY, YEAR

from .test_children import CHILD, enrol

RIGHT = "18.02.03-004.36"
KINDS = [  # what is wrong, as a form and a list hold it: birth date, personal number, class, field
    ("2018-02-03", "18.02.03-004.01", "3A", "personal_number"),  # a wrong check digit
    ("2018-02-04", RIGHT, "3A", "personal_number"),  # of another day
    ("1918-02-03", RIGHT, "", "personal_number"),  # of another century
    ("2019-02-03", "", "K1", "birth_date"),  # seven years old among those of three
    ("2022-02-03", "", "3A", "birth_date"),
]

NONE_AT_ALL = {  # country: what is no number of it, and how many digits are asked
    "be": (["123", "12345", "1,70901E+10", "18020300436 5", "geen"], "rijksregisternummer: dat heeft 11 cijfers"),
    "nl": (["123", "1234567", "1,70901E+7", "1234567890", "onbekend"], "BSN: dat heeft 9 cijfers"),
}


def toddlers(school: School) -> Group:
    return Group.objects.create(
        board_id=school.board_id, school=school, school_year=YEAR, name="K1", level="nursery", year=1
    )


def warned(school: School, cells: dict[str, str]) -> list[tuple[str, int | None]]:
    """The field and line of each warning of a list with this one child."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([cells, cells.values()])
    files = source.from_bytes([("lijst.csv", out.getvalue().encode())])
    run = actions.start(anonymous(), school, files, "lijst.csv", by=None)
    run.school_year = YEAR
    actions.make_plan(run, MONDAY)
    assert run.notes["refused"] == []
    return [(note.field, note.line) for note in queries.notes(run, "warnings") if note.field]


@pytest.mark.parametrize("kind", [one for one in KINDS if one[0] > "1990"])
def test_the_form_asks_and_the_list_warns_about_the_same(cast, client, kind: tuple[str, str, str, str]) -> None:
    born, number, group, field = kind
    where = toddlers(cast.lindeboom) if group == "K1" else cast.class_3a
    told = {"birth_date": born, "personal_number": number, "group": str(where.pk)}
    client.force_login(cast.sam)
    page = enrol(client, cast.lindeboom, **told)
    assert field in page.context["form"].errors
    assert 'name="sure"' in page.content.decode()
    assert not Pupil.objects.filter(family_name="El Amrani").exists()
    assert enrol(client, cast.lindeboom, **told, sure="on").status_code == 302
    cells = {
        "voornaam": "Bo",
        "achternaam": "Bos",
        "geboortedatum": born,
        "rijksregisternummer": number,
        "klas": group,
        "leerjaar": group,
    }
    assert warned(cast.lindeboom, cells) == [(field, 2)]


def test_nothing_is_asked_where_nothing_is_unusual(cast, client) -> None:
    client.force_login(cast.sam)
    page = client.get(reverse("school_enrol", args=[cast.lindeboom.pk])).content.decode()
    assert 'name="sure"' not in page
    told = {"personal_number": RIGHT, "group": str(cast.class_3a.pk)}
    assert enrol(client, cast.lindeboom, **told).status_code == 302
    cells = {
        "voornaam": "Bo",
        "achternaam": "Bos",
        "geboortedatum": "2018-02-03",
        "rijksregisternummer": RIGHT,
        "klas": "3A",
        "leerjaar": "3",
    }
    assert warned(cast.lindeboom, cells) == []


@pytest.mark.parametrize("number", NONE_AT_ALL["be"][0])
def test_what_is_no_number_of_the_country_is_refused_and_not_taken_from_a_list(cast, client, number: str) -> None:
    """Whoever looked again cannot be sure of it either, and nothing is filled up with zeros."""
    client.force_login(cast.sam)
    page = enrol(client, cast.lindeboom, personal_number=number, group=str(cast.class_3a.pk), sure="on")
    assert NONE_AT_ALL["be"][1] in str(page.context["form"].errors["personal_number"])
    assert 'name="sure"' not in page.content.decode()
    cells = {
        "voornaam": "Bo",
        "achternaam": "Bos",
        "geboortedatum": "2018-02-03",
        "rijksregisternummer": number,
        "klas": "3A",
        "leerjaar": "3",
    }
    assert warned(cast.lindeboom, cells) == [("personal_number", 2)]
    run = ImportRun.objects.latest("started_at")
    assert not [one for one in run.plan if (one["after"] or {}).get("personal_number")]


@pytest.mark.parametrize("country", NONE_AT_ALL)
def test_the_reason_is_in_the_word_of_the_country(country: str) -> None:
    numbers, said = NONE_AT_ALL[country]
    assert all(said in no_number(country, one) for one in numbers)
    assert not [one for one in ("18.02.03-004.36", "18020300436") if no_number("be", one)]
    assert not [one for one in ("123456782", "12345678") if no_number("nl", one)]


@pytest.mark.parametrize(("born", "number", "group", "field"), KINDS)
def test_each_kind_is_a_doubt_of_its_field(born: str, number: str, group: str, field: str) -> None:
    place = {"3A": Place("primary", 3, 2026), "K1": Place("nursery", 1, 2026)}.get(group)
    assert [one.field for one in doubts("be", date.fromisoformat(born), number, place)] == [field]


@pytest.mark.parametrize("number", ["18.42.03-004.36", "18.22.03-004.56", "18.00.00-004.18"])
def test_a_number_of_the_bis_register_and_one_without_a_day_say_what_they_say(number: str) -> None:
    body = int("2" + "".join(filter(str.isdigit, number))[:9])
    right = f"{number[:-2]}{97 - body % 97:02}"
    assert doubts("be", date(2018, 2, 3), right, None) == []
    assert doubts("be", date(2017, 2, 3), right, None) != []


@pytest.mark.parametrize(("number", "sure"), [("123456782", True), ("12345678", False), ("12345", False)])
def test_a_bsn_is_not_filled_up_with_zeros(number: str, sure: bool) -> None:
    assert (doubts("nl", date(2018, 2, 3), number, None) == []) is sure


@pytest.mark.parametrize("country", ["be", "nl"])
def test_a_child_of_the_usual_age_is_asked_about_in_no_class(country: str) -> None:
    """A year early and two years late are nothing to ask about, nor is a class of several years."""
    first, last = {"be": (6, 6), "nl": (4, 8)}[country]
    for year in range(1, last + 1):
        for late in (-1, 0, 1, 2):
            born = date(2026 - (first + year - 1) - late, 6, 1)
            assert doubts(country, born, "", Place("primary", year, 2026)) == [], (year, late)
        assert doubts(country, date(2026 - first - year - 5, 6, 1), "", Place("primary", year, 2026)) != []
    assert doubts(country, date(2026 - first, 6, 1), "", Place("primary", None, 2026)) == []


def test_a_move_into_an_unusual_class_is_asked_about_too(cast, client) -> None:
    client.force_login(cast.sam)
    told = {"group": str(toddlers(cast.lindeboom).pk), "first_day": "2026-11-24"}
    address = reverse("pupil_move", args=[cast.adam.pk])
    page = client.post(address, told)
    assert "group" in page.context["form"].errors
    assert client.post(address, told | {"sure": "on"}).status_code == 302


def test_a_new_enrolment_into_an_unusual_class_is_asked_about_too(cast, client) -> None:
    cast.adam.enrolments.update(last_day=date(2026, 10, 1))
    client.force_login(cast.sam)
    told = {name: CHILD[name] for name in ("previous_school", "agreed_on", "agreed_by", "regulations_version")}
    told |= {"group": str(toddlers(cast.lindeboom).pk), "first_day": "2026-11-24"}
    address = reverse("pupil_enrolment", args=[cast.adam.pk])
    assert "group" in client.post(address, told).context["form"].errors
    assert client.post(address, told | {"sure": "on"}).status_code == 302
