"""Why the worked examples of legal day counting come out as they do; their days stand in `cases/deadlines.toml`."""

from datetime import date

import pytest

from lawbook.catalogue import apply


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_o1_counts_the_study_day_and_the_bridge_day_but_not_ascension():
    rows = {
        row["date"]: row
        for count in apply("be.discipline.appeal_due", {"decision_sent": "2021-05-06"}).days
        for row in count.days
    }
    assert rows[day("2021-05-12")]["counted"]
    assert rows[day("2021-05-13")]["why"] == "ascension"
    assert rows[day("2021-05-14")]["counted"]


@pytest.mark.parametrize(("holiday_start", "effective"), [("monday", "2021-04-26"), ("saturday", "2021-04-28")])
def test_o13_the_month_leaves_out_the_easter_holiday_and_the_convention_decides_where_it_starts(
    holiday_start, effective
):
    outcome = apply("be.discipline.exclusion_effective", {"notified": "2021-03-12", "holiday_start": holiday_start})
    assert outcome.value == day(effective)
    assert f"holidays_start_{holiday_start}" in [reason.code for reason in outcome.reasons]


def test_o11_a_request_before_the_gdpr_keeps_its_four_weeks_and_the_answer_names_both():
    outcome = apply("privacy.request_due", {"jurisdiction": "nl", "kind": "inspection", "received": "2018-05-07"})
    assert outcome.value == {"due": day("2018-06-04"), "strict_due": day("2018-06-04"), "regime": "wbp"}
    other = next(reason for reason in outcome.reasons if reason.code == "request_straddles_gdpr")
    assert other.facts["gdpr_due"] == day("2018-06-07")
