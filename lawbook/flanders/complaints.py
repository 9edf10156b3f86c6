"""Complaints to the complaints committee of the network (Flanders)."""

from __future__ import annotations

from datetime import date

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Law, Outcome, Reason


@rule("be.complaint.admissible", requirement="PRO-13")
def admissible(
    law: Law,
    last_event: date,
    lodged: date,
    anonymous: bool,
    handled_before: bool,
    put_to_board: bool,
    excluded_subject: bool,
) -> Outcome:
    """Whether the complaints committee takes a complaint; the term runs from the last event."""
    if lodged < last_event:
        raise BadFact("lodged", f"{lodged} is before the last event of {last_event}")
    months = law.value("be.complaint.months", lodged)
    term = days.months_after(last_event, months.amount)
    refused = {
        "too_old": lodged > term.end,
        "anonymous": anonymous,
        "handled_before": handled_before,
        "not_put_to_board": not put_to_board,
        "excluded_subject": excluded_subject,
    }
    found = [code for code, applies in refused.items() if applies]
    facts = {"months": months.amount, "last_event": last_event, "until": term.end}
    reasons = tuple(Reason(f"complaint_{code}", facts, months.source) for code in found)
    if not found:
        reasons = (Reason("complaint_admissible", facts, months.source),)
    return Outcome({"admissible": not found, "reasons": found}, reasons=reasons)
