"""A school's own reasons for a half day and the official code of the day (ATT-1, ATT-3, ATT-8)."""

from datetime import date

import pytest

from lawbook import texts
from lawbook.core import Law, NotInForce
from lawbook.flanders import absence_codes
from lawbook.netherlands import absence_kinds
from lawbook.values import parameters

LAW = Law()
IN_2018, IN_2021, IN_2024 = date(2018, 10, 1), date(2021, 3, 1), date(2024, 3, 1)


def code(reason: str, on: date = IN_2024) -> str | None:
    found = absence_codes.official_code(LAW, reason, on)
    return found.amount if found else None


@pytest.mark.parametrize(
    ("reason", "old", "new"),
    [("ill_note", "Z", "Z"), ("ill_certificate", "D", "Z"), ("suspended", "Y", "R"), ("excluded", "T", "R")],
)
def test_the_codes_of_1_september_2019_take_the_place_of_finer_ones(reason, old, new):
    assert code(reason, date(2019, 8, 31)) == old
    assert code(reason, date(2019, 9, 1)) == new


def test_one_who_is_late_has_no_code_any_more():
    assert code("late", IN_2018) == "L"
    assert code("late") is None


def test_a_present_pupil_and_a_reason_not_yet_known_have_no_code():
    assert code("present") is None
    assert code("not_yet_known") is None


def test_since_2019_an_ordinary_primary_school_uses_five_letters():
    since = [code(reason) for reason in absence_codes.REASONS if not reason.startswith("corona")]
    assert {one for one in since if one} == {"A", "R", "Z", "P", "B"}


def test_the_corona_codes_exist_from_may_2020_to_the_end_of_august_2022():
    offered = {day: {one.code for one in absence_codes.reasons_on(LAW, day)} for day in (IN_2018, IN_2021, IN_2024)}
    assert {"corona_ill", "corona_closed"} <= offered[IN_2021]
    assert not {"corona_ill", "corona_closed"} & (offered[IN_2018] | offered[IN_2024])
    assert code("corona_closed", date(2022, 8, 31)) == "X"
    with pytest.raises(NotInForce):
        code("corona_closed", date(2022, 9, 1))


def test_an_unknown_reason_is_an_error():
    with pytest.raises(KeyError):
        code("slept_in")


def test_only_an_unjustified_absence_is_problematic_and_the_director_does_not_accept_it():
    problematic = [one for one in absence_codes.REASONS.values() if one.problematic]
    assert [(one.code, one.accepted, code(one.code)) for one in problematic] == [("unauthorised", False, "B")]


def test_what_is_by_right_or_permitted_needs_a_document():
    groups = {"illness", "by_right", "permission"}
    assert all(one.document for one in absence_codes.REASONS.values() if one.group in groups)


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_reason_document_and_group_has_its_word(lang):
    words = texts.book(lang)["words"]
    for one in (*absence_codes.REASONS.values(), *absence_kinds.REASONS.values()):
        assert {one.code, one.group, *([one.document] if one.document else [])} <= set(words)
        assert one.source.article


def test_every_mapping_belongs_to_a_reason():
    mapped = {key for key in parameters() if "absence_code." in key}
    reasons = {f"be.absence_code.{one}" for one in absence_codes.REASONS}
    reasons |= {f"nl.absence_code.{one}" for one in absence_kinds.REASONS}
    assert mapped <= reasons


def test_dutch_reasons_are_registered_under_five_kinds():
    found = [absence_kinds.official_kind(LAW, one, IN_2024) for one in absence_kinds.REASONS]
    assert {one.amount for one in found if one} == {"ill", "authorised", "unauthorised", "suspended", "late"}
    assert absence_kinds.official_kind(LAW, "present", IN_2024) is None


def test_a_dutch_school_chooses_from_the_same_reasons_every_day():
    assert absence_kinds.reasons_on(LAW, IN_2018) == absence_kinds.reasons_on(LAW, IN_2024)
    with pytest.raises(NotInForce):
        absence_kinds.reasons_on(LAW, date(2013, 9, 30))
