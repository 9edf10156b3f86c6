"""Suspension and removal: one week, the inspectorate, and another school that is willing (PRO-8, PRO-9)."""

from datetime import date

import pytest

from lawbook.core import BadFact, Law, NotInForce
from lawbook.netherlands.discipline import objection_due, removal_possible_from, suspension

LAW = Law()
CHANGE = date(2014, 8, 1)


@pytest.mark.parametrize(("last", "valid"), [(date(2016, 11, 13), True), (date(2016, 11, 14), False)])
def test_wpo_40c_lets_a_suspension_last_one_week(last, valid):
    assert suspension(LAW, date(2016, 11, 7), last, 5).value["valid"] is valid


@pytest.mark.parametrize(("school_days", "told"), [(1, False), (2, True)])
def test_wpo_40c_tells_the_inspectorate_of_more_than_one_day(school_days, told):
    outcome = suspension(LAW, date(2016, 11, 7), date(2016, 11, 8), school_days)
    assert outcome.value["notify_inspectorate"] is told
    assert [duty.holder for duty in outcome.duties] == (["board"] if told else [])


@pytest.mark.parametrize(
    ("last", "school_days", "fact"), [("2016-11-06", 1, "last_day"), ("2016-11-07", 2, "school_days")]
)
def test_days_that_cannot_be_are_refused_by_name(last, school_days, fact):
    with pytest.raises(BadFact) as wrong:
        suspension(LAW, date(2016, 11, 7), date.fromisoformat(last), school_days)
    assert wrong.value.fact == fact


def test_before_the_act_nothing_is_made_up():
    with pytest.raises(NotInForce):
        suspension(LAW, date(2014, 7, 31), date(2014, 7, 31), 1)


def test_until_august_2014_eight_weeks_of_search_were_enough():
    outcome = removal_possible_from(LAW, date(2014, 3, 3), date(2014, 7, 31))
    assert outcome.value == date(2014, 4, 28)
    assert [one.code for one in outcome.reasons] == ["removal_after_weeks_of_search"]


def test_since_august_2014_weeks_of_search_open_nothing():
    outcome = removal_possible_from(LAW, date(2014, 3, 3), CHANGE)
    assert outcome.value is None
    assert "removal_eight_weeks_lapsed" in [one.code for one in outcome.reasons]


def test_since_august_2014_another_school_must_be_willing():
    outcome = removal_possible_from(LAW, date(2016, 9, 5), date(2016, 9, 12), other_school_willing=True)
    assert outcome.value == date(2016, 9, 12)
    assert outcome.reasons[0].source.article == "40 lid 11"


def test_a_decision_before_the_search_is_refused():
    with pytest.raises(BadFact):
        removal_possible_from(LAW, date(2016, 9, 5), date(2016, 9, 4))


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (date(2026, 11, 30), date(2027, 1, 11)),  # six weeks from 1 December
        (date(2026, 11, 13), date(2026, 12, 28)),  # ends on Christmas Day, a Friday: the Monday after it
    ],
)
def test_an_objection_can_be_made_for_six_weeks(sent, due):
    """WPO art. 63; Awb art. 6:7 and 6:8; Algemene termijnenwet art. 1."""
    assert objection_due(LAW, sent).value == due
