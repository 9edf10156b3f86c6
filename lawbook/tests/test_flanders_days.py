"""Counting days in Flanders and the Netherlands through the rules (DAY-1 … DAY-4)."""

from datetime import date

import pytest

from lawbook.catalogue import apply
from lawbook.core import BadFact, NotInForce


@pytest.mark.parametrize(
    ("rule", "start", "n", "kind", "more", "end"),
    [
        ("be.days.after", "2021-05-06", 3, "procedure", {}, "2021-05-11"),
        ("be.days.after", "2021-05-06", 3, "calendar", {}, "2021-05-09"),
        ("be.days.after", "2021-05-11", 3, "school", {}, "2021-05-18"),
        ("be.days.after", "2021-01-18", 3, "school", {"closed": "2021-01-20"}, "2021-01-22"),
        ("be.days.after", "2022-07-08", 1, "procedure", {}, "2022-07-12"),
        ("be.days.after", "2021-05-06", 0, "procedure", {}, "2021-05-06"),
        ("nl.days.after", "2016-10-10", 5, "working", {}, "2016-10-17"),
        ("nl.days.after", "2021-04-26", 1, "working", {}, "2021-04-28"),
        ("nl.days.after", "2021-05-04", 1, "working", {}, "2021-05-06"),
        ("nl.days.after", "2016-10-21", 1, "school", {"region": "zuid"}, "2016-10-31"),
        ("nl.days.after", "2016-10-21", 1, "school", {"region": "noord"}, "2016-10-24"),
    ],
)
def test_the_day_of_the_event_is_day_zero(rule, start, n, kind, more, end):
    assert apply(rule, {"start": start, "days": n, "kind": kind, **more}).value == date.fromisoformat(end)


def test_a_registered_letter_of_thursday_is_received_on_tuesday():
    assert apply("be.registered_letter.received", {"sent": "2021-05-06"}).value == date(2021, 5, 11)


def test_no_text_says_when_a_letter_was_received_before_the_first_regulations_that_were_read():
    with pytest.raises(NotInForce):
        apply("be.registered_letter.received", {"sent": "2020-08-31"})


def test_the_flemish_holidays_of_2020_name_the_exception_and_the_convention():
    outcome = apply("be.school_holidays", {"school_year": "2020-2021"})
    assert {"name": "autumn", "first": date(2020, 11, 2), "last": date(2020, 11, 15)} in outcome.value
    assert [one.code for one in outcome.reasons][1:] == ["be_holiday_exception", "be_holidays_start_monday"]


def test_the_dutch_holidays_come_with_the_source_of_their_year():
    outcome = apply("nl.school_holidays", {"school_year": "2016-2017", "region": "zuid"})
    assert {"name": "autumn", "first": date(2016, 10, 22), "last": date(2016, 10, 30)} in outcome.value
    assert outcome.parameters[0].valid_from == date(2016, 8, 1)


def test_a_term_does_not_run_backwards():
    with pytest.raises(BadFact):
        apply("nl.days.after", {"start": "2021-05-06", "days": -1, "kind": "working"})
