"""Aggression by a parent or pupil in a Dutch primary school: talks afterwards, letters, the half-yearly review.

The protocol of a board's safety plan of 2016 (annex 4); no law sets these terms.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, Outcome, Reason
from lawbook.kinds import last_day_of
from lawbook.tables import FIRST_YEAR, LAST_YEAR

MONDAY, WEEK = 0, 7


@rule("nl.aggression.followups", requirement="SAF-9")
def followups(law: Law, incident_on: date) -> Outcome:
    """A list of {code, from, to}, in order of time: when to talk with whoever met aggression, from and to which day."""
    second, third = (
        law.value("nl.aggression.second_talk_days", incident_on),
        law.value("nl.aggression.third_talk_weeks", incident_on),
    )
    inventory = law.value("nl.aggression.inventory_months", incident_on)
    agenda = law.value("nl.aggression.agenda_months", incident_on)
    half_year = days.months_after(incident_on, inventory.amount).end
    from_day, to_day = (days.after(incident_on, n, days.calendar_days()).end for n in second.amount)
    from_week, to_week = (days.weeks_after(incident_on, n).end for n in third.amount)
    spans: list[tuple[str, date, date]] = [
        ("aggression_first_talk", incident_on, incident_on),
        ("aggression_second_talk", from_day, to_day),
        ("aggression_third_talk", from_week, to_week),
        ("aggression_inventory", half_year, half_year),
        ("aggression_on_the_agenda", incident_on, days.months_after(incident_on, agenda.amount).end),
    ]
    duties = tuple(Duty(code, "director", last, earliest=first) for code, first, last in spans)
    reason = Reason("aggression_ladder", {"incident": incident_on}, second.source)
    value = [{"code": code, "from": first, "to": last} for code, first, last in spans]
    return Outcome(value, duties=duties, reasons=(reason,))


@rule("nl.aggression.review_meetings", requirement="SAF-9")
def review_meetings(law: Law, year: int) -> Outcome:
    """Two weeks {first, last} of that year: the first of January and the first of July, from Monday to Sunday.

    A week starts on its Monday: the first week is that of the month's first Monday.
    """
    if not FIRST_YEAR <= year < LAST_YEAR:
        raise BadFact("year", f"{year} lies outside the years {FIRST_YEAR} to {LAST_YEAR - 1}")
    months = law.value("nl.aggression.review_months", last_day_of(year))
    weeks = [_first_week(year, month) for month in months.amount]
    duties = tuple(Duty("review_aggression_reports", "director", week["last"], week["first"]) for week in weeks)
    reasons = (
        Reason("aggression_review_weeks", {"first": weeks[0]["first"], "second": weeks[1]["first"]}, months.source),
        Reason("aggression_review_in_holidays", source=months.source),
    )
    return Outcome(weeks, duties=duties, reasons=reasons)


def _first_week(year: int, month: int) -> dict[str, date]:
    start = date(year, month, 1)
    first = days.after(start, (MONDAY - start.weekday()) % WEEK, days.calendar_days()).end
    return {"first": first, "last": days.after(first, WEEK - 1, days.calendar_days()).end}


@rule("nl.aggression.measure", requirement="SAF-9")
def measure(
    law: Law, kind: Literal["verbal", "threat", "violence", "vandalism"], earlier_warning: bool, on: date
) -> Outcome:
    """The letter that fits: `warning`, `ban_after_warning` or `ban_after_threat_or_violence`. The director decides.

    Police are called at once when there is danger, else after two orders to leave; every incident is reported.
    """
    letters = law.value("nl.aggression.letters", on)
    letter: str = letters.amount[kind][earlier_warning]
    facts = {"kind": kind, "letter": letter, "earlier_warning": earlier_warning}
    reasons = (
        Reason("aggression_letter", facts, letters.source),
        Reason("aggression_director_decides", source=letters.source),
        Reason("aggression_police", source=letters.source),
    )
    duties = (
        Duty("send_aggression_letter", "director", None, facts={"letter": letter}),
        Duty("report_aggression_to_police", "director", None),
    )
    return Outcome(letter, duties=duties, reasons=reasons)
