"""The complaints procedure of a Dutch board (PRO-12)."""

from datetime import date

import pytest

from lawbook.catalogue import apply
from lawbook.core import BadFact, NotInForce

RECEIVED = {"received": "2016-10-10"}


def test_a_given_hearing_and_advice_move_what_follows():
    value = apply("nl.complaint.deadlines", RECEIVED | {"heard": "2016-10-24", "advised": "2016-11-14"}).value
    assert (value["advice"], value["decision"]) == (date(2016, 11, 21), date(2016, 12, 12))


def test_a_prolonged_advice_moves_the_decision_that_waits_for_it():
    value = apply("nl.complaint.deadlines", RECEIVED | {"advice_prolonged": "yes"}).value
    assert value["decision"] == date(2017, 1, 30)


def test_what_was_done_is_no_longer_a_duty():
    outcome = apply("nl.complaint.deadlines", RECEIVED | {"heard": "2016-10-24", "decision_prolonged": "yes"})
    due = {duty.code: duty.due for duty in outcome.duties}
    assert "complaint_hearing" not in due
    assert due["complaint_decision"] == outcome.value["decision_prolonged"]


@pytest.mark.parametrize(
    ("later", "named"),
    [({"heard": "2016-10-09"}, "heard"), ({"heard": "2016-10-20", "advised": "2016-10-19"}, "advised")],
)
def test_steps_come_in_order(later, named):
    with pytest.raises(BadFact) as refused:
        apply("nl.complaint.deadlines", RECEIVED | later)
    assert refused.value.fact == named


def test_the_regulation_was_not_read_before_august_2006():
    with pytest.raises(NotInForce):
        apply("nl.complaint.deadlines", {"received": "2006-07-31"})


@pytest.mark.parametrize(("lodged", "in_time"), [("2016-10-10", True), ("2017-10-10", True), ("2017-10-11", False)])
def test_a_complaint_is_lodged_within_a_year(lodged, in_time):
    assert apply("nl.complaint.in_time", {"event": "2016-10-10", "lodged": lodged}).value is in_time


@pytest.mark.parametrize(
    ("lacking", "value"),
    [
        ([], {"complete": True, "missing": [], "repair_until": None}),
        (
            ["address", "dated"],
            {"complete": False, "missing": ["address", "dated"], "repair_until": date(2016, 10, 24)},
        ),
    ],
)
def test_a_complaint_that_lacks_something_can_be_repaired_in_two_weeks(lacking, value):
    facts = {one: one not in lacking for one in ("name", "address", "dated", "description")}
    assert apply("nl.complaint.complete", RECEIVED | facts).value == value
