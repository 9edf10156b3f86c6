"""Data that go along to a pupil's new school (Flanders)."""

from __future__ import annotations

from datetime import date
from typing import Literal

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


Category = Literal[
    "report", "sanction", "identity", "attendance", "results", "tests", "care", "meeting", "parent_contact",
    "timeline", "remediation", "language", "health",
]  # fmt: skip


@rule("be.transfer.may_send", requirement="PRI-6")
def may_send(law: Law, category: Category, on: date, objection: bool = False) -> Outcome:
    """Whether data of a category go to a new school: always, allowed or never (decreet basisonderwijs art. 31)."""
    if category == "report":
        source = law.value("be.transfer.report_always", on).source
        return Outcome("always", reasons=(Reason("transfer_always", source=source),))
    if category == "sanction":
        source = law.value("be.transfer.breaches_never", on).source
        return Outcome("never", reasons=(Reason("transfer_never_breaches", source=source),))
    source = law.value("be.transfer.unless_opposed", on).source
    if objection:
        return Outcome("never", reasons=(Reason("transfer_opposed", source=source),))
    return Outcome("allowed", reasons=(Reason("transfer_in_interest", source=source),))
