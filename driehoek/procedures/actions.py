"""What may happen to a case: opened, a step recorded, an event corrected or taken back, somebody named on it.

Each is one transaction: the event, its documents, the journal line, and the duties of the case as they are now.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import User
from driehoek.attendance.agreed import agree
from driehoek.attendance.planning import plan_absence
from driehoek.duties.actions import Wanted, settle_many
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.pupils.actions.who import person as who
from driehoek.schools.models import School
from lawbook.plain import plain

from . import gate, papers, planning, queries, reviewing
from .aggression import AGGRESSION
from .definition import Definition, Refusal
from .engine import Deadline, Progress, progress
from .models import PROTECTED, Case, Event, Party
from .papers import Upload
from .refusing import over, refusals
from .state import Happened, State

# Whose last day the school must watch over, and who does so there; the parents' own terms are rights, not tasks.
WATCHES = {"director": Function.DIRECTOR, "board": Function.DIRECTOR, "appeal_committee": Function.DIRECTOR,
           "complaints_committee": Function.DIRECTOR, "care_coordinator": Function.CARE_COORDINATOR,
           "clb": Function.CLB_ANCHOR, "class_teacher": Function.CLASS_TEACHER,
           "prevention_officer": Function.PREVENTION_OFFICER, "anti_bullying": Function.ANTI_BULLYING}  # fmt: skip


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
    actor: Actor, school: School, *, definition: Definition, pupil: Pupil | None = None, cause: str = "",
    origin: str = "", on: date | None = None, person: User | None = None,
) -> Case:  # fmt: skip
    """Open a case. The parents of the pupil stand on it from the start, each by themselves.

    `person`: of the staff, whom a sanction is for or a complaint is about. A protected case keeps no link to a pupil's
    file, and who opens it is the first who may read it (SAF-11, SAF-12). Raises ValueError for one about a pupil, and
    Refused where the board must open it.
    """
    if definition.family == PROTECTED and pupil:
        raise ValueError("a protected case is about no pupil's file")
    about = None if definition.about == "staff" else person
    case = Case(
        board_id=school.board_id, school=school, pupil=pupil, definition=definition.code, opened_on=on or actor.on,
        opened_by_id=who(actor), cause=cause, origin=origin, person=None if about else person,
    )  # fmt: skip
    _pass(gate.opening(actor, case, about))
    case.save(force_insert=True)
    rows = pupil.guardianships.filter(has_authority=True).select_related("guardian") if pupil else ()
    Party.objects.bulk_create(
        Party(board_id=case.board_id, case=case, role="parents", name=str(row.guardian), guardian=row.guardian,
              added_by_id=who(actor)) for row in rows
    )  # fmt: skip
    if about:
        Party.objects.create(board_id=case.board_id, case=case, role="accused", name=about.get_full_name(), user=about,
                             added_by_id=who(actor))  # fmt: skip
    if case.is_protected:
        Party.objects.create(board_id=case.board_id, case=case, role="opener", name=actor.name, user_id=who(actor),
                             opens=True, added_by_id=who(actor))  # fmt: skip
    _journal(actor, "case.open", case, definition=definition.code)
    settle(actor, case)
    return case


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
        board_id=held.board_id, case=held, step=old.step, happened_on=old.happened_on, recorded_by_id=who(actor),
        replaces=old, withdrawn=True, reason=reason,
    )  # fmt: skip
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
    event = Happened("new", entered.step, entered.on, plain(dict(entered.facts)), papers,
                     entered.at.isoformat() if entered.at else "", str(old.pk) if old else None)  # fmt: skip
    events = queries.happened(case.events.all())
    found = refusals(case.procedure, events, queries.context_of(case, actor.on), event)
    if found:
        raise Refused(found)


def _added(
    actor: Actor, case: Case, entered: Entered, *, replaces: Event | None = None, reason: str = "",
    kept: Collection[str] = (),
) -> Event:  # fmt: skip
    event = Event.objects.create(
        board_id=case.board_id, case=case, step=entered.step, happened_on=entered.on, happened_at=entered.at,
        facts=plain(dict(entered.facts)), papers=sorted({*entered.papers, *kept}), recorded_by_id=who(actor),
        replaces=replaces, reason=reason,
    )  # fmt: skip
    papers.keep(event, entered.uploads)
    return event


def settle(actor: Actor, case: Case) -> Progress:
    """Bring the duties of a case to what its events ask for now. What a step did counts as done, not as withdrawn."""
    events, context = queries.happened(case.events.all()), queries.context_of(case, actor.on)
    where = progress(case.procedure, events, context)
    if case.pupil and case.definition in planning.PLANNED:
        days = planning.plans(case, State(case.procedure, events, context))
        plan_absence(actor, case.pupil, case.duties_origin, days)
    if case.pupil and case.definition == planning.CHRONIC:
        agree(actor, case.pupil, case.duties_origin, planning.agreed(State(case.procedure, events, context)))
    asked = list(wishes(case, where))
    rows = Duty.objects.filter(board_id=case.board_id, origin=case.duties_origin)
    wanted = {one.key for one in asked}
    rows.filter(key__in=wanted, evidence__case=str(case.pk)).update(
        discharged_at=None, discharged_by=None, evidence={}
    )  # a step that was done is taken back: its duty is open again
    met = [one.code for one in where.deadlines if one.kind == "latest" and one.done_on]
    rows.filter(key__in=met, discharged_at=None, withdrawn_at=None).update(
        discharged_at=timezone.now(), discharged_by_id=actor.user_id, evidence={"case": str(case.pk), "how": "done"}
    )
    settle_many(case.board_id, [case.duties_origin], asked)
    if case.definition == AGGRESSION:
        reviewing.settle(case.school, actor.on)
    return where


def wishes(case: Case, where: Progress) -> list[Wanted]:
    """The duties of a case: the last days that the school has to meet or to watch; none of a protected one."""
    if case.is_protected:
        return []
    instead = gate.stand_in(case)
    return [_wish(case, one, instead) for one in where.due if one.holder in WATCHES]


def _wish(case: Case, one: Deadline, instead: UUID | None) -> Wanted:
    """`instead`: who takes over the duties of a head who is a party to the case."""
    over: dict[str, Any] = {"holder": str(Function.BOARD_MEMBER), "person": instead}
    over = over if instead and WATCHES[one.holder] == Function.DIRECTOR else {"holder": WATCHES[one.holder]}
    duty = next((duty for duty in one.outcome.duties if duty.due == one.day), None)
    words = dict(duty.facts) if duty else {"step": _in_dutch(one.title)}
    source = next((reason.source for reason in one.outcome.reasons if reason.source), None)
    return Wanted(
        origin=case.duties_origin, key=one.code, code=duty.code if duty else "procedure_step_named", rule=one.rule,
        due=one.day, board=case.board_id, school=case.school_id, pupil=case.pupil_id,
        earliest=duty.earliest if duty else None, facts=one.facts, words=plain(words),
        source=plain(source) if source else {}, **over,
    )  # fmt: skip


def _in_dutch(title: object) -> str:
    """A step as the school calls it, whoever recorded the step before."""
    with override("nl"):
        return str(title)


def _journal(actor: Actor, act: str, case: Case, **facts: Any) -> None:
    """The line of an act. Of a protected case it does not even say which procedure, which step or who else."""
    facts = {} if case.is_protected else facts
    journal.write(
        actor, act, stream=case.school_id, kind="procedures.case", subject_id=case.pk, pupil_id=case.pupil_id,
        facts=facts,
    )  # fmt: skip
