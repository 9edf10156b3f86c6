"""Temporary home education of a sick pupil (ATT-12), and example O9."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawbook.core import BadFact, Law, NotInForce
from lawbook.flanders.home_education import entitlement

LAW = Law()


def codes(outcome) -> list[str]:
    return [reason.code for reason in outcome.reasons]


def ask(first: str = "2020-12-07", illness: str = "other", certificate: str = "general", **facts):
    facts = {"distance_km": Decimal(5), "education": "ordinary", **facts}
    return entitlement(LAW, illness, date.fromisoformat(first), certificate, **facts)


def test_o9_ill_from_7_december_2020_gives_a_right_from_28_december_because_holidays_count():
    outcome = ask()
    assert outcome.value == {
        "entitled": True,
        "from": date(2020, 12, 28),
        "lesson_hours": 4,
        "school_obliged": True,
        "missing": (),
    }
    counted = [row for count in outcome.days for row in count.days]
    assert (counted[0]["date"], counted[-1]["date"], len(counted)) == (date(2020, 12, 7), date(2020, 12, 27), 21)
    assert all(row["counted"] for row in counted)


@pytest.mark.parametrize(("last", "entitled"), [(date(2020, 12, 27), False), (date(2020, 12, 28), True)])
def test_an_illness_of_21_days_is_over_before_the_22nd_day_brings_a_right(last, entitled):
    value = ask(absent_to=last).value
    assert value["entitled"] is entitled
    assert value["from"] == (date(2020, 12, 28) if entitled else None)
    assert value["lesson_hours"] == (4 if entitled else 0)


@given(st.dates(date(2007, 1, 1), date(2040, 1, 1)))
def test_the_right_begins_after_21_calendar_days_whatever_the_calendar(first):
    assert entitlement(LAW, "other", first, "general", Decimal(1), "ordinary").value["from"] == first + timedelta(21)


def test_without_a_certificate_there_is_no_right_yet_and_the_certificate_is_named():
    value = ask(certificate="none").value
    assert (value["entitled"], value["school_obliged"], value["missing"]) == (False, False, ("medical_certificate",))


@pytest.mark.parametrize(
    ("previous", "first", "waits"),
    [
        ("2020-09-30", "2020-12-30", False),
        ("2020-09-30", "2020-12-31", True),
        ("2020-11-30", "2021-02-28", False),
        ("2020-11-30", "2021-03-01", True),
        ("2020-12-06", "2020-12-07", False),
    ],
)
def test_a_relapse_within_three_months_knows_no_new_waiting_time(previous, first, waits):
    value = ask(first, previous_until=date.fromisoformat(previous)).value
    begins = date.fromisoformat(first) + timedelta(days=21 if waits else 0)
    assert value["from"] == begins


def test_a_relapse_needs_a_new_certificate():
    outcome = ask(previous_until=date(2020, 11, 1), certificate="none")
    assert outcome.value["missing"] == ("medical_certificate",)
    assert "home_education_relapse" in codes(outcome)


@pytest.mark.parametrize(("half_days", "hours"), [(0, 0), (8, 0), (9, 4), (17, 4), (18, 8), (45, 20)])
def test_a_chronic_illness_builds_up_four_lesson_hours_per_nine_half_days(half_days, hours):
    value = ask(illness="chronic", certificate="specialist", half_days_absent=half_days).value
    assert (value["entitled"], value["lesson_hours"]) == (hours > 0, hours)


def test_a_chronic_illness_needs_a_specialist_and_knows_no_waiting_time():
    value = ask(illness="chronic", certificate="general", half_days_absent=9).value
    assert value == {
        "entitled": False,
        "from": date(2020, 12, 7),
        "lesson_hours": 4,
        "school_obliged": False,
        "missing": ("specialist_certificate",),
    }


def test_a_chronic_illness_without_its_half_days_says_that_they_are_missing():
    assert ask(illness="chronic", certificate="specialist").value["missing"] == ("half_days_absent",)


@pytest.mark.parametrize(
    ("kilometres", "education", "obliged"),
    [("10", "ordinary", True), ("10.1", "ordinary", False), ("20", "special", True), ("20.01", "special", False)],
)
def test_beyond_ten_kilometres_or_twenty_for_special_education_the_school_may_but_need_not(
    kilometres, education, obliged
):
    value = ask(distance_km=Decimal(kilometres), education=education).value
    assert value["entitled"] is True
    assert value["school_obliged"] is obliged


def test_before_1_september_2019_only_nursery_pupils_who_turned_five_had_the_right():
    assert "home_education_nursery_five_before_january" in codes(ask("2019-08-31"))
    assert "home_education_nursery_all" in codes(ask("2019-09-01"))


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("absent_to", date(2020, 12, 6)),
        ("previous_until", date(2020, 12, 8)),
        ("half_days_absent", -1),
        ("distance_km", Decimal(-1)),
    ],
)
def test_impossible_facts_are_refused_by_name(fact, value):
    with pytest.raises(BadFact, match=rf"^{fact}:"):
        ask(**{fact: value})


def test_before_2007_nothing_is_known():
    with pytest.raises(NotInForce):
        ask("2006-12-31")
