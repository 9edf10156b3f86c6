"""The yearly report, with nobody recognisable for the board; the responders of each day (SAF-4, SAF-18)."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from driehoek.access.functions import Function
from driehoek.safety.models import Incident
from driehoek.safetyplan.models import Certificate, ChapterText
from driehoek.safetyplan.queries import report, responders, small
from driehoek.schools.models import School
from lawbook.kinds import SchoolYear
from tests.cast import MEIERIJ, appoint, person

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _on_that_day(time_machine) -> None:
    time_machine.move_to("2026-11-22T10:00+01:00", tick=False)


@pytest.fixture
def ruud(cast):
    """Ruud sits on the board of De Beuk."""
    made = person("Ruud", "de Groot")
    appoint(made, Function.BOARD_MEMBER, MEIERIJ)
    made.authenticator_set.create(type="totp", data={})
    return made


def happened(cast, school: School, times: int, place: str = "playground") -> None:
    for number in range(times):
        Incident.objects.create(
            board_id=school.board_id,
            school=school,
            happened_at=f"2026-10-{number + 1:02}T10:30+02:00",
            place=place,
            is_physical=True,
            reported_by=cast.petra,
        )


@given(st.lists(st.integers(min_value=0, max_value=30), max_size=12))
def test_what_is_kept_back_is_nothing_or_at_least_five_people_unless_the_sum_is_small(counts: list[int]) -> None:
    away = small.hidden(counts)
    assert all(not 0 < count < small.LEAST for at, count in enumerate(counts) if at not in away)
    together = sum(counts[at] for at in away)
    assert not away or together >= small.LEAST or sum(counts) < small.LEAST


def test_petra_sees_the_numbers_of_her_school_and_the_board_no_small_ones(cast, client, ruud) -> None:
    happened(cast, cast.beuk, 3)
    client.force_login(cast.petra)
    assert client.get(reverse("safety_report")).context["report"].totals[0].text == "3"
    client.force_login(ruud)
    page = client.get(reverse("safety_report"))
    assert page.context["report"].totals[0].text == "<5"
    assert not page.context["report"].charts[0].rows
    assert client.get(reverse("safety_report_chart", args=["places"])).status_code == 404


def test_a_small_school_is_not_found_by_subtracting_the_others_from_the_sum(cast, client, ruud) -> None:
    others = [School.objects.create(board_id=MEIERIJ, name=name, jurisdiction="nl", region="zuid") for name in "AB"]
    happened(cast, cast.beuk, 2)
    happened(cast, others[0], 7)
    happened(cast, others[1], 9)
    client.force_login(ruud)
    found = client.get(reverse("safety_report")).context["report"]
    assert found.totals[0].text == "18"
    assert {line.school.name: line.cells[0] for line in found.lines} == {"A": "…", "B": "9", "De Beuk": "<5"}
    one = client.get(reverse("safety_report") + f"?school={cast.beuk.pk}").context["report"]
    assert (one.exact, one.totals[0].text) == (False, "<5")


def test_the_chart_and_the_paper_say_the_same_and_paper_keeps_small_numbers_back_for_everybody(cast, client) -> None:
    happened(cast, cast.beuk, 6)
    happened(cast, cast.beuk, 2, place="gym")
    client.force_login(cast.petra)
    assert b"<svg" in client.get(reverse("safety_report_chart", args=["places"])).content
    answer = client.get(reverse("safety_report_pdf"))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "De Beuk" in text
    assert "Getallen onder de vijf" in text


def test_the_report_of_a_year_counts_that_year_alone(cast) -> None:
    happened(cast, cast.beuk, 6)
    now = report.report_of([cast.beuk], SchoolYear(2026), TODAY, exact=True)
    before = report.report_of([cast.beuk], SchoolYear(2025), TODAY, exact=True)
    assert [one.totals[0].text for one in (now, before)] == ["6", "0"]


def test_many_schools_cost_no_more_statements_than_one(cast, django_assert_max_num_queries) -> None:
    for number in range(20):
        School.objects.create(board_id=MEIERIJ, name=f"School {number}", jurisdiction="nl", region="zuid")
    schools = list(School.objects.filter(board_id=MEIERIJ))
    with django_assert_max_num_queries(16):
        report.report_of(schools, SchoolYear(2026), TODAY, exact=False)


def test_a_teacher_has_no_report_and_another_board_sees_no_school(cast, client, ruud) -> None:
    client.force_login(cast.fenna)
    assert client.get(reverse("safety_report")).status_code == 404
    client.force_login(ruud)
    assert client.get(reverse("safety_report") + f"?school={cast.lindeboom.pk}").status_code == 404


def test_the_responders_page_says_on_which_day_there_are_too_few(cast, client) -> None:
    """101 people: three responders by the rule of thumb of the plan; pupils are counted."""
    ChapterText.objects.create(
        board_id=MEIERIJ, school=cast.beuk, code="1.3", owner="director", blanks={"people": 101}, saved_by=cast.petra
    )
    for name, weekdays in (("Anna", 0b11111), ("Bram", 0b11111), ("Cor", 0b00111), ("Dana", 0b00001)):
        helper = person(name, "Hulp")
        appoint(helper, Function.EMERGENCY_RESPONDER, MEIERIJ, school=cast.beuk, weekdays=weekdays)
        certified(cast, helper, date(2027, 9, 1))
    late = person("Eef", "Hulp")
    appoint(late, Function.EMERGENCY_RESPONDER, MEIERIJ, school=cast.beuk)
    certified(cast, late, date(2026, 11, 21))
    client.force_login(cast.fenna)
    crew = client.get(reverse("responders")).context["crew"]
    assert (crew.people, crew.counted, crew.needed) == (101, False, 3)
    assert [one.user.given_name for one in crew.responders if not one.certified] == ["Eef"]
    assert [day.state for day in crew.days] == ["enough", "no_spare", "no_spare", "short", "short"]


def certified(cast, helper, until: date) -> None:
    Certificate.objects.create(
        board_id=MEIERIJ,
        school=cast.beuk,
        person=helper,
        kind="emergency_response",
        issued_on=date(2025, 9, 1),
        expires_on=until,
        recorded_by=cast.bas,
    )


def test_without_a_number_the_people_are_counted_from_groups_and_staff(cast) -> None:
    filled, people = responders.people_of(cast.beuk, TODAY, timezone.now())
    assert (filled, people) == (False, 2 + 3)  # Daan and Mila, Bas, Ivo and Fenna
