"""Counting days in Flanders: terms, registered letters, school holidays."""

from __future__ import annotations

from datetime import date
from typing import Literal

from lawbook import calendars, days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Law, Outcome, Reason
from lawbook.days import Closed, SchoolYear


@rule("be.days.after", requirement=("DAY-1", "DAY-2"))
def after(
    law: Law, start: date, days: int, kind: Literal["calendar", "procedure", "school"], closed: Closed = ()
) -> Outcome:
    """The n-th day after an event; the day of the event is day 0."""
    definition = law.value("be.days.procedure", start) if kind == "procedure" else None
    count = counted(start, days, kind, closed)
    source = definition.source if definition else None
    reason = Reason(f"be_{kind}_days_counted", {"start": start, "days": days, "end": count.end}, source)
    return Outcome(count.end, reasons=(reason,), days=(count,))


def counted(start: date, n: int, kind: str, closed: Closed) -> days.Count:
    """The count in days of a kind. Raises BadFact for a negative number."""
    if n < 0:
        raise BadFact("days", f"{n} is less than nothing; a term runs forward")
    if kind == "school":
        return days.after(start, n, days.school_days("be", None, closed))
    return days.after(start, n, days.procedure_days() if kind == "procedure" else days.calendar_days())


@rule("be.registered_letter.received", requirement="DAY-3")
def letter_received(law: Law, sent: date) -> Outcome:
    """The day a registered letter counts as received; the postmark proves sending and receipt."""
    term = law.value("be.registered_letter.days", sent)
    count = days.after(sent, term.amount, days.procedure_days())
    facts = {"sent": sent, "days": term.amount, "received": count.end}
    return Outcome(count.end, reasons=(Reason("letter_deemed_received", facts, term.source),), days=(count,))


@rule("be.school_holidays", requirement=("DAY-1", "ORG-4"))
def school_holidays(law: Law, school_year: SchoolYear) -> Outcome:
    """The holidays and days off of a school year by the rule of 1991, with the exceptions of that year."""
    exceptions = law.value("be.school_holidays.exceptions", school_year.first("be"))
    holidays = calendars.flemish_school_holidays(school_year)
    reasons = [Reason("be_holidays_by_rule", {"year": school_year.as_text()}, exceptions.source)]
    reasons += [
        Reason("be_holiday_exception", {"name": row["name"], "first": row["first"], "last": row["last"]})
        for row in exceptions.amount
    ]
    reasons.append(Reason("be_holidays_start_monday"))
    return Outcome([one._asdict() for one in holidays], reasons=tuple(reasons))
