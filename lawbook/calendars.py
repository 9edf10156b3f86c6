"""Public holidays and school holidays of Flanders and the Netherlands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from lawbook.errors import NotInForce
from lawbook.kinds import SchoolYear
from lawbook.values import Value, parameter

REGIONS = ("noord", "midden", "zuid")


class Holiday(NamedTuple):
    """A school holiday or day off: its code, first and last day."""

    name: str
    first: date
    last: date


def school_year(day: date, jurisdiction: str) -> SchoolYear:
    """The school year a day lies in (be from 1 September, nl from 1 August)."""
    return SchoolYear.of(day, jurisdiction)


@cache
def easter(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moved = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moved + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def belgian_holidays(year: int) -> dict[date, str]:
    """The ten legal public holidays of Belgium, by day. 11 July is none of them."""
    sunday = easter(year)
    return {
        date(year, 1, 1): "new_year",
        sunday + timedelta(days=1): "easter_monday",
        date(year, 5, 1): "labour_day",
        sunday + timedelta(days=39): "ascension",
        sunday + timedelta(days=50): "whit_monday",
        date(year, 7, 21): "national_day",
        date(year, 8, 15): "assumption",
        date(year, 11, 1): "all_saints",
        date(year, 11, 11): "armistice",
        date(year, 12, 25): "christmas_day",
    }


def flemish_day(year: int) -> date:
    """11 July, the day of the Flemish Community: no legal holiday, but no procedure day either."""
    return date(year, 7, 11)


def dutch_holidays(year: int) -> dict[date, str]:
    """The generally recognised holidays of the Netherlands (Algemene termijnenwet art. 3(1)), by day.

    5 May is one every year. Good Friday is not: it is only put on a par with them for statutory terms (art. 3(2)).
    """
    sunday = easter(year)
    return {
        date(year, 1, 1): "new_year",
        sunday + timedelta(days=1): "easter_monday",
        _monarch(year): "kings_day",
        date(year, 5, 5): "liberation_day",
        sunday + timedelta(days=39): "ascension",
        sunday + timedelta(days=50): "whit_monday",
        date(year, 12, 25): "christmas_day",
        date(year, 12, 26): "second_christmas_day",
    }


def good_friday(year: int) -> date:
    """The Friday before Easter: on a par with a Dutch holiday for statutory terms only."""
    return easter(year) - timedelta(days=2)


def _monarch(year: int) -> date:
    """The day the monarch's birthday is celebrated: 27 April since 2014, 30 April before; the day before a Sunday."""
    day = date(year, 4, 27 if year >= 2014 else 30)
    return day - timedelta(days=1) if day.weekday() == 6 else day


def _monday_of_week(day: date, *, weekend_moves_on: tuple[int, ...]) -> date:
    """The Monday of the day's week, or the one after it when the day falls on one of these weekdays."""
    monday = day - timedelta(days=day.weekday())
    return monday + timedelta(weeks=1) if day.weekday() in weekend_moves_on else monday


def _weeks(name: str, monday: date, weeks: int) -> Holiday:
    return Holiday(name, monday, monday + timedelta(days=7 * weeks - 1))


def _easter_holiday(year: int) -> Holiday:
    """Two weeks from the first Monday of April; Easter in March or after 15 April moves it."""
    sunday = easter(year)
    if sunday.month == 3:
        return _weeks("easter", sunday + timedelta(days=1), 2)
    if sunday > date(year, 4, 15):
        monday = sunday - timedelta(days=13)
        return Holiday("easter", monday, sunday + timedelta(days=1))
    first = date(year, 4, 1)
    return _weeks("easter", first + timedelta(days=-first.weekday() % 7), 2)


def _by_the_rule(start: int) -> Iterator[Holiday]:
    """The holidays of the school year that starts in September of `start` (BVR of 17 April 1991)."""
    end = start + 1
    sunday = easter(end)
    yield _weeks("autumn", _monday_of_week(date(start, 11, 1), weekend_moves_on=(6,)), 1)
    yield Holiday("armistice", date(start, 11, 11), date(start, 11, 11))
    yield _weeks("christmas", _monday_of_week(date(start, 12, 25), weekend_moves_on=(5, 6)), 2)
    yield _weeks("carnival", sunday - timedelta(days=48), 1)
    yield _easter_holiday(end)
    yield Holiday("labour_day", date(end, 5, 1), date(end, 5, 1))
    yield Holiday("ascension", sunday + timedelta(days=39), sunday + timedelta(days=40))
    yield Holiday("whit_monday", sunday + timedelta(days=50), sunday + timedelta(days=50))
    yield Holiday("summer", date(end, 7, 1), date(end, 8, 31))


FLEMISH_PERIODS = frozenset({"autumn", "christmas", "carnival", "easter", "summer"})


def flemish_exceptions(year: SchoolYear) -> Value:
    """What the Government changed in that school year. Raises NotInForce before the rule of 1991."""
    return in_year("be.school_holidays.exceptions", year.first("be"))


@cache
def flemish_school_holidays(year: SchoolYear) -> tuple[Holiday, ...]:
    """The holidays and days off of a Flemish school year, in order. Raises NotInForce before 1991-1992."""
    changed = {row["name"]: row for row in flemish_exceptions(year).amount}
    return tuple(
        Holiday(one.name, changed[one.name]["first"], changed[one.name]["last"]) if one.name in changed else one
        for one in _by_the_rule(year.start)
    )


def in_year(param_id: str, first_day: date) -> Value:
    """The row of a parameter in force on the first day of a school year. Raises NotInForce."""
    known = parameter(param_id)
    rows = [row for row in known.values if row.valid_from <= first_day]
    if not rows:
        raise NotInForce(param_id, first_day, known.starts[0])
    if rows[-1].repealed:
        raise NotInForce(param_id, first_day)
    return rows[-1]


def dutch_row(year: SchoolYear) -> Value:
    """The published Dutch school holidays of one year. Raises NotInForce: no year is made up from another."""
    row = in_year("nl.school_holidays", year.first("nl"))
    if row.valid_from != year.first("nl"):
        raise NotInForce("nl.school_holidays", year.first("nl"))
    return row


@cache
def dutch_school_holidays(year: SchoolYear, region: str) -> tuple[Holiday, ...]:
    """The holidays of a Dutch school year for noord, midden or zuid, in order. Raises NotInForce."""
    rows = dutch_row(year).amount[region]
    return tuple(Holiday(row["name"], row["first"], row["last"]) for row in rows)


def dutch_years() -> tuple[SchoolYear, ...]:
    """The Dutch school years of which the holidays are known, in order."""
    rows = parameter("nl.school_holidays").values
    return tuple(SchoolYear(row.valid_from.year) for row in rows if not row.repealed)


def dutch_school_days_known_from() -> date:
    """The first day of which it is known whether it was a Dutch school day."""
    found: date = parameter("nl.school_days.known_from").values[0].amount
    return found
