"""How far a pupil is from a threshold: of the school year in Flanders, of four school weeks in the Netherlands."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from lawbook.core import NotInForce
from lawbook.netherlands import attendance as dutch

from .thresholds import NO_HOURS, Facts, Ground, of_year, unauthorised_hours


class Standing(NamedTuple):
    """How far a pupil is from a threshold: half days in Flanders, hours in the Netherlands; times late this month."""

    so_far: Decimal | int
    threshold: int
    reached: bool


def standing(ground: Ground, facts: Facts, on: date) -> Standing | None:
    """How far a pupil is from the threshold of the school year or of four school weeks; None where none is known."""
    try:
        return _flemish_standing(ground, facts, on) if ground.is_flemish else _dutch_standing(ground, facts, on)
    except NotInForce:
        return None


def _flemish_standing(ground: Ground, facts: Facts, on: date) -> Standing:
    year = ground.calendar.school_year(on)
    threshold = ground.law.value("be.absence.problematic_threshold", year.first("be")).amount
    count = len(of_year(facts.unauthorised, year, "be")) + facts.brought.get(year.as_text(), 0)
    return Standing(count, threshold, count >= threshold)


def _dutch_standing(ground: Ground, facts: Facts, on: date) -> Standing | None:
    hours = unauthorised_hours(ground, facts.unauthorised)
    threshold = ground.law.value("nl.absence.notification_hours", on).amount
    if not hours:
        return Standing(0, threshold, reached=False)
    region: Any = ground.school.region
    weeks = dutch.school_weeks(region, ground.calendar.closed)
    counted = dutch.count_unauthorised(ground.law, hours, weeks)
    reported, window = counted.reached, counted.window.amount
    since = reported[-1].day if reported else date.min
    now = weeks.place.get(on) or weeks.place.get(ground.calendar.previous_school_day(on), 0)
    recent = [(day, amount) for day, amount in hours if weeks.place[day] > now - window]
    if any(day == since for day, _ in recent):
        return Standing(reported[-1].hours, threshold, reached=True)
    return Standing(sum((amount for day, amount in recent if day > since), NO_HOURS), threshold, reached=False)
