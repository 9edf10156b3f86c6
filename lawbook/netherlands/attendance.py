"""Unauthorised absence in Dutch primary schools: when the school must report it (ATT-9)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, Outcome, Reason, Value
from lawbook.days import Closed
from lawbook.kinds import DAYS_A_WEEK

Region = Literal["noord", "midden", "zuid"]
DayHours = tuple[date, Decimal]
DAY_HOURS = 24
NO_HOURS = Decimal(0)


class SchoolWeeks(NamedTuple):
    """The weeks (by their Monday) with at least one school day, in order, and the place in it of each school day."""

    calendar: days.Calendar
    mondays: tuple[date, ...]
    place: dict[date, int]


@lru_cache
def school_weeks(region: Region, closed: Closed = ()) -> SchoolWeeks:
    """The school weeks of a region, as far as its school holidays are known; `closed` are a school's own days off."""
    calendar = days.school_days("nl", region, closed)
    ordinals = range(calendar.first.toordinal(), calendar.last.toordinal() + 1)
    open_days = [day for day in map(date.fromordinal, ordinals) if calendar.counts(day)]
    mondays = tuple(dict.fromkeys(map(_monday, open_days)))
    number = {monday: place for place, monday in enumerate(mondays)}
    return SchoolWeeks(calendar, mondays, {day: number[_monday(day)] for day in open_days})


def _monday(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())


class Standing(NamedTuple):
    """The hours of unauthorised absence in the school weeks that end with the week of `day`.

    `week` is the place of that week in `SchoolWeeks.mondays`.
    """

    day: date
    hours: Decimal
    week: int


class HoursCount(NamedTuple):
    """Every time the threshold was reached, in order; `now` is what stands at the last absence (None without any).

    After a day on which the threshold was reached nothing stands. `threshold` is in hours, `window` in school weeks.
    """

    reached: tuple[Standing, ...]
    now: Standing | None
    threshold: Value
    window: Value


def count_unauthorised(law: Law, hours: Iterable[DayHours], weeks: SchoolWeeks) -> HoursCount:
    """Add unauthorised hours over any four consecutive school weeks (Leerplichtwet art. 21a).

    The part of `nl.absence.notification_duty` that every write of attendance needs. Days may come in any order; hours
    of one day are added. Once the threshold is reached the count starts again on the day after. Raises BadFact for a
    day on which school is not open, NotInForce for one of which that is not known.
    """
    per_day: dict[date, Decimal] = {}
    for day, amount in hours:
        per_day[day] = per_day[day] + amount if day in per_day else amount
    lawful_on = max(per_day, default=date.max)
    threshold = law.value("nl.absence.notification_hours", lawful_on)
    window = law.value("nl.absence.notification_weeks", lawful_on)
    reached, now = _walk(per_day, weeks, threshold.amount, window.amount)
    return HoursCount(reached, now, threshold, window)


def _walk(
    per_day: dict[date, Decimal], weeks: SchoolWeeks, threshold: int, window: int
) -> tuple[tuple[Standing, ...], Standing | None]:
    recent: deque[tuple[int, Decimal]] = deque()
    total, reached, last, place = NO_HOURS, [], None, weeks.place
    for day in sorted(per_day):
        if day not in place:
            weeks.calendar.check(day)
            raise BadFact("hours", f"{day} is no school day ({weeks.calendar.why_not(day)})")
        week, amount = place[day], per_day[day]
        while recent and recent[0][0] <= week - window:
            total -= recent.popleft()[1]
        recent.append((week, amount))
        total += amount
        last = (day, week)
        if total >= threshold:
            reached.append(Standing(day, total, week))
            recent.clear()
            total = NO_HOURS
    return tuple(reached), Standing(last[0], total, last[1]) if last else None


@rule(
    "nl.absence.notification_duty",
    requirement="ATT-9",
    parameters=("nl.absence.notification_hours", "nl.absence.notification_weeks"),
)
def notification_duty(law: Law, hours: tuple[DayHours, ...], region: Region, closed: Closed = ()) -> Outcome:
    """Whether the head must report unauthorised absence: 16 hours in four consecutive school weeks.

    A school week is a week from Monday with at least one school day; holiday weeks drop out and the four weeks stretch
    across them. `reached_on` is the first day on which the hours were reached, `hours` those of the four `weeks` that
    end with it. Where they were not reached, `hours` and `weeks` are those up to the last absence. Afterwards the count
    starts again on the next day; each further time is a duty of its own.
    """
    for day, amount in hours:
        if not 0 < amount <= DAY_HOURS:
            raise BadFact("hours", f"{amount} hours on {day} is not possible")
    weeks = school_weeks(region, closed)
    count = count_unauthorised(law, hours, weeks)
    shown = count.reached[0] if count.reached else count.now
    return Outcome(
        value={
            "reached_on": count.reached[0].day if count.reached else None,
            "hours": shown.hours if shown else NO_HOURS,
            "weeks": _weeks(weeks, shown.week, count.window.amount) if shown else (),
        },
        duties=tuple(
            Duty("notification_report", "head", one.day, facts={"hours": one.hours, "day": one.day})
            for one in count.reached
        ),
        reasons=_reasons(count, shown),
        not_covered=("notification_term_not_read", "notification_weeks_from_monday"),
    )


def _weeks(weeks: SchoolWeeks, last: int, window: int) -> tuple[dict[str, date], ...]:
    mondays = weeks.mondays[max(0, last - window + 1) : last + 1]
    return tuple({"first": monday, "last": monday + timedelta(days=DAYS_A_WEEK - 1)} for monday in mondays)


def _reasons(count: HoursCount, shown: Standing | None) -> tuple[Reason, ...]:
    threshold, window = count.threshold, count.window
    facts = {"threshold": threshold.amount, "weeks": window.amount, "hours": shown.hours if shown else NO_HOURS}
    if not count.reached:
        return (Reason("notification_not_reached", facts, threshold.source),)
    reached = (
        Reason("notification_reached", {**facts, "hours": one.hours, "day": one.day}, threshold.source)
        for one in count.reached
    )
    return (*reached, Reason("notification_starts_again", facts, threshold.source))
