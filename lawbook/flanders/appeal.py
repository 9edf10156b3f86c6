"""What holds for every appeal in Flemish primary schools: its form, and the committee's vote."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from lawbook.catalogue import rule
from lawbook.core import BadFact, Law, Outcome, Reason


@rule("be.appeal.admissible", requirement=("PRO-6", "PRO-7"))
def admissible(law: Law, posted: date, due: date, dated: bool, signed: bool, registered: bool) -> Outcome:
    """An appeal is inadmissible only when it is late or lacks what the regulation asks of its form."""
    source = law.value("be.appeal.form", posted).source
    sending = source if registered else law.value("be.appeal.registered", posted).source
    missing = {
        "late": posted > due,
        "not_dated": not dated,
        "not_signed": not signed,
        "not_registered": not registered,
    }
    found = [code for code, lacks in missing.items() if lacks]
    facts = {"posted": posted, "due": due}
    sources = {"not_registered": sending}
    reasons = tuple(Reason(f"appeal_{code}", facts, sources.get(code, source)) for code in found)
    if not found:
        reasons = (Reason("appeal_admissible", facts, source),)
    return Outcome({"admissible": not found, "reasons": found}, reasons=reasons, not_covered=("appeal_grounds",))


@rule("be.appeal.vote", requirement=("PRO-6", "PRO-7"))
def vote(
    law: Law,
    internal_for: int,
    internal_against: int,
    external_for: int,
    external_against: int,
    chair: Literal["for", "against"],
    on: date,
) -> Outcome:
    """The committee's vote: the internal and the external members weigh the same; the chair decides a tie."""
    source = law.value("be.appeal.vote", on).source
    votes = {
        "internal_for": internal_for,
        "internal_against": internal_against,
        "external_for": external_for,
        "external_against": external_against,
    }
    for name, number in votes.items():
        if number < 0:
            raise BadFact(name, f"{number} is less than nothing")
    balance = _share(internal_for, internal_against, "internal") + _share(external_for, external_against, "external")
    if balance:
        outcome = "for" if balance > 0 else "against"
        reason = Reason("vote_decided", {"outcome": outcome, **votes}, source)
        return Outcome({"outcome": outcome, "decided_by": "vote"}, reasons=(reason,))
    reason = Reason("vote_tied", {"outcome": chair, **votes}, source)
    return Outcome({"outcome": chair, "decided_by": "chair"}, reasons=(reason,))


def _share(in_favour: int, against: int, group: str) -> Fraction:
    """The group's balance between -1 and 1, so that both groups weigh the same however many sit in them."""
    if not in_favour + against:
        raise BadFact(f"{group}_for", f"no {group} member voted; both groups must be in the committee")
    return Fraction(in_favour - against, in_favour + against)
