"""Who may sit on a committee, who may be a confidant, and when a sitting counts (PRO-4, PRO-6, PRO-7, PRO-12).

Plain values: the people of a case come in as members, refusals go out.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from lawbook.core import Source

from .definition import Refusal
from .sources import decree, regulations, scheme

INTERNAL, EXTERNAL, CHAIR = "committee_internal", "committee_external", "committee_chair"
SITTING = (INTERNAL, EXTERNAL, CHAIR, "committee")
OTHER_ROLES = ("complainant", "accused", "confidant", "parents", "pupil")
LEAST = {"nl.complaint": 3}  # a chair and at least two members (annex 10, art. 5(1))
QUORUM = 2
# What can be wrong with a composition.
WRONG = ("not_impartial", "party_and_judge", "twice", "no_chair", "no_parity", "not_independent", "not_internal",
         "decided", "too_few")  # fmt: skip


class Member(NamedTuple):
    """Somebody on a case. `person` tells two entries of one person apart from two people."""

    role: str
    name: str
    person: str
    works_here: bool = False  # staff of the school or of its CLB
    of_the_board: bool = False
    impartial: bool = False
    vote: str = ""


def composed(rules: str, people: Iterable[Member]) -> list[Refusal]:
    """What is wrong with the composition of a committee under these rules; empty when it may sit."""
    members = [one for one in people if one.role in SITTING]
    source = scheme("14") if rules == "nl.complaint" else decree("37/5" if rules == "be.exclusion" else "37/3")
    found = list(_everywhere(members, list(people), source))
    return [*found, *COMPOSITIONS[rules](members, list(people))]


def _everywhere(members: list[Member], people: list[Member], source: Source) -> Iterator[Refusal]:
    for one in members:
        if not one.impartial:
            text = _("%(name)s has not declared to be impartial yet.") % {"name": one.name}
            yield Refusal("not_impartial", text, source)
        if any(other.person == one.person and other.role in OTHER_ROLES for other in people):
            text = _("%(name)s is a party in this case and cannot judge it.") % {"name": one.name}
            yield Refusal("party_and_judge", text, source)
    if len({one.person for one in members}) < len(members):
        yield Refusal("twice", _("The same person stands twice in the committee."), source)
    if not any(one.role == CHAIR for one in members):
        yield Refusal("no_chair", _("The committee has no chair."), source)


def _parity(members: list[Member], article: str) -> Iterator[Refusal]:
    """As many voting members from inside as from outside; the chair comes from outside and breaks a tie."""
    inside = sum(one.role == INTERNAL for one in members)
    outside = sum(one.role == EXTERNAL for one in members)
    if not inside or inside != outside:
        text = _(
            "Inside and outside need equally many members: now %(inside)s from inside and %(outside)s from outside."
        )
        yield Refusal("no_parity", text % {"inside": inside, "outside": outside}, decree(article))
    for one in members:
        if one.role in {CHAIR, EXTERNAL} and (one.works_here or one.of_the_board):
            text = _("%(name)s belongs to the school or the board and cannot sit there as an outsider or as chair.")
            yield Refusal("not_independent", text % {"name": one.name}, decree(article))
        if one.role == INTERNAL and not (one.works_here or one.of_the_board):
            text = _("%(name)s does not belong to the school or the board and cannot be an internal member.")
            yield Refusal("not_internal", text % {"name": one.name}, decree(article))


def _exclusion(members: list[Member], people: list[Member]) -> Iterator[Refusal]:
    yield from _parity(members, "37/5")
    decided = {one.person for one in people if one.role == "decided"}
    for one in members:
        if one.person in decided:
            text = _("%(name)s took the decision. Who decided is heard, but never sits on the committee.")
            yield Refusal("decided", text % {"name": one.name}, regulations("9.5, punt 1"))


def _certificate(members: list[Member], _people: list[Member]) -> Iterator[Refusal]:
    """The director may sit on this one, although the class council with the director decided (art. 37/3)."""
    yield from _parity(members, "37/3")


def _complaint(members: list[Member], _people: list[Member]) -> Iterator[Refusal]:
    if len(members) < LEAST["nl.complaint"]:
        yield Refusal("too_few", _("The committee needs a chair and at least two members."), scheme("5(1)"))
    for one in members:
        if one.works_here or one.of_the_board:
            text = _("%(name)s belongs to the school or the board and cannot sit on the complaints committee.")
            yield Refusal("not_independent", text % {"name": one.name}, scheme("5(4)"))


def votes(people: Iterable[Member]) -> dict[str, Any]:
    """The votes as they were noted with each member, as the lawbook takes them; "for" is for the parents."""
    rows = [one for one in people if one.role in SITTING and one.vote]
    found: dict[str, Any] = {
        f"{group}_{vote}": sum(one.role == role and one.vote == vote for one in rows)
        for group, role in (("internal", INTERNAL), ("external", EXTERNAL))
        for vote in ("for", "against")
    }
    chair = next((one.vote for one in rows if one.role == CHAIR), "")
    return {**found, "voted": bool(rows), "chair_voted": bool(chair), "chair_vote": chair or "against"}


COMPOSITIONS: dict[str, Callable[[list[Member], list[Member]], Iterator[Refusal]]] = {
    "be.exclusion": _exclusion,
    "be.certificate": _certificate,
    "nl.complaint": _complaint,
}


def confidant(member: Member) -> Refusal | None:
    """Staff of the school or of the CLB cannot be the parents' confidant: a term of the network, not of the decree."""
    if not member.works_here:
        return None
    text = _(
        "%(name)s works for the school or its CLB and cannot be the confidant of the parents or the pupil "
        "(the decree itself sets no such limit, the school regulations do)."
    )
    return Refusal("confidant_is_staff", text % {"name": member.name}, regulations("9.4.3, punt 2"))


def quorum(present: int, *, chair: bool) -> Refusal | None:
    """A sitting of the Dutch complaints committee needs two members, the chair among them (art. 13)."""
    if present >= QUORUM and chair:
        return None
    return Refusal("no_quorum", _("A sitting needs at least two members, the chair among them."), scheme("13"))
