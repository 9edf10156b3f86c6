"""Compulsory schooling by age, a five-year-old's half days, the allowance (ATT-6)."""

from datetime import date

import pytest

from lawbook.core import BadFact, Law, NotInForce
from lawbook.days import SchoolYear
from lawbook.flanders.compulsory import allowance_at_risk, nursery_presence, obligation

LAW = Law()
Y2019, Y2020 = SchoolYear(2019), SchoolYear(2020)


def codes(outcome) -> list[str]:
    return [reason.code for reason in outcome.reasons]


@pytest.mark.parametrize(
    ("born", "level", "year", "answer"),
    [
        (date(2014, 5, 1), "primary", Y2020, "full"),
        (date(2015, 5, 1), "primary", Y2020, "full"),
        (date(2015, 5, 1), "primary", Y2019, "full"),
        (date(2014, 12, 31), "nursery", Y2020, "full"),
        (date(2013, 1, 1), "nursery", Y2020, "full"),
        (date(2015, 1, 1), "nursery", Y2020, "half_days"),
        (date(2015, 12, 31), "nursery", Y2020, "half_days"),
        (date(2016, 1, 1), "nursery", Y2020, "none"),
        (date(2018, 3, 1), "nursery", Y2020, "none"),
        (date(2014, 5, 1), "nursery", Y2019, "none"),
        (date(2013, 12, 31), "nursery", Y2019, "full"),
    ],
)
def test_the_age_before_1_january_decides_who_must_attend(born, level, year, answer):
    assert obligation(LAW, born, level, year).value == answer


def test_the_age_before_2020_says_that_it_was_not_read():
    assert "rests_on_unverified" in codes(obligation(LAW, date(2014, 5, 1), "nursery", Y2019))
    assert "rests_on_unverified" not in codes(obligation(LAW, date(2015, 5, 1), "nursery", Y2020))


def test_a_pupil_not_yet_born_is_refused():
    with pytest.raises(BadFact, match=r"^birth_date:"):
        obligation(LAW, date(2021, 9, 1), "nursery", Y2020)


def present(present: int, accepted: int, remaining: int, born: date = date(2015, 6, 1), year: SchoolYear = Y2020):
    return nursery_presence(LAW, born, year, present, accepted, remaining)


def test_absences_the_director_accepts_count_towards_the_290_half_days():
    assert present(280, 10, 0).value == {
        "required": 290,
        "counted": 290,
        "reached": True,
        "still_possible": True,
        "missing": 0,
    }


def test_what_is_missing_can_still_be_reached_as_long_as_enough_half_days_remain():
    assert present(200, 5, 85).value == {
        "required": 290,
        "counted": 205,
        "reached": False,
        "still_possible": True,
        "missing": 85,
    }
    assert present(200, 5, 84).value["still_possible"] is False


def test_presence_for_admission_is_named_as_another_sum():
    assert "nursery_presence_admission_is_another_sum" in codes(present(280, 10, 0))


def test_nothing_is_required_of_a_four_year_old():
    assert present(3, 0, 0, born=date(2016, 1, 1)).value == {
        "required": 0,
        "counted": 3,
        "reached": True,
        "still_possible": True,
        "missing": 0,
    }


def test_a_six_year_old_in_nursery_has_no_minimum_but_a_reason():
    outcome = present(300, 0, 10, born=date(2014, 6, 1))
    assert outcome.value is None
    assert codes(outcome) == ["nursery_presence_full_time"]


def test_before_the_school_year_2020_2021_no_half_days_were_required():
    with pytest.raises(NotInForce):
        present(100, 0, 0, born=date(2014, 6, 1), year=Y2019)


@pytest.mark.parametrize("fact", ["present", "accepted", "remaining_half_days"])
def test_less_than_no_half_days_is_refused_by_name(fact):
    numbers = {"present": 1, "accepted": 1, "remaining_half_days": 1, fact: -1}
    with pytest.raises(BadFact, match=rf"^{fact}:"):
        nursery_presence(LAW, date(2015, 6, 1), Y2020, **numbers)


@pytest.mark.parametrize(
    ("born", "year", "required"),
    [
        (date(2018, 2, 1), Y2020, 100),
        (date(2018, 1, 1), Y2020, 100),
        (date(2017, 12, 31), Y2020, 150),
        (date(2016, 7, 1), Y2020, 185),
        (date(2015, 7, 1), Y2020, 290),
        (date(2014, 7, 1), Y2019, 220),
    ],
)
def test_the_nursery_allowance_asks_half_days_present_by_age_on_31_december(born, year, required):
    assert allowance_at_risk(LAW, born, "nursery", year, required, 0).value == {"at_risk": False, "required": required}
    assert allowance_at_risk(LAW, born, "nursery", year, required - 1, 0).value["at_risk"] is True


@pytest.mark.parametrize(("born", "level"), [(date(2014, 7, 1), "nursery"), (date(2015, 7, 1), "primary")])
def test_from_six_years_and_in_primary_the_thirtieth_unjustified_half_day_puts_the_allowance_at_risk(born, level):
    assert allowance_at_risk(LAW, born, level, Y2020, 0, 29).value == {"at_risk": False, "maximum": 29}
    assert allowance_at_risk(LAW, born, level, Y2020, 0, 30).value == {"at_risk": True, "maximum": 29}
