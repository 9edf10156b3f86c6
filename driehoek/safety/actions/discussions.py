"""Talking an incident over, and the plan of action that comes out of it: each action is a duty (SAF-19)."""

from collections.abc import Iterable

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.duties.actions import Wanted, discharge, settle_many
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.safety.models import Discussion, Incident, PlanAction
from driehoek.safety.queries.accused import aside
from lawbook.sources import source

from .care import kept

CODE = "do_plan_action"
SOURCE = source("nl.veiligheidsplan", "4.3", "board")._asdict()


@transaction.atomic
def hold(actor: Actor, incident: Incident, discussion: Discussion, actions: Iterable[PlanAction]) -> Discussion:
    """Keep how an incident was talked over, and what was agreed to do."""
    discussion.board_id, discussion.incident, discussion.recorded_by_id = incident.board_id, incident, actor.account
    discussion.save(force_insert=True)
    for action in actions:
        action.board_id, action.discussion = incident.board_id, discussion
        action.save(force_insert=True)
    settle(discussion)
    _note(actor, "incident.talk_over", discussion, audience=discussion.audience)
    return discussion


@transaction.atomic
def agree(actor: Actor, discussion: Discussion, action: PlanAction) -> None:
    """Add an action to the plan."""
    action.board_id, action.discussion = discussion.board_id, discussion
    action.save(force_insert=True)
    settle(discussion)
    _note(actor, "incident.action", discussion, holder=action.holder)


@transaction.atomic
def finish(actor: Actor, action: PlanAction) -> None:
    """Say what came of an action; its duty is done with it."""
    action.done_by_id = actor.user_id
    action.save(update_fields=["done_on", "note", "done_by"])
    discussion = action.discussion
    for duty in Duty.objects.open().filter(board_id=action.board_id, origin=discussion.origin, key=str(action.pk)):
        discharge(actor, duty, {"how": "done", "on": action.done_on.isoformat() if action.done_on else ""})
    settle(discussion)
    _note(actor, "incident.action_done", discussion)


def settle(discussion: Discussion) -> None:
    """Bring the duties to the actions that are not done. The words of an action stay behind its page."""
    rows, out = discussion.actions.filter(done_on=None), aside(discussion.incident)
    settle_many(
        discussion.board_id,
        [discussion.origin],
        [
            kept(
                Wanted(
                    origin=discussion.origin,
                    key=str(row.pk),
                    code=CODE,
                    rule="",
                    holder=row.holder,
                    due=row.due,
                    board=row.board_id,
                    school=discussion.school_id,
                    source=SOURCE,
                    group=discussion.group_id if row.holder == "class_teacher" else None,
                ),
                out,
            )
            for row in rows
        ],
    )


def _note(actor: Actor, act: str, discussion: Discussion, **facts: object) -> None:
    journal.write(
        actor, act, stream=discussion.school_id, kind="safety.discussion", subject_id=discussion.pk, facts=facts
    )
