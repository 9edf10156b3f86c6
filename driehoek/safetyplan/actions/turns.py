"""What comes back is planned, done or withdrawn; what it found becomes measures, which are done (SAF-2, SAF-3)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone, translation

from driehoek.access.actors import Actor
from driehoek.duties.actions import discharge
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.kit.days import shifted
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.models import Measure, MeasureNote, Turn
from driehoek.safetyplan.queries import norms
from driehoek.schools.models import School

from .due import AHEAD, origin_of, settle

NOT_IN_ORDER = "no"


@transaction.atomic
def plan_turn(actor: Actor, school: School, turn: Turn) -> Turn:
    """Agree a day for it."""
    return _keep(actor, school, turn, "plan.planned")


@transaction.atomic
def record(actor: Actor, school: School, turn: Turn) -> Turn:
    """It was done. What was not in order becomes a measure, and the duty to do it is discharged with this as proof."""
    _keep(actor, school, turn, "plan.recorded")
    for item in catalogue.kinds()[turn.kind].items:
        if turn.details.get("items", {}).get(item.code) == NOT_IN_ORDER:
            _measure_of(turn, item.words["nl"])
    with translation.override("nl"):  # as the items are kept: a measure is read by the whole school
        for norm in norms.of(turn):
            if not norm.met:
                _measure_of(turn, str(norm))
    for duty in Duty.objects.open().filter(
        board_id=school.board_id, origin=origin_of(school), key__startswith=f"{turn.kind}:"
    ):
        discharge(actor, duty, {"on": str(turn.done_on), "outcome": turn.result, "turn": str(turn.pk)})
    settle(school, actor.on)
    return turn


def _measure_of(turn: Turn, what: str) -> None:
    """Once: the same thing that is still open from the time before is not written again."""
    owner = catalogue.kinds()[turn.kind].owner
    told = f"Niet in orde: {what}"
    if not Measure.objects.filter(school=turn.school_id, what=told, done_on=None).exists():
        done = turn.done_on  # a first term follows it; the school sets its own
        due = shifted(done, AHEAD) if done else None
        Measure.objects.create(
            board_id=turn.board_id, school_id=turn.school_id, turn=turn, what=told, owner=owner, due=due
        )


def _keep(actor: Actor, school: School, turn: Turn, act: str) -> Turn:
    turn.board_id, turn.school, turn.recorded_by_id = school.board_id, school, actor.account
    turn.save()
    journal.write(
        actor,
        act,
        stream=school.pk,
        kind="safetyplan.turn",
        subject_id=turn.pk,
        facts={"kind": turn.kind, "result": turn.result},
    )
    return turn


@transaction.atomic
def add_later(actor: Actor, turn: Turn, said: Mapping[str, str | int], remark: str) -> Turn:
    """What became known after it was recorded; only what was empty is filled, and who added it stands beside it."""
    turn = Turn.objects.select_for_update().select_related("school__board").get(pk=turn.pk)
    new = {code: value for code, value in said.items() if turn.details.get(code) in {None, ""}}
    added = {"on": actor.on.isoformat(), "by": actor.name, "said": new, "remark": remark}
    turn.details = {**turn.details, **new, "later": [*turn.details.get("later", []), added]}
    turn.save(update_fields=["details"])
    journal.write(
        actor,
        "plan.added",
        stream=turn.school_id,
        kind="safetyplan.turn",
        subject_id=turn.pk,
        facts={"kind": turn.kind},
    )
    settle(turn.school, actor.on)
    return turn


@transaction.atomic
def withdraw(actor: Actor, turn: Turn, why: str) -> None:
    """It was written down by mistake. The row stays, with the reason; the time before it counts again, and its duty."""
    turn.withdrawn_at, turn.withdrawn_why = timezone.now(), why
    turn.save(update_fields=["withdrawn_at", "withdrawn_why"])
    journal.write(
        actor,
        "plan.withdrawn",
        stream=turn.school_id,
        kind="safetyplan.turn",
        subject_id=turn.pk,
        facts={"kind": turn.kind},
    )
    its = Duty.objects.filter(board_id=turn.board_id, origin=origin_of(turn.school), evidence__turn=str(turn.pk))
    its.update(discharged_at=None, discharged_by=None, evidence={})
    settle(turn.school, actor.on)


@transaction.atomic
def keep_measure(actor: Actor, school: School, measure: Measure) -> Measure:
    """A new or changed measure: what, who, before when."""
    measure.board_id, measure.school = school.board_id, school
    measure.save()
    _note(actor, "plan.measure", measure)
    settle(school, actor.on)
    return measure


@transaction.atomic
def note_progress(actor: Actor, measure: Measure, text: str, done_on: date | None) -> None:
    """How a measure goes; with a day it is done. Without one a measure that was done is open again."""
    MeasureNote.objects.create(
        board_id=measure.board_id, measure=measure, on=actor.on, text=text, noted_by_id=actor.account
    )
    measure.done_on = done_on
    measure.save(update_fields=["done_on"])
    _note(actor, "plan.progress", measure)
    if done_on:
        for duty in Duty.objects.open().filter(board_id=measure.board_id, key=f"measure:{measure.pk}"):
            discharge(actor, duty, {"on": str(done_on), "outcome": ""})
    settle(measure.school, actor.on)


def _note(actor: Actor, act: str, measure: Measure) -> None:
    journal.write(actor, act, stream=measure.school_id, kind="safetyplan.measure", subject_id=measure.pk)
