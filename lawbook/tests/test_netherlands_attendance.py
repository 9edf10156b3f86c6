"""Sixteen hours of unauthorised absence in four consecutive school weeks (ATT-9)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawbook import catalogue, days
from lawbook.core import BadFact, Law, NotInForce
from lawbook.days import Range
from lawbook.netherlands.attendance import count_unauthorised, notification_duty, school_weeks

LAW = Law()
ZUID = days.school_days("nl", "zuid")
OPEN_DAYS = [day for step in range(400) if ZUID.counts(day := date(2020, 8, 31) + timedelta(days=step))]
HOURS = st.sampled_from([Decimal("0.5"), Decimal(2), Decimal("5.5"), Decimal(8)])
ABSENCES = st.lists(st.tuples(st.sampled_from(OPEN_DAYS[:90]), HOURS), max_size=40)


def ask(*hours: str, region: str = "zuid", closed: tuple[Range, ...] = ()):
    pairs = tuple((date.fromisoformat(day), Decimal(amount)) for day, amount in (one.split(":") for one in hours))
    return notification_duty(LAW, pairs, region, closed)


def codes(outcome) -> list[str]:
    return [reason.code for reason in outcome.reasons]


def test_sixteen_hours_in_four_consecutive_school_weeks_must_be_reported():
    outcome = ask("2021-01-11:4", "2021-01-18:4", "2021-01-25:4", "2021-02-01:4")
    assert outcome.value["reached_on"] == date(2021, 2, 1)
    assert outcome.value["hours"] == 16
    assert [week["first"] for week in outcome.value["weeks"]] == [
        date(2021, 1, 11),
        date(2021, 1, 18),
        date(2021, 1, 25),
        date(2021, 2, 1),
    ]
    assert [(duty.holder, duty.due) for duty in outcome.duties] == [("head", date(2021, 2, 1))]


def test_fifteen_and_a_half_hours_need_not_be_reported():
    outcome = ask("2021-01-11:8", "2021-01-12:7.5")
    assert outcome.value["reached_on"] is None
    assert outcome.value["hours"] == Decimal("15.5")
    assert outcome.duties == ()


def test_hours_of_a_fifth_week_before_drop_out():
    assert ask("2021-01-11:4", "2021-01-18:4", "2021-01-25:4", "2021-02-08:4").value["reached_on"] is None


def test_any_four_weeks_count_not_calendar_months():
    assert ask("2021-01-27:8", "2021-02-03:8").value["reached_on"] == date(2021, 2, 3)


def test_a_week_of_school_holiday_drops_out_and_the_window_stretches_across_it():
    spring = "2021-02-15"
    outcome = ask("2021-01-25:4", "2021-02-01:4", "2021-02-08:4", "2021-02-22:4")
    assert outcome.value["reached_on"] == date(2021, 2, 22)
    assert date.fromisoformat(spring) not in [week["first"] for week in outcome.value["weeks"]]


def test_the_same_weeks_in_a_region_with_its_holiday_later_do_not_stretch():
    facts = ("2021-01-25:4", "2021-02-01:4", "2021-02-08:4", "2021-02-15:1", "2021-03-01:3")
    assert ask(*facts, region="noord").value["reached_on"] is None


def test_a_week_in_which_the_school_itself_is_closed_drops_out_too():
    facts = ("2021-01-11:4", "2021-01-18:4", "2021-01-25:4", "2021-02-08:4")
    assert ask(*facts).value["reached_on"] is None
    closed = (Range.parse("2021-02-01..2021-02-05"),)
    assert ask(*facts, closed=closed).value["reached_on"] == date(2021, 2, 8)


def test_a_week_with_one_school_day_is_a_school_week():
    facts = ("2021-01-11:4", "2021-01-18:4", "2021-01-25:4", "2021-02-08:4")
    closed = (Range.parse("2021-02-02..2021-02-05"),)
    assert ask(*facts, closed=closed).value["reached_on"] is None


def test_after_a_report_the_count_starts_again_the_next_day_and_each_further_sixteen_hours_is_reported():
    outcome = ask("2021-01-11:8", "2021-01-12:8", "2021-01-13:8", "2021-01-14:7.5", "2021-01-15:0.5")
    assert outcome.value["reached_on"] == date(2021, 1, 12)
    assert [duty.due for duty in outcome.duties] == [date(2021, 1, 12), date(2021, 1, 15)]
    assert "notification_starts_again" in codes(outcome)


def test_hours_of_one_day_are_added_and_the_order_does_not_matter():
    outcome = ask("2021-01-18:6", "2021-01-11:4", "2021-01-11:4", "2021-01-12:2")
    assert (outcome.value["reached_on"], outcome.value["hours"]) == (date(2021, 1, 18), 16)


def test_no_absence_is_no_hours():
    assert ask().value == {"reached_on": None, "hours": 0, "weeks": ()}


@pytest.mark.parametrize("day", ["2021-01-16", "2021-02-17", "2021-05-13"])
def test_absence_on_a_day_without_school_is_refused_by_name(day):
    with pytest.raises(BadFact, match=rf"^hours: {day} is no school day"):
        ask(f"{day}:4")


@pytest.mark.parametrize("amount", ["0", "-1", "25"])
def test_hours_that_cannot_be_are_refused(amount):
    with pytest.raises(BadFact, match=r"^hours:"):
        ask(f"2021-01-11:{amount}")


def test_a_year_of_which_the_holidays_are_not_known_is_not_made_up():
    with pytest.raises(NotInForce):
        ask("2031-01-13:4")


def test_no_term_in_days_is_given_because_it_was_not_read():
    assert "notification_term_not_read" in ask("2021-01-11:4").not_covered


def test_the_command_line_writes_hours_as_date_colon_hours():
    given = {"hours": "2021-01-11:8,2021-01-12:8", "region": "zuid", "closed": "2021-01-20"}
    assert catalogue.apply("nl.absence.notification_duty", given).value["reached_on"] == date(2021, 1, 12)
    with pytest.raises(BadFact, match=r"^region:"):
        catalogue.apply("nl.absence.notification_duty", {**given, "region": "oost"})


def naive(absences) -> list[date]:
    """Each day of absence in turn: the four last weeks with an open school day, hours since the last report."""
    reached: list[date] = []
    for day in sorted({day for day, _ in absences}):
        monday, weeks = day - timedelta(days=day.weekday()), []
        while len(weeks) < 4 and monday >= date(2020, 8, 24):
            if any(monday + timedelta(days=step) in OPEN_DAYS for step in range(7)):
                weeks.append(monday)
            monday -= timedelta(days=7)
        since = reached[-1] if reached else date.min
        counted = [hours for one, hours in absences if since < one <= day and one >= weeks[-1]]
        if sum(counted) >= 16:
            reached.append(day)
    return reached


@given(ABSENCES)
def test_the_window_agrees_with_a_clerk_who_looks_back_four_school_weeks_each_day(absences):
    found = count_unauthorised(LAW, absences, school_weeks("zuid"))
    assert [one.day for one in found.reached] == naive(absences)
