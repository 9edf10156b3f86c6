"""Participation in a Flemish primary school."""

from __future__ import annotations

from datetime import date

from lawbook.catalogue import rule
from lawbook.core import BadFact, Law, Outcome, Reason


@rule("be.participation.parents_council", requirement="ORG-8")
def parents_council(law: Law, parents: int, asking: int, on: date) -> Outcome:
    """A parents' council is mandatory when enough parents ask: a share of all parents (not families), and a minimum."""
    if parents < 0:
        raise BadFact("parents", f"{parents} is less than nothing")
    if not 0 <= asking <= parents:
        raise BadFact("asking", f"{asking} is not a number from 0 to all {parents} parents")
    share = law.value("be.participation.parents_council.share", on)
    least = law.value("be.participation.parents_council.minimum", on)
    needed = max(least.amount, -(-parents * share.amount // 100))
    facts = {"needed": needed, "share": share.amount, "least": least.amount, "parents": parents, "asking": asking}
    code = "parents_council_mandatory" if asking >= needed else "parents_council_not_mandatory"
    return Outcome({"mandatory": asking >= needed, "needed": needed}, reasons=(Reason(code, facts, share.source),))
