"""Participation in a Flemish primary school."""

from __future__ import annotations

from datetime import date, timedelta

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, Outcome, Reason
from lawbook.kinds import MONTHS_A_YEAR, PER_CENT


@rule("be.participation.parents_council", requirement="ORG-8")
def parents_council(law: Law, parents: int, asking: int, on: date) -> Outcome:
    """A parents' council is mandatory when enough parents ask: a share of all parents (not families), and a minimum."""
    if parents < 0:
        raise BadFact("parents", f"{parents} is less than nothing")
    if not 0 <= asking <= parents:
        raise BadFact("asking", f"{asking} is not a number from 0 to all {parents} parents")
    share = law.value("be.participation.parents_council.share", on)
    least = law.value("be.participation.parents_council.minimum", on)
    needed = max(least.amount, -(-parents * share.amount // PER_CENT))
    facts = {"needed": needed, "share": share.amount, "least": least.amount, "parents": parents, "asking": asking}
    code = "parents_council_mandatory" if asking >= needed else "parents_council_not_mandatory"
    return Outcome({"mandatory": asking >= needed, "needed": needed}, reasons=(Reason(code, facts, share.source),))


@rule("be.participation.school_council", requirement="ORG-8")
def school_council(
    law: Law, council_parents: int, council_staff: int, council_community: int, since: date, on: date
) -> Outcome:
    """Whether the three sections of a school council are as large as each other and large enough, and its last day.

    `since` is the first day of the council or of a member: who comes in later stays no longer than the term.
    """
    sizes = {"council_parents": council_parents, "council_staff": council_staff, "council_community": council_community}
    for name, size in sizes.items():
        if size < 0:
            raise BadFact(name, f"{size} is less than nothing")
    least = law.value("be.participation.school_council.section", on)
    term = law.value("be.participation.school_council.years", on)
    until = days.months_after(since, term.amount * MONTHS_A_YEAR).end - timedelta(days=1)
    equal, enough = len(set(sizes.values())) == 1, min(sizes.values()) >= least.amount
    facts = {**sizes, "least": least.amount, "years": term.amount, "since": since, "until": until}
    reasons = (
        Reason("school_council_equal" if equal else "school_council_uneven", facts, least.source),
        Reason("school_council_enough" if enough else "school_council_too_small", facts, least.source),
        Reason("school_council_term", facts, term.source),
    )
    value = {"equal": equal, "enough": enough, "until": until}
    return Outcome(value, (Duty("compose_council", "director", until),), reasons)
