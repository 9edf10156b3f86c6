"""Goals and follow-ups, each with its duty: on the list from the day it is agreed, gone when it is evaluated."""

from uuid import UUID

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.duties.actions import Wanted, discharge, settle_many
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.pupils.models import Entry, Step
from lawbook.sources import source

CODES = {Step.Kind.GOAL: "evaluate_goal", Step.Kind.FOLLOW_UP: "do_follow_up"}
# The model regulations of the Flemish network; a Dutch school follows its own agreement.
SOURCES = {"be": source("be.mler_063", "16", "network_model")._asdict()}


def origin_of(entry: Entry) -> str:
    return f"entry:{entry.pk}"


def settle(entry: Entry) -> None:
    """Bring the duties of an entry to its open steps, without the file's text; a withdrawn entry has none."""
    steps = [] if entry.withdrawn_at else list(entry.steps.filter(outcome=Step.Outcome.OPEN))
    group, source = (_group_of(entry), SOURCES.get(entry.pupil.school.jurisdiction, {})) if steps else (None, {})
    wanted = [
        Wanted(
            origin=origin_of(entry),
            key=str(step.pk),
            code=CODES[Step.Kind(step.kind)],
            rule="",
            holder=step.holder,
            due=step.due,
            board=entry.board_id,
            school=entry.school_id,
            pupil=entry.pupil_id,
            group=group,
            facts={"entry": str(entry.pk), "step": str(step.pk)},
            source=source,
        )
        for step in steps
    ]
    settle_many(entry.board_id, [origin_of(entry)], wanted)


def _group_of(entry: Entry) -> UUID | None:
    """The class the child came into last: its teacher's duties are seen through the group alone."""
    latest = entry.pupil.memberships.order_by("group__composite", "-first_day").values_list("group", flat=True)
    return latest.first()


@transaction.atomic
def agree(actor: Actor, entry: Entry, step: Step) -> Step:
    """Add a goal or a follow-up to an entry that is already there."""
    step.entry, step.board_id = entry, entry.board_id
    step.save(force_insert=True)
    settle(entry)
    _journal(actor, "step.agree", step)
    return step


@transaction.atomic
def evaluate(actor: Actor, step: Step) -> None:
    """Record what came of a goal or follow-up; its duty is discharged with the outcome as evidence."""
    step.evaluated_on, step.evaluated_by_id = actor.on, actor.user_id
    step.save(update_fields=["outcome", "note", "evaluated_on", "evaluated_by"])
    for duty in Duty.objects.open().filter(origin=origin_of(step.entry), key=str(step.pk)):
        discharge(actor, duty, {"outcome": step.outcome})
    _journal(actor, "step.evaluate", step)


def _journal(actor: Actor, act: str, step: Step) -> None:
    entry = step.entry
    journal.write(
        actor,
        act,
        stream=entry.school_id,
        kind="pupils.step",
        subject_id=step.pk,
        pupil_id=entry.pupil_id,
        category=entry.category,
        facts={"kind": step.kind, "outcome": step.outcome},
    )
