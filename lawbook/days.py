"""The kinds of day and the only counting of legal terms in the whole house (DAY-1, DAY-2).

The day of the event is day 0. Every kind of day has one table over 1990-2100: whether a day counts, how many counted
days there were up to it, and the n-th counted day, so that a term is one look-up. The days between are listed only
when somebody asks why.
"""

from __future__ import annotations

from array import array
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lawbook import calendars
from lawbook.errors import NotInForce
from lawbook.kinds import Closed, HalfDay, Range, SchoolYear
from lawbook.tables import BASE, FIRST_YEAR, LAST_YEAR, Calendar, Count

__all__ = [
    "Calendar",
    "Closed",
    "Count",
    "HalfDay",
    "Range",
    "SchoolYear",
    "after",
    "before",
    "calendar_days",
    "count_between",
    "hours_after",
    "lasting",
    "local",
    "months_after",
    "months_without_holidays",
    "next_working_day",
    "procedure_days",
    "public_days",
    "school_days",
    "table",
    "weeks_after",
    "working_days",
]

_tuple = tuple.__new__


def after(start: date, n: int, calendar: Calendar) -> Count:
    """The n-th day that counts after the day of the event (day 0); n = 0 is the day itself. Raises NotInForce."""
    position = start.toordinal() - BASE
    if not calendar.lowest <= position <= calendar.highest:
        calendar.check(start)
    rank = calendar.rank[position] + n
    if rank > calendar.most:
        raise NotInForce(f"days.{calendar.name}", start)
    # The same as Count(…), at half the price: this is the one line that runs a million times a night.
    return _tuple(Count, (start, calendar.nth[rank - 1] if n else start, n, calendar, False))


def before(end: date, n: int, calendar: Calendar) -> Count:
    """The n-th day that counts before a day, counted backwards: `end` of the count is the earlier day."""
    calendar.check(end)
    position = calendar.rank[end.toordinal() - BASE] - calendar.counted[end.toordinal() - BASE] - n
    if position < 0:
        raise NotInForce(f"days.{calendar.name}", end, calendar.first)
    found = calendar.nth[position] if n else end
    calendar.check(found)
    return Count(end, found, n, calendar)


def lasting(first: date, n: int, calendar: Calendar) -> Count:
    """A measure of n days that count, from `first` on and `first` included when it counts."""
    calendar.check(first)
    position = first.toordinal() - BASE
    index = calendar.rank[position] - calendar.counted[position] + n - 1
    if index >= len(calendar.nth):
        raise NotInForce(f"days.{calendar.name}", first)
    calendar.check(calendar.nth[index])
    return Count(first, calendar.nth[index], n, calendar, includes_start=True)


def count_between(first: date, last: date, calendar: Calendar) -> int:
    """How many days count from `first` to `last`, both included; 0 when `last` is before `first`."""
    if last < first:
        return 0
    calendar.check(first)
    calendar.check(last)
    position = first.toordinal() - BASE
    return calendar.rank[last.toordinal() - BASE] - calendar.rank[position] + calendar.counted[position]


def next_working_day(day: date, calendar: Calendar) -> date:
    """The day itself when it counts, else the first one after it that does (Regulation 1182/71 art. 3(4))."""
    calendar.check(day)
    position = day.toordinal() - BASE
    return day if calendar.counted[position] else calendar.nth[calendar.rank[position]]


def weeks_after(start: date, n: int) -> Count:
    """n weeks of seven days: the same weekday."""
    return after(start, 7 * n, calendar_days())


def months_after(start: date, n: int) -> Count:
    """n months: the same day number, or the last day of a shorter month."""
    years, month = divmod(start.month - 1 + n, 12)
    year, month = start.year + years, month + 1
    end = date(year, month, min(start.day, monthrange(year, month)[1]))
    return Count(start, end, (end - start).days, calendar_days())


def hours_after(moment: datetime, n: int) -> datetime:
    """n hours later on the clock of the Netherlands and Flanders, whatever zone the moment was told in."""
    return local(moment.astimezone(UTC) + timedelta(hours=n))


def local(moment: datetime) -> datetime:
    """A moment on the clock of the Netherlands and Flanders; its date is the day of the event."""
    return moment.astimezone(ZoneInfo("Europe/Amsterdam"))


def months_without_holidays(start: date, n: int, without: Calendar) -> Count:
    """n months of calendar days, of which the days that do not count in `without` are not included.

    The month has as many days as the calendar month that starts on the day of the event.
    """
    return after(start, months_after(start, n).n, without)


@cache
def calendar_days() -> Calendar:
    """Every day counts."""
    return Calendar("calendar", {}, weekends=True)


def _yearly(holidays: Callable[[int], Mapping[date, str]]) -> dict[date, str]:
    return {day: why for year in range(FIRST_YEAR, LAST_YEAR + 1) for day, why in holidays(year).items()}


@cache
def procedure_days() -> Calendar:
    """be: not Saturdays, Sundays, the ten public holidays and 11 July. Bridge days and school holidays count."""
    skipped = _yearly(calendars.belgian_holidays)
    skipped |= {calendars.flemish_day(year): "flemish_community_day" for year in range(FIRST_YEAR, LAST_YEAR + 1)}
    return Calendar("procedure", skipped, weekends=False)


@cache
def working_days() -> Calendar:
    """nl: not Saturdays, Sundays and the generally recognised holidays. Good Friday counts."""
    return Calendar("working", _yearly(calendars.dutch_holidays), weekends=False)


@cache
def public_days(jurisdiction: str) -> Calendar:
    """Not Saturdays, Sundays and public holidays: on what a term of Regulation 1182/71 or a statute may end.

    nl: with Good Friday, which the Algemene termijnenwet (art. 3(2)) puts on a par.
    """
    if jurisdiction == "be":
        return Calendar("public_be", _yearly(calendars.belgian_holidays), weekends=False)
    skipped = _yearly(calendars.dutch_holidays)
    skipped |= {calendars.good_friday(year): "good_friday" for year in range(FIRST_YEAR, LAST_YEAR + 1)}
    return Calendar("public_nl", skipped, weekends=False)


def _spread(holidays: Iterable[tuple[str, date, date]]) -> dict[date, str]:
    return {
        first + timedelta(days=step): name for name, first, last in holidays for step in range((last - first).days + 1)
    }


def _school_holidays(jurisdiction: str, region: str | None) -> tuple[dict[date, str], date, date]:
    """The days off of all known school years, and the first and last day of them."""
    if jurisdiction == "be":
        years = [SchoolYear(year) for year in range(1991, LAST_YEAR)]
        rows = [row for year in years for row in calendars.flemish_school_holidays(year)]
        public = _yearly(calendars.belgian_holidays)
    else:
        years = list(calendars.dutch_years())
        rows = [row for year in years for row in calendars.dutch_school_holidays(year, region or "")]
        public = _yearly(calendars.dutch_holidays)
    skipped = _spread((f"school_holiday_{row.name}", row.first, row.last) for row in rows) | public
    known_from = years[0].first("be") if jurisdiction == "be" else calendars.dutch_school_days_known_from()
    return skipped, known_from, years[-1].last(jurisdiction)


@cache
def _official_school_days(jurisdiction: str, region: str | None) -> Calendar:
    skipped, first, last = _school_holidays(jurisdiction, region)
    return Calendar("school", skipped, weekends=False, first=first, last=last)


@lru_cache(maxsize=128)  # some 400 KB each; a miss costs two milliseconds
def school_days(jurisdiction: str, region: str | None = None, closed: Closed = ()) -> Calendar:
    """The days a school is open: no weekend, public holiday, school holiday, nor a day it is `closed` besides.

    `jurisdiction` be, or nl with a `region`. Known are be from 1991-1992 on, nl the years with published holidays.
    """
    official = _official_school_days(jurisdiction, region)
    known = (("closed", max(one.first, official.first), min(one.last, official.last)) for one in closed)
    return official.without(_spread(known)) if closed else official


def _flemish_periods(lead: timedelta, *, summer: bool) -> dict[date, str]:
    """The days of the holiday periods (no single days off) of all years, each period starting `lead` earlier."""
    rows = (row for year in range(1991, LAST_YEAR) for row in calendars.flemish_school_holidays(SchoolYear(year)))
    names = calendars.FLEMISH_PERIODS if summer else calendars.FLEMISH_PERIODS - {"summer"}
    return _spread((f"school_holiday_{row.name}", row.first - lead, row.last) for row in rows if row.name in names)


@cache
def outside_school_holidays(holiday_start: str = "monday") -> Calendar:
    """be: calendar days, without the holiday periods between 1 September and 30 June (decreet basisonderwijs art. 32).

    `holiday_start`: the periods begin on the Monday of the decree, or on the Saturday of the school's own calendar.
    July and August count, and so do single days off.
    """
    lead = timedelta(days=2 if holiday_start == "saturday" else 0)
    skipped = _flemish_periods(lead, summer=False)
    return Calendar("outside_school_holidays", skipped, weekends=True, first=SchoolYear(1991).first("be"))


@cache
def procedure_days_outside_holidays() -> Calendar:
    """be: procedure days outside the school holidays, where they suspend a term (DAY-4)."""
    skipped = _flemish_periods(timedelta(0), summer=True) | dict(procedure_days().reasons)
    return Calendar("procedure_outside_holidays", skipped, weekends=False, first=SchoolYear(1991).first("be"))


class Table(NamedTuple):
    """A kind's raw arrays for counting many dates at once; positions are days since 1 January 1990."""

    counted: array[int]
    rank: array[int]
    nth: array[int]
    base: int


@cache
def table(kind: str) -> Table:
    """The arrays of `calendar`, `procedure` or `working`: the n-th day after i is nth[rank[i] + n - 1]."""
    found = {"calendar": calendar_days, "procedure": procedure_days, "working": working_days}[kind]()
    return Table(found.counted, found.rank, array("i", [day.toordinal() - BASE for day in found.nth]), BASE)
