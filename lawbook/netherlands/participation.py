"""Participation in a Dutch primary school (ORG-8)."""

from __future__ import annotations

from datetime import date

from lawbook.catalogue import rule
from lawbook.core import BadFact, Law, Outcome, Reason


@rule("nl.participation.council", requirement="ORG-8")
def council(law: Law, council_parents: int, council_staff: int, on: date) -> Outcome:
    """Whether the two sections of a participation council are as large as each other, and together large enough."""
    for name, size in (("council_parents", council_parents), ("council_staff", council_staff)):
        if size < 0:
            raise BadFact(name, f"{size} is less than nothing")
    least = law.value("nl.participation.council.members", on)
    equal, enough = council_parents == council_staff, council_parents + council_staff >= least.amount
    members = council_parents + council_staff
    facts = {
        "council_parents": council_parents,
        "council_staff": council_staff,
        "least": least.amount,
        "members": members,
    }
    reasons = (
        Reason("council_equal" if equal else "council_uneven", facts, least.source),
        Reason("council_enough" if enough else "council_too_small", facts, least.source),
    )
    return Outcome({"equal": equal, "enough": enough}, reasons=reasons, not_covered=("council_term",))
