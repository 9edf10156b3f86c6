"""The complaints procedure of a Dutch school board: its terms, and what a complaint needs.

The terms are the board's own regulation, not a statute: a term that ends on a holiday is not lengthened.
"""

from __future__ import annotations

from datetime import date

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, Outcome, Reason, Value

TERMS = ("notice_days", "hearing_weeks", "advice_weeks", "decision_weeks", "prolongation_weeks")


@rule("nl.complaint.deadlines", requirement="PRO-12", parameters=tuple(f"nl.complaint.{one}" for one in TERMS))
def deadlines(
    law: Law,
    received: date,
    heard: date | None = None,
    advised: date | None = None,
    advice_prolonged: bool = False,
    decision_prolonged: bool = False,
) -> Outcome:
    """Every last day of the procedure; what depends on a later fact assumes its last day until it is given."""
    _in_order(received, heard, advised)
    term = {one: law.value(f"nl.complaint.{one}", received) for one in TERMS}
    more = term["prolongation_weeks"].amount
    notice = days.after(received, term["notice_days"].amount, days.working_days())
    hearing = days.weeks_after(received, term["hearing_weeks"].amount)
    advice = days.weeks_after(heard or hearing.end, term["advice_weeks"].amount)
    advice_later = days.weeks_after(advice.end, more)
    advice_due = advice_later.end if advice_prolonged else advice.end
    decision = days.weeks_after(advised or advice_due, term["decision_weeks"].amount)
    decision_later = days.weeks_after(decision.end, more)
    value = {
        "notice": notice.end,
        "hearing": hearing.end,
        "advice": advice.end,
        "advice_prolonged": advice_later.end,
        "decision": decision.end,
        "decision_prolonged": decision_later.end,
    }
    duties = [Duty("complaint_notice", "complaints_committee", notice.end)]
    if heard is None:
        duties.append(Duty("complaint_hearing", "complaints_committee", hearing.end))
    if advised is None:
        duties.append(Duty("complaint_advice", "complaints_committee", advice_due))
    duties.append(Duty("complaint_decision", "board", decision_later.end if decision_prolonged else decision.end))
    reasons = (*_reasons(term, heard, advised), Reason("complaint_board_terms_not_lengthened"))
    return Outcome(value, duties=tuple(duties), reasons=reasons, days=(notice,))


def _in_order(received: date, heard: date | None, advised: date | None) -> None:
    if heard is not None and heard < received:
        raise BadFact("heard", f"{heard} is before the complaint was received on {received}")
    if advised is not None and advised < (heard or received):
        raise BadFact("advised", f"{advised} is before the hearing or the receipt of the complaint")


def _reasons(term: dict[str, Value], heard: date | None, advised: date | None) -> tuple[Reason, ...]:
    facts = {one: value.amount for one, value in term.items()}
    found = [Reason("complaint_terms", facts, term["hearing_weeks"].source)]
    if heard is None:
        found.append(Reason("complaint_hearing_assumed"))
    if advised is None:
        found.append(Reason("complaint_advice_assumed"))
    return tuple(found)


@rule("nl.complaint.in_time", requirement="PRO-12")
def in_time(law: Law, event: date, lodged: date) -> Outcome:
    """Whether a complaint was lodged within the term after the conduct or the decision."""
    if lodged < event:
        raise BadFact("lodged", f"{lodged} is before the event of {event}")
    months = law.value("nl.complaint.lodging_months", lodged)
    until = days.months_after(event, months.amount).end
    code = "nl_complaint_in_time" if lodged <= until else "nl_complaint_late"
    reason = Reason(code, {"event": event, "until": until, "months": months.amount}, months.source)
    return Outcome(lodged <= until, reasons=(reason,), not_covered=("committee_may_allow_late_complaint",))


@rule("nl.complaint.complete", requirement="PRO-12")
def complete(law: Law, name: bool, address: bool, dated: bool, description: bool, received: date) -> Outcome:
    """What a complaint lacks, and until when that can be repaired."""
    weeks = law.value("nl.complaint.repair_weeks", received)
    given = {"name": name, "address": address, "dated": dated, "description": description}
    missing = [one for one, there in given.items() if not there]
    if not missing:
        value = {"complete": True, "missing": missing, "repair_until": None}
        return Outcome(value, reasons=(Reason("complaint_complete", source=weeks.source),))
    until = days.weeks_after(received, weeks.amount).end
    facts = {"missing": missing, "weeks": weeks.amount, "until": until}
    return Outcome(
        {"complete": False, "missing": missing, "repair_until": until},
        duties=(Duty("repair_complaint", "complainant", until),),
        reasons=(Reason("complaint_incomplete", facts, weeks.source),),
    )
