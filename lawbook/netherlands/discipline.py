"""Suspension and removal of a pupil from a Dutch primary school (WPO art. 40 and 40c)."""

from __future__ import annotations

from datetime import date

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, NotInForce, Outcome, Reason


@rule("nl.discipline.suspension", requirement="PRO-8")
def suspension(law: Law, first_day: date, last_day: date, school_days: int) -> Outcome:
    """Whether a suspension is short enough, and whether the inspectorate must be told (WPO art. 40c).

    The act says "one week" without saying which days: seven calendar days from the first one on.
    """
    calendar_days = (last_day - first_day).days + 1
    if calendar_days < 1:
        raise BadFact("last_day", f"{last_day} lies before first_day {first_day}")
    if not 0 < school_days <= calendar_days:
        raise BadFact("school_days", f"{school_days} does not fit in {calendar_days} days")
    longest = law.value("nl.discipline.suspension_days", first_day)
    untold = law.value("nl.discipline.suspension_untold_days", first_day)
    latest = days.after(first_day, longest.amount - 1, days.calendar_days()).end
    valid, notify = last_day <= latest, school_days > untold.amount
    facts = {"first_day": first_day, "latest": latest, "days": longest.amount}
    told = {"days": school_days, "limit": untold.amount}
    reasons = (
        Reason("suspension_within_a_week" if valid else "suspension_longer_than_a_week", facts, longest.source),
        Reason(
            "inspectorate_told_of_suspension" if notify else "inspectorate_not_told_of_suspension", told, untold.source
        ),
    )
    duties = (Duty("tell_inspectorate_of_suspension", "board", first_day),) if notify else ()
    return Outcome(
        {"valid": valid, "notify_inspectorate": notify},
        duties=duties,
        reasons=reasons,
        not_covered=("suspension_week_is_not_defined",),
    )


@rule(
    "nl.discipline.removal_possible_from",
    requirement="PRO-9",
    parameters=("nl.discipline.removal_search_weeks", "nl.discipline.removal_needs_other_school"),
)
def removal_possible_from(law: Law, search_started: date, on: date, other_school_willing: bool = False) -> Outcome:
    """The first day on which a pupil can be removed, as the law stands on the day `on` of the decision.

    Until 1 August 2014 eight weeks of search in vain were enough. Since then another school must be willing, however
    long the search: without one there is no day (WPO art. 40(11)).
    """
    if on < search_started:
        raise BadFact("on", f"{on} is before the search that started on {search_started}")
    try:
        weeks = law.value("nl.discipline.removal_search_weeks", on)
    except NotInForce:
        return _when_another_school_is_willing(law, search_started, on, willing=other_school_willing)
    if other_school_willing:
        return Outcome(on, reasons=(Reason("removal_other_school_willing", {"day": on}, weeks.source),))
    count = days.weeks_after(search_started, weeks.amount)
    facts = {"search_started": search_started, "weeks": weeks.amount, "day": count.end}
    return Outcome(count.end, reasons=(Reason("removal_after_weeks_of_search", facts, weeks.source),), days=(count,))


def _when_another_school_is_willing(law: Law, search_started: date, on: date, *, willing: bool) -> Outcome:
    needs = law.value("nl.discipline.removal_needs_other_school", on)
    if willing:
        return Outcome(on, reasons=(Reason("removal_other_school_willing", {"day": on}, needs.source),))
    facts = {"search_started": search_started}
    return Outcome(
        None,
        duties=(Duty("find_willing_school", "board", None),),
        reasons=(Reason("removal_no_school_willing", facts, needs.source), Reason("removal_eight_weeks_lapsed")),
    )


@rule("nl.discipline.objection_due", requirement="PRO-9")
def objection_due(law: Law, sent: date) -> Outcome:
    """The last day to object to a decision: six weeks from the day after it was sent (WPO art. 63; Awb 6:7 and 6:8).

    A term of the act that ends on a Saturday, a Sunday or a public holiday runs on to the next working day.
    """
    term = law.value("nl.discipline.objection_weeks", sent)
    count = days.weeks_after(sent, term.amount)
    due = days.next_working_day(count.end, days.working_days())
    reason = Reason("objection_counted", {"sent": sent, "weeks": term.amount, "due": due}, term.source)
    return Outcome(due, reasons=(reason,), days=(count,))
