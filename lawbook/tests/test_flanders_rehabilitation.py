"""Rehabilitation during lessons (ATT-13)."""

from datetime import date

import pytest

from lawbook.core import BadFact, Law
from lawbook.flanders.rehabilitation import permission

LAW = Law()
ILLNESS = ("parents_statement", "medical_certificate", "clb_advice", "director_permission")
NEED = ("parents_statement", "clb_advice", "cooperation_agreement", "director_permission")
IN_2021, IN_2024 = date(2021, 1, 11), date(2024, 1, 8)


def codes(outcome) -> list[str]:
    return [reason.code for reason in outcome.reasons]


@pytest.mark.parametrize(("situation", "four"), [("illness_or_accident", ILLNESS), ("learning_need", NEED)])
def test_the_file_holds_the_four_documents_of_its_situation(situation, four):
    assert permission(LAW, situation, 100, (), IN_2021).value["missing"] == four
    assert permission(LAW, situation, 100, four, IN_2021).value["grantable"] is True
    for one in four:
        rest = tuple(document for document in four if document != one)
        value = permission(LAW, situation, 100, rest, IN_2021).value
        assert (value["grantable"], value["missing"]) == (False, (one,))


@pytest.mark.parametrize(("situation", "four"), [("illness_or_accident", ILLNESS), ("learning_need", NEED)])
def test_the_advice_of_the_clb_is_dropped_from_1_september_2023(situation, four):
    without = tuple(document for document in four if document != "clb_advice")
    assert permission(LAW, situation, 100, without, date(2023, 8, 31)).value["missing"] == ("clb_advice",)
    assert permission(LAW, situation, 100, without, date(2023, 9, 1)).value["grantable"] is True


@pytest.mark.parametrize(("situation", "four"), [("illness_or_accident", ILLNESS), ("learning_need", NEED)])
def test_150_minutes_a_week_with_travel_is_the_limit(situation, four):
    assert permission(LAW, situation, 150, four, IN_2021).value["grantable"] is True
    outcome = permission(LAW, situation, 151, four, IN_2021)
    assert (outcome.value["grantable"], outcome.value["maximum_minutes"]) == (False, 150)
    assert "rehabilitation_too_many_minutes" in codes(outcome)


def test_a_nursery_pupil_of_compulsory_age_may_have_200_minutes_with_an_advice_of_the_clb():
    without = ("parents_statement", "cooperation_agreement", "director_permission")
    value = permission(LAW, "learning_need", 200, without, IN_2024, compulsory_nursery=True).value
    assert (value["grantable"], value["missing"], value["maximum_minutes"]) == (False, ("clb_advice",), 200)
    assert permission(LAW, "learning_need", 200, NEED, IN_2024, compulsory_nursery=True).value["grantable"] is True
    assert permission(LAW, "learning_need", 150, without, IN_2024, compulsory_nursery=True).value["grantable"] is True
    assert permission(LAW, "learning_need", 201, NEED, IN_2024, compulsory_nursery=True).value["grantable"] is False


def test_an_adapted_curriculum_brings_250_minutes():
    value = permission(LAW, "learning_need", 250, NEED, IN_2021, adapted_curriculum=True).value
    assert (value["grantable"], value["maximum_minutes"]) == (True, 250)
    assert permission(LAW, "learning_need", 251, NEED, IN_2021, adapted_curriculum=True).value["grantable"] is False


def test_after_illness_the_clb_doctor_may_lift_the_limit_and_no_other_limit_is_made_up():
    value = permission(LAW, "illness_or_accident", 300, (*ILLNESS, "clb_doctor_advice"), IN_2021).value
    assert (value["grantable"], value["maximum_minutes"]) == (True, None)
    assert permission(LAW, "learning_need", 300, (*NEED, "clb_doctor_advice"), IN_2021).value["grantable"] is False


def test_after_illness_the_permission_lasts_no_longer_than_the_treatment():
    facts = (LAW, "illness_or_accident", 100, ILLNESS, IN_2021)
    assert permission(*facts, treatment_until=date(2021, 11, 30)).value["until"] == date(2021, 11, 30)
    outcome = permission(*facts)
    assert outcome.value["until"] is None
    assert "rehabilitation_duration_unknown" in codes(outcome)


def test_for_a_learning_need_the_permission_is_renewed_every_school_year():
    facts = (LAW, "learning_need", 100, NEED, IN_2021)
    assert permission(*facts).value["until"] == date(2021, 8, 31)
    assert permission(*facts, treatment_until=date(2022, 1, 1)).value["until"] == date(2021, 8, 31)
    assert permission(*facts, treatment_until=date(2021, 3, 1)).value["until"] == date(2021, 3, 1)


def test_a_treatment_that_has_ended_gives_no_permission():
    outcome = permission(LAW, "illness_or_accident", 100, ILLNESS, IN_2021, treatment_until=date(2021, 1, 10))
    assert outcome.value["grantable"] is False
    assert "rehabilitation_treatment_ended" in codes(outcome)


def test_an_unknown_document_is_refused_by_name_and_the_known_ones_are_listed():
    with pytest.raises(BadFact, match=r"^documents: letter is not known; known are parents_statement"):
        permission(LAW, "learning_need", 100, ("letter",), IN_2021)


def test_no_minutes_is_no_rehabilitation():
    with pytest.raises(BadFact, match=r"^minutes_per_week:"):
        permission(LAW, "learning_need", 0, NEED, IN_2021)
