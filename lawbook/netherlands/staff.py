"""Talks with staff as the safety plan of a Dutch board has them (SAF-20)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import Duty, Law, Outcome, Reason

Talk = Literal["career_talk", "appraisal"]
MONTHS = tuple(f"nl.staff.talk_months.{kind}" for kind in ("career_talk", "appraisal"))


@rule("nl.staff.next_talk", requirement="SAF-20", parameters=MONTHS)
def next_talk(law: Law, kind: Talk, last: date, on: date) -> Outcome:
    """The last day for the next talk of a kind with a member of staff, after the one of `last`."""
    term = law.value(f"nl.staff.talk_months.{kind}", on)
    due = days.months_after(last, term.amount).end
    facts = {"kind": kind, "last": last, "months": term.amount, "due": due}
    reasons = (Reason("staff_talk_within_months", facts, term.source),)
    return Outcome(due, duties=(Duty("hold_staff_talk", "director", due, facts={"kind": kind}),), reasons=reasons)
