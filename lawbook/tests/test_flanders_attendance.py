"""Illness, problematic absence and top sport in Flemish primary schools (ATT-2, ATT-4, ATT-5)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawbook import catalogue
from lawbook.core import BadFact, Law, NotInForce, Override, Source
from lawbook.days import HalfDay
from lawbook.flanders.attendance import chronic_illness, count_problematic, illness_evidence, problematic, top_sport

LAW = Law()
HALF_DAYS = st.builds(HalfDay, st.dates(date(2014, 9, 1), date(2030, 8, 31)), st.sampled_from(["am", "pm"]))
IN_TWO_YEARS = st.builds(HalfDay, st.dates(date(2019, 5, 1), date(2020, 10, 31)), st.sampled_from(["am", "pm"]))


def half(*texts: str) -> tuple[HalfDay, ...]:
    return tuple(HalfDay.parse(text) for text in texts)


def mornings(first: date, number: int) -> tuple[HalfDay, ...]:
    return tuple(HalfDay(first + timedelta(days=step), "am") for step in range(number))


def codes(outcome) -> list[str]:
    return [reason.code for reason in outcome.reasons]


def ill(first: str, last: str, used: int = 0):
    return illness_evidence(LAW, date.fromisoformat(first), date.fromisoformat(last), used)


@pytest.mark.parametrize(
    ("first", "last", "days", "evidence"),
    [
        ("2020-11-03", "2020-11-03", 1, "parents_note"),
        ("2020-11-03", "2020-11-05", 3, "parents_note"),
        ("2020-11-03", "2020-11-06", 4, "medical_certificate"),
        ("2020-11-06", "2020-11-08", 3, "parents_note"),
        ("2020-11-06", "2020-11-09", 4, "medical_certificate"),
        ("2020-12-30", "2021-01-02", 4, "medical_certificate"),
        ("2020-02-28", "2020-03-01", 3, "parents_note"),
    ],
)
def test_up_to_three_consecutive_calendar_days_a_note_is_enough_and_weekend_days_count(first, last, days, evidence):
    assert ill(first, last).value == {
        "days": days,
        "evidence": evidence,
        "notes_used_after": int(evidence == "parents_note"),
    }


def test_the_days_of_illness_are_told_one_by_one():
    (count,) = ill("2020-11-06", "2020-11-09").days
    assert [(row["date"].day, row["counted"]) for row in count.days] == [(6, True), (7, True), (8, True), (9, True)]


def test_the_fourth_note_is_the_last_and_the_fifth_time_needs_a_certificate():
    assert ill("2020-11-03", "2020-11-03", 3).value["evidence"] == "parents_note"
    assert ill("2020-11-03", "2020-11-03", 3).value["notes_used_after"] == 4
    assert ill("2020-11-03", "2020-11-03", 4).value == {
        "days": 1,
        "evidence": "medical_certificate",
        "notes_used_after": 4,
    }


def test_a_long_illness_uses_up_no_note():
    assert ill("2020-11-02", "2020-11-13", 2).value["notes_used_after"] == 2


def test_exactly_three_days_names_the_gap_in_the_model_regulation():
    assert "illness_exactly_the_limit" in codes(ill("2020-11-03", "2020-11-05"))
    assert "illness_exactly_the_limit" not in codes(ill("2020-11-03", "2020-11-04"))


def test_weekend_days_are_named_only_where_there_are_any():
    for offset in range(7):
        for length in range(1, 9):
            first = date(2020, 11, 2) + timedelta(days=offset)
            days = [first + timedelta(days=step) for step in range(length)]
            found = codes(illness_evidence(LAW, first, days[-1], 0))
            assert ("illness_weekend_counts" in found) == any(day.weekday() > 4 for day in days)


def test_illness_that_ends_before_it_starts_or_less_than_no_notes_is_refused_by_name():
    with pytest.raises(BadFact, match=r"^last_day:"):
        ill("2020-11-03", "2020-11-02")
    with pytest.raises(BadFact, match=r"^notes_used:"):
        ill("2020-11-03", "2020-11-03", -1)


def test_the_day_asked_for_may_be_before_the_law_is_known():
    with pytest.raises(NotInForce):
        illness_evidence(LAW, date(2020, 11, 3), date(2020, 11, 3), 0, on=date(1980, 1, 1))


def test_the_clb_is_called_in_at_five_half_days_spread_over_the_school_year():
    days = half("2019-09-02/am", "2019-11-12/pm", "2020-01-14/am", "2020-01-14/pm", "2020-06-30/am")
    outcome = problematic(LAW, days)
    assert outcome.value == {"count_by_year": {"2019-2020": 5}, "reached_on": days[4], "threshold": 5}
    assert problematic(LAW, days[:4]).value["reached_on"] is None


def test_reached_means_at_the_threshold_not_above_it():
    days = mornings(date(2020, 9, 1), 9)
    assert problematic(LAW, days).value["reached_on"] == days[4]


def test_half_days_in_any_order_and_told_twice_count_once():
    days = half("2020-03-03/pm", "2020-01-14/am", "2020-01-14/am", "2019-09-02/am", "2020-01-14/pm", "2020-02-03/am")
    outcome = problematic(LAW, days)
    assert outcome.value["count_by_year"] == {"2019-2020": 5}
    assert outcome.value["reached_on"] == HalfDay(date(2020, 3, 3), "pm")


def test_the_count_starts_again_on_1_september():
    days = mornings(date(2020, 8, 28), 8)
    outcome = problematic(LAW, days)
    assert outcome.value["count_by_year"] == {"2019-2020": 4, "2020-2021": 4}
    assert outcome.value["reached_on"] is None


def test_before_1_september_2016_the_threshold_was_ten_and_that_was_not_read():
    nine = mornings(date(2016, 5, 2), 9)
    outcome = problematic(LAW, nine)
    assert outcome.value == {"count_by_year": {"2015-2016": 9}, "reached_on": None, "threshold": 10}
    assert "rests_on_unverified" in codes(outcome)
    ten = mornings(date(2016, 5, 2), 10)
    assert problematic(LAW, ten).value["reached_on"] == ten[9]


def test_five_half_days_on_both_sides_of_the_change_follow_the_law_of_their_own_year():
    old, new = mornings(date(2016, 5, 2), 5), mornings(date(2016, 9, 5), 5)
    outcome = problematic(LAW, old + new)
    assert outcome.value["count_by_year"] == {"2015-2016": 5, "2016-2017": 5}
    assert outcome.value["reached_on"] == new[4]
    assert outcome.value["threshold"] == 5


def test_an_earlier_year_that_reached_the_threshold_is_not_forgotten():
    days = mornings(date(2020, 1, 13), 5) + mornings(date(2020, 9, 7), 2)
    assert problematic(LAW, days).value["reached_on"] == days[4]


def test_every_half_day_asks_for_contact_with_the_parents_the_same_day():
    days = half("2020-01-14/am", "2020-01-14/pm", "2020-02-03/am")
    duties = problematic(LAW, days).duties
    assert [(duty.code, duty.due) for duty in duties] == [
        ("problematic_contact_parents", half_day.date) for half_day in days
    ]
    assert {duty.holder for duty in duties} == {"class_teacher"}


def test_at_the_threshold_the_school_calls_the_clb_opens_a_file_and_invites_the_parents_that_day():
    days = mornings(date(2020, 1, 13), 6)
    duties = [duty for duty in problematic(LAW, days).duties if duty.code != "problematic_contact_parents"]
    assert {duty.code for duty in duties} == {
        "problematic_contact_clb",
        "problematic_open_guidance_file",
        "problematic_invite_parents",
    }
    assert {duty.due for duty in duties} == {days[4].date}
    assert all("5" in duty.text(lang) for duty in duties for lang in ("nl", "en"))


def test_no_half_day_is_no_duty_and_names_the_newest_threshold():
    outcome = problematic(LAW, ())
    assert outcome.value == {"count_by_year": {}, "reached_on": None, "threshold": 5}
    assert not outcome.duties


def test_a_board_cannot_set_its_own_threshold():
    own = Source("Schoolreglement", "1", "https://example.org/", "board")
    with pytest.raises(BadFact, match=r"be\.absence\.problematic_threshold"):
        Law([Override("be.absence.problematic_threshold", date(2020, 9, 1), 8, own)])


def naive(days) -> tuple[dict[str, int], dict[str, HalfDay]]:
    """One half day at a time, from the first to the last, as a clerk would count."""
    counts, reached, seen = {}, {}, set()
    for day in sorted(days):
        if day in seen:
            continue
        seen.add(day)
        start = day.date.year if day.date.month >= 9 else day.date.year - 1
        year = f"{start}-{start + 1}"
        counts[year] = counts.get(year, 0) + 1
        if counts[year] == (5 if start >= 2016 else 10):
            reached[year] = day
    return counts, reached


@given(st.one_of(st.lists(HALF_DAYS, max_size=80), st.lists(IN_TWO_YEARS, max_size=40)))
def test_the_count_agrees_with_a_clerk_who_counts_one_half_day_at_a_time(days):
    counts, reached = naive(days)
    found = count_problematic(LAW, days)
    assert {year.as_text(): len(one.half_days) for year, one in found.items()} == counts
    assert {year.as_text(): one.reached for year, one in found.items() if one.reached} == reached
    value = problematic(LAW, tuple(days)).value
    assert value["count_by_year"] == counts
    assert value["reached_on"] == (reached[max(reached)] if reached else None)


@given(st.lists(IN_TWO_YEARS, max_size=30))
def test_the_order_in_which_half_days_are_told_changes_nothing(days):
    assert problematic(LAW, tuple(days)).value == problematic(LAW, tuple(reversed(days))).value


@pytest.mark.parametrize("sport", ["tennis", "swimming", "gymnastics", "Zwemmen", "gymnastiek"])
def test_six_lesson_hours_of_top_sport_may_be_permitted_and_seven_may_not(sport):
    assert top_sport(LAW, Decimal(6), sport).value == {"allowed": True, "maximum": 6}
    assert top_sport(LAW, Decimal("6.5"), sport).value == {"allowed": False, "maximum": 6}


def test_another_sport_is_not_permitted_and_the_answer_names_the_sports():
    outcome = top_sport(LAW, Decimal(2), "football")
    assert outcome.value == {"allowed": False, "maximum": 6}
    assert "zwemmen" in outcome.reasons[0].text("nl")


def test_swimming_says_that_the_sources_differ():
    assert "top_sport_swimming_disputed" in codes(top_sport(LAW, Decimal(4), "swimming", on=date(2020, 10, 1)))
    assert "top_sport_swimming_disputed" not in codes(top_sport(LAW, Decimal(4), "tennis", on=date(2020, 10, 1)))


def test_less_than_no_lesson_hours_is_refused():
    with pytest.raises(BadFact, match=r"^lesson_hours:"):
        top_sport(LAW, Decimal(-1), "tennis")


def test_a_half_day_is_written_with_its_part():
    with pytest.raises(BadFact, match=r"^half_days:"):
        catalogue.apply("be.absence.problematic", {"half_days": "2020-01-14"})
    with pytest.raises(BadFact, match=r"^half_days: “2020-09-31” does not exist"):
        catalogue.apply("be.absence.problematic", {"half_days": "2020-09-31/am"})


@pytest.mark.parametrize(
    ("half_day", "named"),
    [
        ("2020-01-14/am", False),
        ("2020-01-19/am", True),
        ("2020-11-11/pm", True),
        ("2020-12-24/am", True),
    ],
)
def test_a_half_day_without_school_is_counted_as_given_and_named(half_day, named):
    """A Sunday, 11 November and a day of the Christmas holidays were counted without a word (ATT-5)."""
    found = problematic(LAW, half(half_day))
    assert list(found.value["count_by_year"].values()) == [1]
    assert ("problematic_without_school" in {one.code for one in found.reasons}) is named


def test_a_note_will_do_for_a_chronic_illness_on_every_day_of_the_agreement_and_is_counted_all_the_same():
    """Model school regulations 5.1.1: school, parents and CLB agree on what will do."""
    outcome = chronic_illness(LAW, date(2020, 11, 2), date(2020, 11, 13), 4)
    assert outcome.value == {"days": 12, "evidence": "parents_note", "notes_used_after": 5}
    assert [one.code for one in outcome.reasons] == ["illness_agreed"]
