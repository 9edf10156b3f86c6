"""Counting days in the Netherlands: terms and school holidays."""

from __future__ import annotations

from datetime import date
from typing import Literal

from lawbook import calendars, days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Law, Outcome, Reason
from lawbook.days import Closed, SchoolYear

Region = Literal["noord", "midden", "zuid"]


@rule("nl.days.after", requirement=("DAY-1", "DAY-2"))
def after(
    law: Law,
    start: date,
    days: int,
    kind: Literal["calendar", "working", "school"],
    region: Region | None = None,
    closed: Closed = (),
) -> Outcome:
    """The n-th day after an event; the day of the event is day 0. School days need a region."""
    source = law.value("nl.days.public_holidays", start).source if kind == "working" else None
    count = counted(start, days, kind, region, closed)
    reason = Reason(f"nl_{kind}_days_counted", {"start": start, "days": days, "end": count.end}, source)
    return Outcome(count.end, reasons=(reason,), days=(count,))


def counted(start: date, n: int, kind: str, region: str | None, closed: Closed) -> days.Count:
    """The count in days of a kind. Raises BadFact for a negative number or school days without a region."""
    if n < 0:
        raise BadFact("days", f"{n} is less than nothing; a term runs forward")
    if kind != "school":
        return days.after(start, n, days.working_days() if kind == "working" else days.calendar_days())
    if region is None:
        raise BadFact("region", "is missing; school days differ by region (noord, midden or zuid)")
    return days.after(start, n, days.school_days("nl", region, closed))


@rule("nl.school_holidays", requirement=("DAY-1", "ORG-4"))
def school_holidays(law: Law, school_year: SchoolYear, region: Region) -> Outcome:
    """The school holidays of a year and region, as published; a year that was not read is not made up."""
    row = law.value("nl.school_holidays", calendars.dutch_row(school_year).valid_from)
    holidays = calendars.dutch_school_holidays(school_year, region)
    reason = Reason("nl_holidays_published", {"year": school_year.as_text(), "region": region}, row.source)
    advice = Reason("nl_holidays_partly_advice")
    return Outcome([one._asdict() for one in holidays], reasons=(reason, advice))
