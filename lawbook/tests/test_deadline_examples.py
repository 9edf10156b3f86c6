"""The worked examples of legal day counting, as the rules answer them: facts and expected days typed by hand."""

from datetime import date

import pytest

from lawbook.catalogue import apply

# The free days of the school whose regulations are source 1.
STUDY_DAY, FREE_DAY = "2021-01-20", "2021-03-08"


def day(text: str) -> date:
    return date.fromisoformat(text)


def answer(rule: str, **facts: object) -> object:
    return apply(rule, facts).value


def test_o1_an_appeal_against_definitive_exclusion_is_posted_on_the_fifth_day_after_receipt():
    expected = {"received": day("2021-05-11"), "due": day("2021-05-19")}
    assert answer("be.discipline.appeal_due", decision_sent="2021-05-06") == expected


def test_o1_counts_the_study_day_and_the_bridge_day_but_not_ascension():
    rows = {
        row["date"]: row
        for count in apply("be.discipline.appeal_due", {"decision_sent": "2021-05-06"}).days
        for row in count.days
    }
    assert rows[day("2021-05-12")]["counted"]
    assert rows[day("2021-05-13")]["why"] == "ascension"
    assert rows[day("2021-05-14")]["counted"]


def test_o2_the_christmas_holiday_suspends_the_ten_days_of_the_hearing():
    assert answer("be.discipline.appeal_hearing_due", appeal_received="2020-12-16") == day("2021-01-13")


def test_o3_the_summer_holiday_does_not_stop_the_terms_of_the_talk():
    assert answer("be.certificate.talk_request_due", received="2021-06-29") == day("2021-07-02")
    assert answer("be.certificate.talk_due", received="2021-06-29") == day("2021-07-07")


def test_o4_the_appeal_about_a_certificate_is_posted_on_the_third_day_after_receipt():
    expected = {"received": day("2021-07-12"), "due": day("2021-07-15")}
    assert answer("be.certificate.appeal_due", result_sent="2021-07-07") == expected


def test_o5_the_talk_takes_place_on_the_fourth_day_at_the_earliest_and_armistice_day_does_not_count():
    assert answer("be.discipline.hearing_earliest", invited="2020-11-06") == day("2020-11-13")


def test_o6_good_friday_counts_and_easter_monday_does_not_for_the_decision():
    assert answer("be.discipline.decision_due", heard="2021-04-01") == day("2021-04-09")


@pytest.mark.parametrize(("prolonged", "last"), [("no", "2021-01-25"), ("yes", "2021-02-01")])
def test_o7_a_preventive_suspension_jumps_over_the_study_day(prolonged, last):
    facts = {"first_day": "2021-01-18", "prolonged": prolonged, "closed": STUDY_DAY}
    assert answer("be.discipline.preventive_suspension", **facts) == day(last)


def test_o8_fifteen_school_days_jump_over_the_free_monday():
    facts = {"first_day": "2021-03-01", "school_days": 15, "level": "primary", "closed": FREE_DAY}
    assert answer("be.discipline.temporary_exclusion", **facts) == day("2021-03-22")


@pytest.mark.parametrize(("holiday_start", "effective"), [("monday", "2021-04-26"), ("saturday", "2021-04-28")])
def test_o13_the_month_leaves_out_the_easter_holiday_and_the_convention_decides_where_it_starts(
    holiday_start, effective
):
    outcome = apply("be.discipline.exclusion_effective", {"notified": "2021-03-12", "holiday_start": holiday_start})
    assert outcome.value == day(effective)
    assert f"holidays_start_{holiday_start}" in [reason.code for reason in outcome.reasons]


def test_o9_a_long_illness_gives_home_education_from_the_22nd_day_and_holidays_count():
    facts = {"illness": "other", "absent_from": "2020-12-07", "certificate": "general", "distance_km": 5}
    value = apply("be.home_education.entitlement", facts | {"education": "ordinary"}).value
    assert value["from"] == day("2020-12-28")


def test_o10_every_step_of_a_dutch_complaint_on_its_last_day():
    assert answer("nl.complaint.deadlines", received="2016-10-10") == {
        "notice": day("2016-10-17"),
        "hearing": day("2016-11-07"),
        "advice": day("2016-12-05"),
        "advice_prolonged": day("2017-01-02"),
        "decision": day("2017-01-02"),
        "decision_prolonged": day("2017-01-30"),
    }


def test_o11_a_request_before_the_gdpr_keeps_its_four_weeks_and_the_answer_names_both():
    outcome = apply("privacy.request_due", {"jurisdiction": "nl", "kind": "inspection", "received": "2018-05-07"})
    assert outcome.value == {"due": day("2018-06-04"), "strict_due": day("2018-06-04"), "regime": "wbp"}
    other = next(reason for reason in outcome.reasons if reason.code == "request_straddles_gdpr")
    assert other.facts["gdpr_due"] == day("2018-06-07")


def test_o12_parents_have_ten_calendar_days_to_oppose_the_transfer():
    assert answer("be.transfer.objection_until", changed_on="2020-10-26") == day("2020-11-05")
