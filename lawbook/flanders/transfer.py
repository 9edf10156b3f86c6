"""Data that go along to a pupil's new school (Flanders)."""

from __future__ import annotations

from datetime import date

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import Duty, Law, Outcome, Reason


@rule("be.transfer.objection_until", requirement="PRI-6")
def objection_until(law: Law, changed_on: date) -> Outcome:
    """The last day for parents to object in writing to the transfer of data, in calendar days."""
    term = law.value("be.transfer.objection_days", changed_on)
    count = days.after(changed_on, term.amount, days.calendar_days())
    facts = {"changed_on": changed_on, "days": term.amount, "until": count.end}
    return Outcome(
        count.end,
        duties=(Duty("object_to_transfer", "parents", count.end),),
        reasons=(Reason("transfer_objection_days", facts, term.source),),
        days=(count,),
        not_covered=("transfer_mandatory_report",),
    )
