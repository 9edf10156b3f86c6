"""A school's own calendar and hours, and the law with what its board put in place of it (ORG-3, ORG-4, DAY-1)."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from driehoek.kit.days import morrow, shifted, span
from driehoek.ready import Ready
from lawbook import days
from lawbook.kinds import HalfDay, Range, SchoolYear

from .models import Closure, School, Weekday

AM, PM = "am", "pm"
# Until a school fills in its hours (ORG-3) these stand in, and its office says so.
USUAL_MORNING, USUAL_AFTERNOON = (time(8, 30), time(12, 0)), (time(13, 15), time(15, 15))
WEDNESDAY = 2
LONG_WEEKEND = 5  # calendar days from a Wednesday to the Monday after a long weekend
MINUTES_AN_HOUR, TEN_THOUSANDTH = 60, Decimal("0.0001")

Hours = tuple[time, time]
ClosureRow = tuple[date, date, str, str]  # first, last, kind, title
WeekdayRow = tuple[int, time, time, time | None, time | None]


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """When a school is open: `hours` by (weekday, part), the days it is closed or open in the morning only.

    `calendar` is the lawbook's; outside the school years whose holidays are known it falls back on weekends, public
    holidays and the school's own closures, and `is_known` says so.
    """

    jurisdiction: str
    region: str
    calendar: days.Calendar
    closures: tuple[ClosureRow, ...]
    closed: tuple[Range, ...]
    hours: dict[tuple[int, str], Hours]
    has_own_hours: bool
    has_holidays: bool  # not before a Dutch school has chosen its region

    def is_known(self, day: date) -> bool:
        """Whether the school holidays of the day's school year are known."""
        return self.has_holidays and self.calendar.first <= day <= self.calendar.last

    def is_open(self, day: date) -> bool:
        return self.why_closed(day) is None

    def why_closed(self, day: date) -> str | None:
        """The code of the reason (`lawbook.texts.word` speaks it) or the closure's own name; None on a school day."""
        counted = self.calendar if self.is_known(day) else days.public_days(self.jurisdiction)
        why = counted.why_not(day) or self._own_closure(day)
        if why == "closed":
            why = self._own_closure(day)
        return why or (None if self._opens_on(day) else "no_lessons")

    def _own_closure(self, day: date) -> str | None:
        for first, last, kind, title in self.closures:
            if kind != Closure.Kind.HALF and first <= day <= last:
                return title or kind
        return None

    def _opens_on(self, day: date) -> bool:
        return (day.weekday(), AM) in self.hours

    def parts(self, day: date) -> tuple[str, ...]:
        """The half days of a day on which there are lessons: am and pm, am alone, or none."""
        if not self.is_open(day):
            return ()
        if (day.weekday(), PM) not in self.hours or self._only_morning(day):
            return (AM,)
        return (AM, PM)

    def _only_morning(self, day: date) -> bool:
        return any(first <= day <= last for first, last, kind, _ in self.closures if kind == Closure.Kind.HALF)

    def hours_of(self, day: date, part: str) -> Decimal:
        """The lesson hours of a half day; upwards to the ten-thousandth, so that three times a third is one again."""
        since, until = self.hours.get((day.weekday(), part), (time.min, time.min))
        minutes = (until.hour - since.hour) * MINUTES_AN_HOUR + until.minute - since.minute
        return (Decimal(minutes) / MINUTES_AN_HOUR).quantize(TEN_THOUSANDTH, ROUND_CEILING)

    def begins(self, day: date, part: str) -> time | None:
        """When the lessons of a half day begin."""
        found = self.hours.get((day.weekday(), part))
        return found[0] if found else None

    def half_days(self, first: date, last: date) -> list[HalfDay]:
        """Every half day with lessons from `first` to `last`, in order."""
        return [HalfDay(day, part) for day in span(first, last) for part in self.parts(day)]

    def school_days(self, first: date, last: date) -> list[date]:
        return [day for day in span(first, last) if self.is_open(day)]

    def next_school_day(self, day: date) -> date:
        """The first school day after a day; the day itself where none follows within a year."""
        return next((one for one in span(morrow(day), shifted(day, 366)) if self.is_open(one)), day)

    def previous_school_day(self, day: date) -> date:
        backwards = (shifted(day, -step) for step in range(1, 367))
        return next((one for one in backwards if self.is_open(one)), day)

    def stretches_holiday(self, first: date, last: date) -> bool:
        """Whether days touch a school holiday: from or to them no school day lies between."""
        gaps = ((self.previous_school_day(first), first), (last, self.next_school_day(last)))
        return any((after - before).days > LONG_WEEKEND for before, after in gaps)

    def school_year(self, day: date) -> SchoolYear:
        return SchoolYear.of(day, self.jurisdiction)

    def year_of(self, day: date) -> tuple[date, date]:
        """First and last day of the school year a day lies in."""
        year = self.school_year(day)
        return year.first(self.jurisdiction), year.last(self.jurisdiction)


def calendar_of(school: School) -> SchoolCalendar:
    """The calendar of a school. Built once for each set of closures and hours: what was edited is what is read."""
    return _calendar(school.jurisdiction, school.region, tuple(_closures(school.pk)), tuple(_weekdays(school.pk)))


@Ready
def _closures(school: UUID) -> QuerySet[Closure, Any]:
    return Closure.objects.filter(school=school).values_list("first", "last", "kind", "title")


@Ready
def _weekdays(school: UUID) -> QuerySet[Weekday, Any]:
    named = ("weekday", "morning_from", "morning_until", "afternoon_from", "afternoon_until")
    return Weekday.objects.filter(school=school).values_list(*named)


@lru_cache(maxsize=4096)
def _calendar(
    jurisdiction: str, region: str, closures: tuple[ClosureRow, ...], weekdays: tuple[WeekdayRow, ...]
) -> SchoolCalendar:
    closed = tuple(Range(first, last) for first, last, kind, _ in closures if kind != Closure.Kind.HALF)
    has_holidays = jurisdiction == "be" or bool(region)
    return SchoolCalendar(
        jurisdiction=jurisdiction,
        region=region,
        calendar=days.school_days(jurisdiction, region or None, closed)
        if has_holidays
        else days.public_days(jurisdiction),
        closures=closures,
        closed=closed,
        hours=_hours(jurisdiction, weekdays),
        has_own_hours=bool(weekdays),
        has_holidays=has_holidays,
    )


def _hours(jurisdiction: str, weekdays: tuple[WeekdayRow, ...]) -> dict[tuple[int, str], Hours]:
    if not weekdays:
        usual = {(day, AM): USUAL_MORNING for day in range(5)} | {(day, PM): USUAL_AFTERNOON for day in range(5)}
        if jurisdiction == "be":
            del usual[WEDNESDAY, PM]
        return usual
    found: dict[tuple[int, str], Hours] = {}
    for day, morning_from, morning_until, afternoon_from, afternoon_until in weekdays:
        found[day, AM] = (morning_from, morning_until)
        if afternoon_from and afternoon_until:
            found[day, PM] = (afternoon_from, afternoon_until)
    return found


def half_days(school: School, first: date, last: date) -> list[HalfDay]:
    """Every half day on which a school has lessons, in order (Wednesday afternoon and half days off are not there)."""
    return calendar_of(school).half_days(first, last)


def position(half_day: HalfDay, ordered: list[HalfDay]) -> int:
    """The place of a half day among ordered ones."""
    return bisect_left(ordered, half_day)
