"""Discipline, certificate, appeal and complaint in Flanders, beside the worked examples (PRO-3 … PRO-7, PRO-13)."""

from datetime import date

import pytest

from lawbook.catalogue import apply
from lawbook.core import BadFact, NotInForce, Override, Source

BOARD = Source("Schoolreglement", "9", "https://example.org", "board")


@pytest.mark.parametrize("school_days", [0, 16, -1])
def test_a_temporary_exclusion_outside_one_to_fifteen_school_days_is_refused(school_days):
    facts = {"first_day": "2021-03-01", "school_days": school_days, "level": "primary"}
    with pytest.raises(BadFact) as refused:
        apply("be.discipline.temporary_exclusion", facts)
    assert refused.value.fact == "school_days"


def test_a_nursery_pupil_is_never_excluded():
    with pytest.raises(BadFact) as refused:
        apply("be.discipline.temporary_exclusion", {"first_day": "2021-03-01", "school_days": 1, "level": "nursery"})
    assert refused.value.fact == "level"


def test_the_measures_of_the_decree_are_not_known_before_september_2014():
    with pytest.raises(NotInForce):
        apply("be.discipline.preventive_suspension", {"first_day": "2014-06-02", "prolonged": "no"})


def test_a_prolonged_suspension_owes_the_parents_its_reasons():
    outcome = apply("be.discipline.preventive_suspension", {"first_day": "2021-01-18", "prolonged": "yes"})
    assert "motivate_prolongation_to_parents" in [duty.code for duty in outcome.duties]


def test_a_board_gives_parents_longer_to_appeal_but_cannot_change_the_decrees_days():
    longer = Override("be.discipline.appeal_days", date(2021, 1, 1), 10, BOARD)
    outcome = apply("be.discipline.appeal_due", {"decision_sent": "2021-05-06"}, overrides=[longer])
    assert outcome.value["due"] == date(2021, 5, 27)
    with pytest.raises(BadFact):
        apply(
            "be.discipline.preventive_suspension",
            {"first_day": "2021-01-18", "prolonged": "no"},
            overrides=[Override("be.discipline.preventive_suspension.days", date(2021, 1, 1), 10, BOARD)],
        )


@pytest.mark.parametrize(
    ("notified", "effective"),
    [
        ("2021-06-15", "2021-07-15"),  # the summer holiday counts
        ("2021-09-10", "2021-10-10"),
        ("2020-10-20", "2020-12-04"),  # 14 days of autumn holiday in 2020
        ("2020-12-21", "2021-02-03"),
    ],
)
def test_july_and_august_count_in_the_month_and_other_school_holidays_do_not(notified, effective):
    assert apply("be.discipline.exclusion_effective", {"notified": notified}).value == date.fromisoformat(effective)


@pytest.mark.parametrize(
    ("enrolled", "effective"),
    [("2021-03-20", "2021-03-20"), ("2021-05-20", "2021-04-26"), ("2021-03-01", "2021-03-12")],
)
def test_enrolment_elsewhere_makes_the_exclusion_effective_at_once(enrolled, effective):
    facts = {"notified": "2021-03-12", "enrolled_elsewhere": enrolled}
    assert apply("be.discipline.exclusion_effective", facts).value == date.fromisoformat(effective)


def test_a_study_day_does_not_suspend_the_hearing_on_appeal():
    plain = apply("be.discipline.appeal_hearing_due", {"appeal_received": "2021-01-15"})
    with_study_day = apply(
        "be.discipline.appeal_hearing_due", {"appeal_received": "2021-01-15", "closed": "2021-01-20"}
    )
    assert plain.value == with_study_day.value == date(2021, 1, 29)
    assert "single_days_off_count" in [reason.code for reason in with_study_day.reasons]


@pytest.mark.parametrize(("sent", "void"), [(None, None), ("2021-01-20", False), ("2021-01-21", True)])
def test_a_decision_on_appeal_after_its_term_makes_the_exclusion_void(sent, void):
    outcome = apply("be.discipline.appeal_decision_due", {"heard": "2021-01-13", "sent": sent})
    assert outcome.value == {"due": date(2021, 1, 20), "void": void}


def test_a_decision_cannot_be_sent_before_the_hearing():
    with pytest.raises(BadFact):
        apply("be.discipline.appeal_decision_due", {"heard": "2021-01-13", "sent": "2021-01-12"})


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({}, []),
        ({"posted": "2021-05-20"}, ["late"]),
        ({"dated": "no"}, ["not_dated"]),
        ({"signed": "no", "registered": "no"}, ["not_signed", "not_registered"]),
    ],
)
def test_an_appeal_is_inadmissible_only_for_its_term_or_its_form(changed, reasons):
    facts = {"posted": "2021-05-19", "due": "2021-05-19", "dated": "yes", "signed": "yes", "registered": "yes"}
    value = apply("be.appeal.admissible", facts | changed).value
    assert value == {"admissible": not reasons, "reasons": reasons}


@pytest.mark.parametrize(
    ("votes", "chair", "outcome", "decided_by"),
    [
        ((2, 0, 0, 2), "for", "for", "chair"),
        ((2, 0, 0, 2), "against", "against", "chair"),
        ((2, 0, 1, 1), "against", "for", "vote"),
        ((0, 2, 1, 1), "for", "against", "vote"),
        ((4, 0, 0, 1), "against", "against", "chair"),  # four internal members weigh as much as one external
        ((3, 1, 0, 1), "for", "against", "vote"),
    ],
)
def test_both_groups_weigh_the_same_and_the_chair_decides_a_tie(votes, chair, outcome, decided_by):
    names = ("internal_for", "internal_against", "external_for", "external_against")
    facts = dict(zip(names, votes, strict=True)) | {"chair": chair, "on": "2021-05-19"}
    assert apply("be.appeal.vote", facts).value == {"outcome": outcome, "decided_by": decided_by}


def test_a_committee_without_external_members_cannot_vote():
    facts = {"internal_for": 2, "internal_against": 1, "external_for": 0, "external_against": 0}
    with pytest.raises(BadFact, match="external"):
        apply("be.appeal.vote", facts | {"chair": "for", "on": "2021-05-19"})


@pytest.mark.parametrize(
    ("present", "handed_out", "day"),
    [
        ("yes", None, "2021-06-29"),
        ("yes", "2021-06-28", "2021-06-28"),
        ("no", None, "2021-07-01"),
        ("no", "2021-06-29", "2021-07-01"),
        ("yes", "2021-07-05", "2021-07-01"),
    ],
)
def test_parents_know_the_decision_when_it_is_handed_out_and_on_1_july_at_the_latest(present, handed_out, day):
    facts = {"school_year": "2020-2021", "present": present, "handed_out": handed_out}
    assert apply("be.certificate.received", facts).value == date.fromisoformat(day)


def test_the_result_of_an_appeal_about_a_certificate_is_there_on_15_september():
    assert apply("be.certificate.appeal_result_due", {"school_year": "2020-2021"}).value == date(2021, 9, 15)


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({}, []),
        ({"lodged": "2021-08-28"}, []),
        ({"lodged": "2021-08-29"}, ["too_old"]),
        ({"anonymous": "yes"}, ["anonymous"]),
        ({"handled_before": "yes", "put_to_board": "no"}, ["handled_before", "not_put_to_board"]),
        ({"excluded_subject": "yes"}, ["excluded_subject"]),
    ],
)
def test_a_complaint_is_at_most_six_months_old_and_was_put_to_the_board(changed, reasons):
    facts = {"last_event": "2021-02-28", "lodged": "2021-03-15", "anonymous": "no", "handled_before": "no"}
    facts |= {"put_to_board": "yes", "excluded_subject": "no"}
    value = apply("be.complaint.admissible", facts | changed).value
    assert value == {"admissible": not reasons, "reasons": reasons}
