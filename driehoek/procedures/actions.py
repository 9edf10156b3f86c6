"""What may happen to a case: opened, a step recorded, an event corrected or taken back, somebody named on it.

Each is one transaction: the event, its documents, the journal line, and the duties of the case as they are now.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.pupils.actions.who import person as who
from driehoek.schools.models import School
from lawbook.plain import plain

from . import gate, papers, queries
from .definition import Definition, Refusal
from .models import PROTECTED, Case, Event, Party
from .papers import Upload
from .refusing import over, refusals
from .settling import settle
from .state import Happened, State


class Refused(ValueError):
    """A step that cannot be taken: `refusals` say why, each with its source."""

    def __init__(self, found: Collection[Refusal]) -> None:
        self.refusals = list(found)
        super().__init__("; ".join(one.text for one in found))


@dataclass(frozen=True, slots=True)
class Entered:
    """An event as somebody enters it. `on_paper`: documents that lie in the paper file instead."""

    step: str
    on: date
    at: time | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    uploads: Collection[Upload] = ()
    on_paper: Collection[str] = ()

    @property
    def papers(self) -> list[str]:
        return sorted({*self.on_paper, *(one.code for one in self.uploads)})


@transaction.atomic
def open_case(
    actor: Actor,
    school: School,
    *,
    definition: Definition,
    pupil: Pupil | None = None,
    cause: str = "",
    origin: str = "",
    on: date | None = None,
    person: User | None = None,
) -> Case:
    """Open a case. The parents of the pupil stand on it from the start, each by themselves.

    `person`: of the staff, whom a sanction is for or a complaint is about. A protected case keeps no link to a pupil's
    file, and who opens it is the first who may read it (SAF-11, SAF-12). Raises ValueError for one about a pupil, and
    Refused where the board must open it.
    """
    if definition.family == PROTECTED and pupil:
        raise ValueError("a protected case is about no pupil's file")
    about = None if definition.about == "staff" else person
    case = Case(
        board_id=school.board_id,
        school=school,
        pupil=pupil,
        definition=definition.code,
        opened_on=on or actor.on,
        opened_by_id=who(actor),
        cause=cause,
        origin=origin,
        person=None if about else person,
    )
    _pass(gate.opening(actor, case, about))
    case.save(force_insert=True)
    Party.objects.bulk_create(_at_the_start(actor, case, about))
    _journal(actor, "case.open", case, definition=definition.code)
    settle(actor, case)
    return case


def _at_the_start(actor: Actor, case: Case, about: User | None) -> Iterator[Party]:
    """The parents, each by themselves, whom a complaint is about, and who may read a protected case first."""
    own: dict[str, Any] = {"board_id": case.board_id, "case": case, "added_by_id": who(actor)}
    rows = case.pupil.guardianships.filter(has_authority=True).select_related("guardian") if case.pupil else ()
    for row in rows:
        yield Party(**own, role="parents", name=str(row.guardian), guardian=row.guardian)
    if about:
        yield Party(**own, role="accused", name=about.get_full_name(), user=about)
    if case.is_protected:
        yield Party(**own, role="opener", name=actor.name, user_id=who(actor), opens=True)


@transaction.atomic
def record(actor: Actor, case: Case, entered: Entered) -> Event:
    """Add an event. Raises Refused when the law, the moment or the person stands in the way."""
    held = _held(case)
    _may(actor, held, entered.step)
    _refuse(actor, held, entered)
    event = _added(actor, held, entered)
    _journal(actor, "case.step", held, step=event.step)
    settle(actor, held)
    return event


@transaction.atomic
def correct(actor: Actor, case: Case, old: Event, entered: Entered, reason: str) -> Event:
    """Put another event in the place of one that was recorded wrongly; the old one stays in the history."""
    held = _held(case)
    _may(actor, held, entered.step)
    _refuse(actor, held, entered, old)
    kept = [code for code in old.papers if code not in entered.papers]
    event = _added(actor, held, entered, replaces=old, reason=reason, kept=kept)
    _journal(actor, "case.correct", held, step=event.step, event=str(old.pk))
    settle(actor, held)
    return event


@transaction.atomic
def withdraw(actor: Actor, case: Case, old: Event, reason: str) -> Event:
    """Take back an event that never happened; it stays in the history with the reason.

    What rests on it no longer holds from then on: the case shows that, and goes no further over it. Raises Refused.
    """
    held = _held(case)
    _may(actor, held, old.step)
    event = Event.objects.create(
        board_id=held.board_id,
        case=held,
        step=old.step,
        happened_on=old.happened_on,
        recorded_by_id=who(actor),
        replaces=old,
        withdrawn=True,
        reason=reason,
    )
    _journal(actor, "case.withdraw", held, step=old.step, event=str(old.pk))
    settle(actor, held)
    return event


@transaction.atomic
def attach(actor: Actor, case: Case, event: Event, paper: Upload) -> None:
    """Add a paper to a step that was recorded, such as what came back signed. Who may take the step may do it.

    Raises Refused.
    """
    held = _held(case)
    _may(actor, held, event.step)
    papers.keep(event, [paper])
    _journal(actor, "case.paper", held, step=event.step, event=str(event.pk))


@transaction.atomic
def name_party(actor: Actor, case: Case, party: Party) -> Party:
    """Name somebody on the case. Who may read it as that must have an account. Raises Refused."""
    _pass(gate.naming(actor, case, party))
    party.board_id, party.case, party.added_by_id = case.board_id, case, who(actor)
    party.save(force_insert=True)
    _journal(actor, "case.party", case, role=party.role, party=str(party.pk))
    settle(actor, _held(case))  # who is a party, and who stands in for the head, decides whose list the duties are on
    return party


@transaction.atomic
def remove_party(actor: Actor, party: Party, why: str) -> None:
    """Take somebody off the case, for illness, force majeure or a conflict; the line stays. Raises Refused."""
    _pass(gate.naming(actor, party.case, party, off=True))
    party.removed_at, party.removed_why = timezone.now(), why
    party.save(update_fields=["removed_at", "removed_why"])
    _journal(actor, "case.party", party.case, role=party.role, removed=str(party.pk))
    settle(actor, _held(party.case))


@transaction.atomic
def note_votes(actor: Actor, case: Case, votes: Mapping[Party, str]) -> None:
    """Note how the members of the committee voted. The journal says that it was noted, never how somebody voted.

    Once its decision stands the votes under it stand too: that decision is taken back first. Raises Refused.
    """
    _pass(gate.votes(actor, case))
    _still_runs(actor, _held(case))
    for party, vote in votes.items():
        party.vote = vote
    Party.objects.bulk_update(votes, ["vote"])
    _journal(actor, "case.votes", case, members=len(votes))


def _held(case: Case) -> Case:
    """The case locked for this transaction, with its events as they are now."""
    return Case.objects.select_for_update(of=("self",)).select_related("school", "pupil").get(pk=case.pk)


def _may(actor: Actor, case: Case, step: str) -> None:
    _pass(gate.refusal(gate.hand(actor, case), case.procedure, case.procedure.step(step)))


def _pass(found: Refusal | None) -> None:
    if found:
        raise Refused([found])


def _still_runs(actor: Actor, case: Case) -> None:
    _pass(over(State(case.procedure, queries.happened(case.events.all()), queries.context_of(case, actor.on))))


def _refuse(actor: Actor, case: Case, entered: Entered, old: Event | None = None) -> None:
    papers = frozenset((*entered.papers, *(old.papers if old else ())))
    event = Happened(
        "new",
        entered.step,
        entered.on,
        plain(dict(entered.facts)),
        papers,
        entered.at.isoformat() if entered.at else "",
        str(old.pk) if old else None,
    )
    events = queries.happened(case.events.all())
    found = refusals(case.procedure, events, queries.context_of(case, actor.on), event)
    if found:
        raise Refused(found)


def _added(
    actor: Actor,
    case: Case,
    entered: Entered,
    *,
    replaces: Event | None = None,
    reason: str = "",
    kept: Collection[str] = (),
) -> Event:
    event = Event.objects.create(
        board_id=case.board_id,
        case=case,
        step=entered.step,
        happened_on=entered.on,
        happened_at=entered.at,
        facts=plain(dict(entered.facts)),
        papers=sorted({*entered.papers, *kept}),
        recorded_by_id=who(actor),
        replaces=replaces,
        reason=reason,
    )
    papers.keep(event, entered.uploads)
    return event


def _journal(actor: Actor, act: str, case: Case, **facts: Any) -> None:
    """The line of an act. Of a protected case it does not even say which procedure, which step or who else."""
    facts = {} if case.is_protected else facts
    journal.write(
        actor,
        act,
        stream=case.school_id,
        kind="procedures.case",
        subject_id=case.pk,
        pupil_id=case.pupil_id,
        facts=facts,
    )
