"""Leave: who decides, and whether the request can be granted (ATT-10)."""

from datetime import date

import pytest

from lawbook.core import BadFact, Law, NotInForce, Override, Source
from lawbook.netherlands.leave import decide

FIRST_SCHOOL_DAY = date(2016, 8, 29)
BOARD = Source("Verlofregeling van het bestuur", "4", "https://example.org/", "board")


def ask(kind: str, asked: str, first: str, last: str, school_days: int, law: Law | None = None, **facts):
    days = (date.fromisoformat(one) for one in (asked, first, last))
    return decide(law or Law(), kind, *days, school_days, **{"first_school_day": FIRST_SCHOOL_DAY, **facts})


def holiday(asked: str = "2016-10-01", first: str = "2017-01-10", last: str = "2017-01-23", days: int = 10, **facts):
    return ask("holiday", asked, first, last, days, **{"employer_statement": True, "nature_of_work": True, **facts})


@pytest.mark.parametrize(("asked", "admissible"), [("2016-12-05", True), ("2016-12-06", False)])
def test_a_religious_duty_is_announced_two_days_before_and_nobody_decides(asked, admissible):
    value = ask("religious", asked, "2016-12-07", "2016-12-07", 1).value
    assert (value["decider"], value["admissible"]) == ("nobody", admissible)


def test_holiday_leave_of_exactly_ten_days_is_for_the_head():
    assert holiday().value == {"decider": "head", "admissible": True, "reasons": ()}


def test_holiday_leave_of_more_than_ten_days_does_not_exist():
    outcome = holiday(last="2017-01-24", days=11)
    assert outcome.value == {"decider": "head", "admissible": False, "reasons": ("leave_holiday_too_long",)}
    assert [reason.source.article for reason in outcome.reasons if reason.code == "leave_holiday_too_long"] == [
        "13a lid 2"
    ]


@pytest.mark.parametrize(
    ("fact", "value", "reason", "level"),
    [
        ("nature_of_work", False, "leave_holiday_not_for_work", "law"),
        ("granted_this_year", True, "leave_holiday_once_a_year", "law"),
        ("employer_statement", False, "leave_holiday_no_employer_statement", "board"),
        ("asked", "2016-11-11", "leave_holiday_asked_late", "board"),
    ],
)
def test_each_condition_of_holiday_leave_is_named_with_its_level(fact, value, reason, level):
    outcome = holiday(**{fact: value})
    assert outcome.value["reasons"] == (reason,)
    assert {one.code: one.source.level for one in outcome.reasons}[reason] == level


def test_two_months_before_is_still_in_time():
    assert holiday(asked="2016-11-10").value["admissible"] is True


@pytest.mark.parametrize(("first", "admissible"), [("2016-09-11", False), ("2016-09-12", True)])
def test_there_is_no_holiday_leave_in_the_first_two_school_weeks(first, admissible):
    value = holiday(asked="2016-06-01", first=first, last="2016-09-16", days=5).value
    assert value["admissible"] is admissible


def test_the_week_of_the_first_school_day_is_the_first_school_week_even_if_it_starts_on_wednesday():
    facts = {"asked": "2016-06-01", "last": "2016-09-16", "days": 5, "first_school_day": date(2016, 8, 31)}
    assert holiday(first="2016-09-11", **facts).value["reasons"] == ("leave_holiday_first_weeks",)
    assert holiday(first="2016-09-12", **facts).value["admissible"] is True


def test_the_boards_own_terms_hold_from_their_own_day_and_the_law_always():
    before = holiday(asked="2016-09-25", first="2016-10-03", last="2016-10-07", days=5, employer_statement=False)
    assert before.value["admissible"] is True


def test_a_board_may_set_its_own_term_for_asking_but_not_the_ten_days_of_the_law():
    one_month = Law([Override("nl.leave.holiday_notice_months", date(2016, 9, 26), 1, BOARD)])
    assert holiday(asked="2016-12-10", law=one_month).value["admissible"] is True
    with pytest.raises(BadFact, match=r"nl\.leave\.holiday_days"):
        Law([Override("nl.leave.holiday_days", date(2016, 9, 26), 15, BOARD)])


@pytest.mark.parametrize(
    ("last", "days", "decider"),
    [("2017-01-11", 2, "head"), ("2017-01-23", 10, "head"), ("2017-01-24", 11, "attendance_officer")],
)
def test_for_weighty_circumstances_the_head_decides_up_to_and_including_ten_days(last, days, decider):
    value = ask("weighty", "2017-01-02", "2017-01-10", last, days).value
    assert value == {"decider": decider, "admissible": True, "reasons": ()}


@pytest.mark.parametrize(("before", "decider"), [(0, "head"), (8, "head"), (9, "attendance_officer")])
def test_weighty_leave_of_earlier_in_the_school_year_adds_up_to_the_limit_of_the_head(before, decider):
    outcome = decide(
        Law(),
        "weighty",
        date(2017, 1, 2),
        date(2017, 1, 10),
        date(2017, 1, 11),
        2,
        date(2016, 8, 29),
        weighty_days_before=before,
    )
    assert outcome.value["decider"] == decider
    assert "leave_days_add_up" not in outcome.not_covered


@pytest.mark.parametrize(("asked", "admissible"), [("2017-01-12", True), ("2017-01-13", False)])
def test_weighty_leave_can_be_asked_afterwards_within_two_days_of_its_start(asked, admissible):
    assert ask("weighty", asked, "2017-01-10", "2017-01-11", 2).value["admissible"] is admissible


@pytest.mark.parametrize(
    ("fact", "changes"),
    [
        ("last_day", {"last": "2017-01-09"}),
        ("school_days", {"days": 15}),
        ("school_days", {"days": 0}),
        ("first_school_day", {"first_school_day": date(2015, 8, 31)}),
    ],
)
def test_facts_that_contradict_each_other_are_refused_by_name(fact, changes):
    with pytest.raises(BadFact, match=rf"^{fact}:"):
        holiday(**changes)


def test_before_the_oldest_version_read_the_law_is_not_made_up():
    with pytest.raises(NotInForce):
        ask("religious", "2013-09-01", "2013-09-25", "2013-09-25", 1)
