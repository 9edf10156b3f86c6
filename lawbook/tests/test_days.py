"""The kinds of day, each count held against a walk day by day (DAY-1, DAY-2, DAY-4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawbook import days
from lawbook.calendars import easter
from lawbook.core import NotInForce
from lawbook.days import HalfDay, Range, SchoolYear

ONE = timedelta(days=1)
DECEMBER_2030 = date(2030, 12, 31)
ALL_STARTS = [date(2015, 1, 1) + timedelta(days=i) for i in range((DECEMBER_2030 - date(2015, 1, 1)).days + 1)]
SCHOOL_OF_SOURCE_1 = (Range.parse("2020-10-12"), Range.parse("2021-01-20"), Range.parse("2021-03-08"))


def walk(start: date, n: int, counts) -> date:
    """The naive way: one day at a time."""
    day = start
    while n:
        day += ONE
        n -= counts(day)
    return day


def is_procedure_day(day: date) -> bool:
    sunday = easter(day.year)
    moving = {sunday + ONE, sunday + 39 * ONE, sunday + 50 * ONE}
    fixed = {(1, 1), (5, 1), (7, 11), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)}
    return day.weekday() < 5 and day not in moving and (day.month, day.day) not in fixed


def is_dutch_working_day(day: date) -> bool:
    sunday = easter(day.year)
    moving = {sunday + ONE, sunday + 39 * ONE, sunday + 50 * ONE}
    kings_day = date(day.year, 4, 26) if date(day.year, 4, 27).weekday() == 6 else date(day.year, 4, 27)
    fixed = {(1, 1), (5, 5), (12, 25), (12, 26)}
    return day.weekday() < 5 and day not in moving and day != kings_day and (day.month, day.day) not in fixed


@pytest.mark.parametrize("n", [0, 1, 2, 3, 5, 10, 30])
def test_every_term_of_procedure_days_from_2015_to_2030_agrees_with_a_walk_day_by_day(n):
    calendar = days.procedure_days()
    for start in ALL_STARTS:
        assert days.after(start, n, calendar).end == walk(start, n, is_procedure_day)


@pytest.mark.parametrize("n", [0, 1, 4, 5, 20])
def test_every_term_of_dutch_working_days_from_2015_to_2030_agrees_with_a_walk_day_by_day(n):
    calendar = days.working_days()
    for start in ALL_STARTS:
        assert days.after(start, n, calendar).end == walk(start, n, is_dutch_working_day)


@pytest.mark.parametrize("n", [0, 1, 10, 21, 400])
def test_calendar_days_are_plain_addition(n):
    for start in ALL_STARTS:
        assert days.after(start, n, days.calendar_days()).end == start + timedelta(days=n)


def calendars():
    return st.sampled_from(
        [
            days.procedure_days(),
            days.working_days(),
            days.calendar_days(),
            days.public_days("nl"),
            days.school_days("be", None, SCHOOL_OF_SOURCE_1),
            days.school_days("nl", "zuid", (Range.parse("2021-03-08..2021-03-09"),)),
            days.outside_school_holidays(),
            days.procedure_days_outside_holidays(),
        ]
    )


starts = st.dates(date(2017, 1, 1), date(2026, 6, 1))


@given(starts, st.integers(0, 80), calendars())
def test_a_count_lists_every_day_after_the_event_and_counts_n_of_them(start, n, calendar):
    count = days.after(start, n, calendar)
    listed = count.days
    assert [row["date"] for row in listed] == [start + ONE * (i + 1) for i in range((count.end - start).days)]
    assert sum(row["counted"] for row in listed) == n
    assert all(row["counted"] == (row["why"] is None) for row in listed)
    assert not listed or listed[-1]["counted"]


@given(starts, st.integers(1, 60), calendars())
def test_counting_back_undoes_counting_forward_from_a_day_that_counts(start, n, calendar):
    first = days.next_working_day(start, calendar)
    assert days.before(days.after(first, n, calendar).end, n, calendar).end == first


@given(starts, st.integers(1, 60), calendars())
def test_a_measure_of_n_days_that_starts_on_a_day_that_counts_holds_exactly_n(start, n, calendar):
    count = days.lasting(start, n, calendar)
    assert days.count_between(start, count.end, calendar) == n
    assert sum(row["counted"] for row in count.days) == n
    assert count.days[0]["date"] == start
    assert calendar.counts(count.end)


@given(starts, st.integers(0, 200), calendars())
def test_the_days_between_two_dates_agree_with_a_walk(start, length, calendar):
    last = start + timedelta(days=length)
    walked = sum(calendar.counts(start + timedelta(days=i)) for i in range(length + 1))
    assert days.count_between(start, last, calendar) == walked


def test_no_day_lies_between_a_day_and_the_day_before():
    assert days.count_between(date(2021, 5, 6), date(2021, 5, 5), days.procedure_days()) == 0


@given(starts, calendars())
def test_the_next_working_day_is_the_day_itself_or_the_first_that_counts(start, calendar):
    found = days.next_working_day(start, calendar)
    assert calendar.counts(found)
    assert days.count_between(start, found, calendar) == 1


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2021-01-31", 1, "2021-02-28"),
        ("2020-01-31", 1, "2020-02-29"),
        ("2021-03-12", 1, "2021-04-12"),
        ("2021-12-31", 2, "2022-02-28"),
        ("2021-11-30", 3, "2022-02-28"),
        ("2020-02-29", 12, "2021-02-28"),
    ],
)
def test_a_month_runs_to_the_same_day_number_or_the_months_end(start, months, end):
    assert days.months_after(date.fromisoformat(start), months).end == date.fromisoformat(end)


@given(starts, st.integers(0, 30))
def test_a_week_ends_on_the_same_weekday(start, n):
    count = days.weeks_after(start, n)
    assert count.end.weekday() == start.weekday()
    assert (count.end - start).days == 7 * n


def test_a_bridge_day_good_friday_and_school_holidays_are_procedure_days():
    calendar = days.procedure_days()
    for text in ("2021-05-14", "2021-04-02", "2020-11-03", "2020-12-28", "2021-07-12"):
        assert calendar.counts(date.fromisoformat(text)), text


def test_eleven_july_is_no_procedure_day_but_an_ordinary_day_for_european_terms():
    assert not days.procedure_days().counts(date(2022, 7, 11))
    assert days.public_days("be").counts(date(2022, 7, 11))


def test_good_friday_is_a_dutch_working_day_but_a_statutory_term_does_not_end_on_it():
    assert days.working_days().counts(date(2021, 4, 2))
    assert days.next_working_day(date(2021, 4, 2), days.public_days("nl")) == date(2021, 4, 6)


def test_the_five_schools_days_of_the_bridge_after_ascension_are_no_school_days():
    calendar = days.school_days("be")
    assert not calendar.counts(date(2021, 5, 13))
    assert not calendar.counts(date(2021, 5, 14))
    assert calendar.why_not(date(2021, 5, 14)) == "school_holiday_ascension"


def test_a_closed_day_is_named_as_such():
    calendar = days.school_days("be", None, SCHOOL_OF_SOURCE_1)
    assert calendar.why_not(date(2021, 1, 20)) == "closed"
    assert days.school_days("be").counts(date(2021, 1, 20))


def test_dutch_school_days_are_not_known_beyond_the_published_years():
    calendar = days.school_days("nl", "midden")
    with pytest.raises(NotInForce):
        days.after(date(2027, 7, 1), 60, calendar)
    with pytest.raises(NotInForce):
        days.after(date(2015, 10, 1), 1, calendar)


def test_a_count_outside_the_tables_is_refused_not_guessed():
    with pytest.raises(NotInForce):
        days.after(date(1989, 12, 31), 1, days.procedure_days())
    with pytest.raises(NotInForce):
        days.after(date(2100, 12, 30), 5, days.procedure_days())
    with pytest.raises(NotInForce):
        days.before(date(1990, 1, 3), 5, days.procedure_days())


def test_half_days_sort_in_order_of_time():
    halves = [HalfDay.parse(text) for text in ("2020-01-14/pm", "2020-01-15/am", "2020-01-14/am")]
    assert [one.as_text() for one in sorted(halves)] == ["2020-01-14/am", "2020-01-14/pm", "2020-01-15/am"]


@pytest.mark.parametrize("text", ["2020-01-14", "2020-01-14/xx", "14-01-2020/am"])
def test_a_half_day_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match=r"not_a_half_day|Invalid"):
        HalfDay.parse(text)


def test_the_flemish_school_year_starts_on_1_september_and_the_dutch_on_1_august():
    assert SchoolYear.of(date(2021, 8, 31), "be") == SchoolYear(2020)
    assert SchoolYear.of(date(2021, 8, 31), "nl") == SchoolYear(2021)
    assert SchoolYear(2020).last("be") == date(2021, 8, 31)
    assert SchoolYear(2020).last("nl") == date(2021, 7, 31)


def test_the_raw_tables_give_the_same_days_as_the_count():
    numbers = days.table("procedure")
    for start in ALL_STARTS[::97]:
        i = start.toordinal() - numbers.base
        assert (
            numbers.base + numbers.nth[numbers.rank[i] + 4]
            == days.after(start, 5, days.procedure_days()).end.toordinal()
        )
