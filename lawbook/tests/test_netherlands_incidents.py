"""Accidents (Arbowet art. 9), aftercare (safety plan, annexes 6-7), aggression (4), bullying (3), secrets."""

import json
from datetime import date, timedelta

import pytest

from lawbook.catalogue import apply
from lawbook.core import BadFact, NotInForce

TODAY = "2026-11-22"


def answer(rule: str, **facts: object) -> dict:
    found = apply(rule, facts, today=date.fromisoformat(TODAY)).as_json(rule, "en")
    return json.loads(json.dumps(found))


def value(rule: str, **facts: object) -> object:
    return answer(rule, **facts)["value"]


def codes(rule: str, **facts: object) -> list[str]:
    return [reason["code"] for reason in answer(rule, **facts)["reasons"]]


# --- accidents -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", ["death", "admitted", "lasting_harm"])
def test_death_lasting_harm_and_any_hospital_admission_are_reported_and_listed_since_2007(fact):
    assert value("nl.accident.serious", on="2016-10-03", **{fact: "yes"}) == {"report": True, "register": True}
    assert value("nl.accident.serious", on="2016-10-03", **{fact: "no"}) == {"report": False, "register": False}


@pytest.mark.parametrize(("hours", "report"), [("23.5", True), ("24", True), ("24.5", False), ("30", False)])
def test_until_the_end_of_2006_an_admission_counted_within_24_hours(hours, report):
    assert value("nl.accident.serious", admitted_within_hours=hours, on="2006-12-31")["report"] is report
    assert value("nl.accident.serious", admitted_within_hours=hours, on="2007-01-01")["report"] is True


def test_the_plans_outdated_24_hours_are_named_where_they_would_have_said_no():
    assert "accident_plan_is_outdated" in codes("nl.accident.serious", admitted_within_hours=30, on="2016-10-03")
    assert "accident_plan_is_outdated" not in codes("nl.accident.serious", admitted_within_hours=3, on="2016-10-03")


def test_an_admission_whose_hour_is_not_known_counts_as_in_time():
    assert value("nl.accident.serious", admitted="yes", on="2006-03-01")["report"] is True


@pytest.mark.parametrize(("absent", "listed"), [(3, False), (4, True)])
def test_more_than_three_working_days_of_absence_puts_an_accident_on_the_list(absent, listed):
    found = value("nl.accident.serious", admitted="no", absent_working_days=absent)
    assert found == {"report": False, "register": listed}


def test_a_reported_accident_is_told_to_the_inspectorate_the_responders_and_the_council():
    assert [duty["code"] for duty in answer("nl.accident.serious", lasting_harm="yes")["duties"]] == [
        "report_accident_to_inspectorate",
        "tell_bhv_and_council_of_accident",
        "list_accident",
    ]


@pytest.mark.parametrize("facts", [{}, {"admitted": "no", "admitted_within_hours": 3}, {"admitted_within_hours": -1}])
def test_an_accident_of_which_nothing_is_known_or_that_contradicts_itself_is_refused(facts):
    with pytest.raises(BadFact):
        value("nl.accident.serious", **facts)


# --- aftercare -----------------------------------------------------------------------------------------------------


def dues(**facts: object) -> dict[str, str]:
    return {one["code"]: one["due"] for one in value("nl.aftercare.duties", **facts)}


def test_a_member_of_staff_is_called_within_72_hours_and_spoken_to_within_three_days_three_weeks_and_two_months():
    assert dues(victim="staff", incident_at="2016-10-10T10:30+02:00") == {
        "aftercare_tell_prevention_officer": "2016-10-10",
        "aftercare_contact_victim": "2016-10-13",
        "aftercare_offer_help": "2016-10-13",
        "aftercare_talk": "2016-10-13",
        "aftercare_follow_up_talk": "2016-10-31",
        "aftercare_closing_talk": "2016-12-10",
        "aftercare_check_after_return": None,
    }


def test_a_pupils_parents_are_called_within_24_hours():
    found = value("nl.aftercare.duties", victim="pupil", incident_at="2016-10-10T10:30+02:00")
    called = next(one for one in found if one["code"] == "aftercare_contact_parents")
    assert called == {
        "code": "aftercare_contact_parents",
        "holder": "director",
        "due": "2016-10-11",
        "until": "2016-10-11T10:30:00+02:00",
    }


def test_two_weeks_after_the_return_somebody_asks_whether_it_is_safe():
    found = dues(victim="pupil", incident_at="2016-10-10T10:30+02:00", returned_on="2016-10-17")
    assert found["aftercare_safety_check"] == "2016-10-31"


def test_the_day_of_an_incident_is_that_of_the_clock_in_the_netherlands():
    found = dues(victim="pupil", incident_at="2016-10-10T22:30Z")
    assert found["aftercare_tell_prevention_officer"] == "2016-10-11"


def test_seventy_two_hours_are_hours_also_over_the_change_of_the_clock():
    found = value("nl.aftercare.duties", victim="staff", incident_at="2016-10-28T23:30+02:00")
    assert found[1]["until"] == "2016-10-31T22:30:00+01:00"


def test_every_due_counted_by_hand_gives_the_same_days():
    for step in range(400):
        day = date(2024, 1, 1) + timedelta(days=step)
        found = dues(victim="staff", incident_at=f"{day}T12:00+01:00")
        assert found["aftercare_talk"] == (day + timedelta(days=3)).isoformat()
        assert found["aftercare_follow_up_talk"] == (day + timedelta(days=21)).isoformat()


def test_a_return_before_the_incident_is_refused():
    with pytest.raises(BadFact, match="returned_on"):
        dues(victim="staff", incident_at="2016-10-10T10:30+02:00", returned_on="2016-10-09")


# --- aggression ----------------------------------------------------------------------------------------------------


def test_after_aggression_one_talks_the_same_day_after_days_weeks_and_half_a_year():
    assert value("nl.aggression.followups", incident_on="2026-08-31") == [
        {"code": "aggression_first_talk", "from": "2026-08-31", "to": "2026-08-31"},
        {"code": "aggression_second_talk", "from": "2026-09-03", "to": "2026-09-04"},
        {"code": "aggression_third_talk", "from": "2026-09-28", "to": "2026-10-05"},
        {"code": "aggression_inventory", "from": "2027-02-28", "to": "2027-02-28"},
        {"code": "aggression_on_the_agenda", "from": "2026-08-31", "to": "2027-08-31"},
    ]


def test_before_the_protocol_no_ladder_is_known():
    with pytest.raises(NotInForce):
        value("nl.aggression.followups", incident_on="2016-09-25")


def test_reports_are_reviewed_in_the_week_of_the_first_monday_of_january_and_july():
    assert value("nl.aggression.review_meetings", year=2027) == [
        {"first": "2027-01-04", "last": "2027-01-10"},
        {"first": "2027-07-05", "last": "2027-07-11"},
    ]


def test_a_review_week_always_starts_on_one_of_the_first_seven_days_on_a_monday():
    for year in range(2016, 2100):
        for week, month in zip(value("nl.aggression.review_meetings", year=year), (1, 7), strict=True):
            first = date.fromisoformat(week["first"])
            assert (first.year, first.month, first.weekday()) == (year, month, 0)
            assert first.day <= 7
            assert date.fromisoformat(week["last"]) - first == timedelta(days=6)


@pytest.mark.parametrize(
    ("kind", "earlier", "letter"),
    [
        ("verbal", "no", "warning"),
        ("verbal", "yes", "ban_after_warning"),
        ("vandalism", "no", "warning"),
        ("vandalism", "yes", "ban_after_warning"),
        ("threat", "no", "ban_after_threat_or_violence"),
        ("threat", "yes", "ban_after_threat_or_violence"),
        ("violence", "no", "ban_after_threat_or_violence"),
        ("violence", "yes", "ban_after_threat_or_violence"),
    ],
)
def test_a_repeat_a_threat_or_violence_brings_a_ban_and_the_first_rudeness_a_warning(kind, earlier, letter):
    assert value("nl.aggression.measure", kind=kind, earlier_warning=earlier) == letter


# --- bullying ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("phase", "following"), [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 5)])
def test_bullying_that_goes_on_brings_the_next_phase_and_the_last_one_stays(phase, following):
    found = value("nl.bullying.next_phase", phase=phase, stopped="no")
    assert found["phase"] == following
    assert found["responsible"]
    assert found["measures"]


def test_bullying_that_stopped_brings_no_phase():
    found = value("nl.bullying.next_phase", phase=2, stopped="yes")
    assert found == {"phase": None, "responsible": [], "measures": []}


@pytest.mark.parametrize(
    ("phase", "by_text", "by_form"),
    [
        (3, ("other_group", "other_location"), ("other_location", "suspension")),
        (4, ("suspension", "removal"), ("removal",)),
    ],
)
def test_where_text_and_form_differ_both_stand_in_the_reasons(phase, by_text, by_form):
    facts = {"phase": phase, "stopped": False, "on": TODAY}
    reasons = {one.code: one for one in apply("nl.bullying.next_phase", facts).reasons}
    assert reasons["bullying_by_text"].facts["measures"] == by_text
    assert reasons["bullying_by_form"].facts["measures"] == by_form
    assert "bullying_text_and_form_differ" in reasons


def test_the_second_phase_is_a_talk_with_the_parents():
    found = value("nl.bullying.next_phase", phase=1, stopped="no")
    assert found == {
        "phase": 2,
        "responsible": ["teacher", "director", "counsellor", "parents"],
        "measures": ["parents_talk"],
    }


@pytest.mark.parametrize("phase", [-1, 6])
def test_a_phase_that_does_not_exist_is_refused(phase):
    with pytest.raises(BadFact, match="phase"):
        value("nl.bullying.next_phase", phase=phase, stopped="no")


# --- reporting code and confidentiality ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "step"),
    [("0", 1), ("", 1), ([], 1), ("1", 2), (2, 3), ("1,2", 3), ("1,2,4", 3), ([2, 3], 1), ("4", 5), ("5", None)],
)
def test_the_steps_of_the_reporting_code_come_in_order(done, step):
    assert value("nl.reporting_code.next_step", done=done)["step"] == step


def test_since_2019_the_fourth_step_weighs_with_the_framework():
    assert "AMK" in value("nl.reporting_code.next_step", done=3, on="2018-12-31")["text"]
    assert "framework" in value("nl.reporting_code.next_step", done=3, on="2019-01-01")["text"]


def test_the_text_of_a_step_follows_the_readers_language():
    outcome = apply("nl.reporting_code.next_step", {"done": "0", "on": TODAY})
    assert outcome.as_json("any", "nl")["value"]["text"].startswith("Breng de signalen")
    assert outcome.as_json("any", "en")["value"]["text"].startswith("Map the signals")


@pytest.mark.parametrize("done", ["6", "-1", "1,6", "0,1", "two"])
def test_a_step_that_does_not_exist_is_refused(done):
    with pytest.raises(BadFact, match="done"):
        value("nl.reporting_code.next_step", done=done)


CONDITIONS = ["consent_sought", "conscience", "no_other_way", "certain_harm", "prevents_harm"]


def test_a_confidence_may_be_broken_only_when_all_five_conditions_hold():
    for number in range(32):
        facts = {name: bool(number >> place & 1) for place, name in enumerate(CONDITIONS)}
        missing = [name for name in CONDITIONS if not facts[name]]
        found = value("nl.confidentiality.may_break", **facts)
        assert found == {"allowed": not missing, "missing": missing}


def test_whoever_may_break_it_talks_to_an_expert_first():
    found = answer("nl.confidentiality.may_break", **dict.fromkeys(CONDITIONS, "yes"))
    assert found["duties"][0]["code"] == "discuss_breaking_with_expert"
