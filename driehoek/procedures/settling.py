"""What the events of a case ask for, written down: its duties, planned absence, and what was agreed."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import override

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.attendance.agreed import agree
from driehoek.attendance.planning import plan_absence
from driehoek.duties.actions import Wanted, settle_many
from driehoek.duties.models import Duty
from lawbook.plain import plain

from . import gate, planning, queries, reviewing
from .aggression import AGGRESSION
from .engine import Deadline, Progress, progress
from .models import Case
from .state import State

# Whose last day the school must watch over, and who does so there; the parents' own terms are rights, not tasks.
WATCHES = {"director": Function.DIRECTOR, "board": Function.DIRECTOR, "appeal_committee": Function.DIRECTOR,
           "complaints_committee": Function.DIRECTOR, "care_coordinator": Function.CARE_COORDINATOR,
           "clb": Function.CLB_ANCHOR, "class_teacher": Function.CLASS_TEACHER,
           "prevention_officer": Function.PREVENTION_OFFICER, "anti_bullying": Function.ANTI_BULLYING}  # fmt: skip


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
        origin=case.duties_origin,
        key=one.code,
        code=duty.code if duty else "procedure_step_named",
        rule=one.rule,
        due=one.day,
        board=case.board_id,
        school=case.school_id,
        pupil=case.pupil_id,
        earliest=duty.earliest if duty else None,
        facts=one.facts,
        words=plain(words),
        source=plain(source) if source else {},
        **over,
    )


def _in_dutch(title: object) -> str:
    """A step as the school calls it, whoever recorded the step before."""
    with override("nl"):
        return str(title)
