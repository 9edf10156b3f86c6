"""Discipline in Flemish primary schools: measures, their terms, and the appeal against definitive exclusion.

The measures are law (decreet basisonderwijs art. 32-33, 37/4-37/6); invitation, decision, receipt, appeal and hearing
have the terms of the network's model regulation, which a board may replace.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, Outcome, Reason
from lawbook.days import Closed


@rule("be.discipline.preventive_suspension", requirement="PRO-3")
def preventive_suspension(law: Law, first_day: date, prolonged: bool, closed: Closed = ()) -> Outcome:
    """The last day of a preventive suspension, prolonged once or not, in consecutive school days."""
    term = law.value("be.discipline.preventive_suspension.days", first_day)
    total = term.amount
    reasons = [Reason("preventive_suspension_days", {"days": term.amount}, term.source)]
    duties = [Duty("confirm_suspension_in_opening_letter", "director", None)]
    if prolonged:
        extra = law.value("be.discipline.preventive_suspension.prolongation", first_day)
        total += extra.amount
        reasons.append(Reason("preventive_suspension_prolonged", {"days": extra.amount}, extra.source))
        duties.append(Duty("motivate_prolongation_to_parents", "director", None))
    count = days.lasting(first_day, total, days.school_days("be", None, closed))
    duties.append(Duty("supervise_or_motivate_refusal", "director", first_day))
    return Outcome(count.end, duties=tuple(duties), reasons=tuple(reasons), days=(count,))


@rule("be.discipline.hearing_earliest", requirement="PRO-4")
def hearing_earliest(law: Law, invited: date) -> Outcome:
    """The first day on which the talk about an exclusion may take place after the invitation was posted."""
    term = law.value("be.discipline.hearing_notice", invited)
    count = days.after(invited, term.amount, days.procedure_days())
    facts = {"invited": invited, "days": term.amount, "earliest": count.end}
    return Outcome(count.end, reasons=(Reason("hearing_not_before", facts, term.source),), days=(count,))


@rule("be.discipline.decision_due", requirement="PRO-4")
def decision_due(law: Law, heard: date) -> Outcome:
    """The last day to post the decision by registered letter after the talk."""
    term = law.value("be.discipline.decision_days", heard)
    count = days.after(heard, term.amount, days.procedure_days())
    duty = Duty("post_discipline_decision", "director", count.end)
    reason = Reason("decision_within_days", {"heard": heard, "days": term.amount, "due": count.end}, term.source)
    return Outcome(count.end, duties=(duty,), reasons=(reason, Reason("decision_posting_counts")), days=(count,))


@rule("be.discipline.temporary_exclusion", requirement="PRO-4")
def temporary_exclusion(
    law: Law, first_day: date, school_days: int, level: Literal["nursery", "primary"], closed: Closed = ()
) -> Outcome:
    """The last day of a temporary exclusion; refused outside its bounds and for a nursery pupil."""
    bounds = law.value("be.discipline.temporary_exclusion.school_days", first_day)
    least, most = bounds.amount["least"], bounds.amount["most"]
    if level == "nursery":
        raise BadFact("level", "a nursery pupil cannot be excluded; discipline holds for primary pupils only")
    if not least <= school_days <= most:
        raise BadFact("school_days", f"{school_days} is not from {least} to {most} consecutive school days")
    count = days.lasting(first_day, school_days, days.school_days("be", None, closed))
    facts = {"least": least, "most": most, "days": school_days, "end": count.end}
    return Outcome(
        count.end,
        duties=(Duty("supervise_or_motivate_refusal", "director", first_day),),
        reasons=(Reason("temporary_exclusion_bounds", facts, bounds.source),),
        days=(count,),
    )


@rule("be.discipline.exclusion_effective", requirement="PRO-5")
def exclusion_effective(
    law: Law,
    notified: date,
    enrolled_elsewhere: date | None = None,
    holiday_start: Literal["monday", "saturday"] = "monday",
) -> Outcome:
    """The day a definitive exclusion takes effect: on enrolment elsewhere, at the latest after the month."""
    term = law.value("be.discipline.exclusion_effective.months", notified)
    count = days.months_without_holidays(notified, term.amount, days.outside_school_holidays(holiday_start))
    facts = {"notified": notified, "months": term.amount, "end": count.end}
    reasons = [Reason("exclusion_effective_after_month", facts, term.source)]
    reasons.append(Reason(f"holidays_start_{holiday_start}"))
    effective = count.end
    if enrolled_elsewhere is not None and enrolled_elsewhere < count.end:
        effective = max(enrolled_elsewhere, notified)
        reasons.append(Reason("exclusion_effective_on_enrolment", {"day": effective}, term.source))
    duties = (Duty("help_search_school", "director", effective), Duty("help_search_school", "clb", effective))
    return Outcome(effective, duties=duties, reasons=tuple(reasons), days=(count,))


@rule("be.discipline.appeal_due", requirement="PRO-6", parameters=("be.registered_letter.days",))
def appeal_due(law: Law, decision_sent: date) -> Outcome:
    """The last day to post the appeal against a definitive exclusion, and the day its letter counts as received."""
    return received_and_due(law, decision_sent, "be.discipline.appeal_days", "exclusion_appeal_days")


def received_and_due(law: Law, sent: date, param_id: str, code: str) -> Outcome:
    """When a registered letter counts as received, and the last day to post an appeal against what it says."""
    letter = law.value("be.registered_letter.days", sent)
    term = law.value(param_id, sent)
    received = days.after(sent, letter.amount, days.procedure_days())
    due = days.after(received.end, term.amount, days.procedure_days())
    reasons = (
        Reason(
            "letter_deemed_received", {"sent": sent, "days": letter.amount, "received": received.end}, letter.source
        ),
        Reason(code, {"received": received.end, "days": term.amount, "due": due.end}, term.source),
    )
    duty = Duty("post_appeal", "parents", due.end)
    return Outcome({"received": received.end, "due": due.end}, duties=(duty,), reasons=reasons, days=(received, due))


@rule("be.discipline.appeal_hearing_due", requirement=("PRO-6", "DAY-4"))
def appeal_hearing_due(law: Law, appeal_received: date, closed: Closed = ()) -> Outcome:
    """The last day for the hearing by the appeal committee; school holidays suspend it, single days off do not."""
    term = law.value("be.discipline.appeal_hearing_days", appeal_received)
    count = days.after(appeal_received, term.amount, days.procedure_days_outside_holidays())
    facts = {"received": appeal_received, "days": term.amount, "due": count.end}
    reasons = [Reason("appeal_hearing_days", facts, term.source), Reason("holidays_suspend_the_count_only")]
    if closed:
        reasons.append(Reason("single_days_off_count"))
    duty = Duty("hear_appeal", "appeal_committee", count.end)
    return Outcome(count.end, duties=(duty,), reasons=tuple(reasons), days=(count,))


@rule("be.discipline.appeal_decision_due", requirement="PRO-6")
def appeal_decision_due(law: Law, heard: date, sent: date | None = None) -> Outcome:
    """The last day to post the committee's decision; a later one makes the exclusion void by law."""
    term = law.value("be.discipline.appeal_decision_days", heard)
    voidness = law.value("be.discipline.late_appeal_decision", heard)
    count = days.after(heard, term.amount, days.procedure_days())
    if sent is not None and sent < heard:
        raise BadFact("sent", f"{sent} is before the hearing of {heard}")
    facts = {"heard": heard, "days": term.amount, "due": count.end}
    reasons = [Reason("appeal_decision_days", facts, term.source)]
    void = None if sent is None else sent > count.end
    if void is None:
        reasons.append(Reason("late_appeal_decision_voids", {"due": count.end}, voidness.source))
    else:
        code = "exclusion_void" if void else "appeal_decision_in_time"
        reasons.append(Reason(code, {"sent": sent, "due": count.end}, voidness.source))
    duties = (Duty("post_appeal_decision", "appeal_committee", count.end),) if sent is None else ()
    return Outcome({"due": count.end, "void": void}, duties=duties, reasons=tuple(reasons), days=(count,))
