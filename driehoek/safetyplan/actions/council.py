"""What is said of the plan, the goals of a year, and what nearly went wrong: kept, looked at, answered."""

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.safetyplan.models import Goal, Measure, NearMiss, Say
from driehoek.schools.models import School

from .turns import keep_measure


@transaction.atomic
def say(actor: Actor, school: School, said: Say) -> Say:
    """The council or the board notes what it says, by itself and in its own function."""
    said.board_id, said.school, said.said_by_id = school.board_id, school, actor.account
    said.save(force_insert=True)
    _note(actor, "plan.said", said, subject=said.subject, verdict=said.verdict)
    return said


@transaction.atomic
def keep_goal(actor: Actor, school: School, goal: Goal) -> Goal:
    """A goal of a year, or what came of it."""
    goal.board_id, goal.school = school.board_id, school
    goal.looked_on = actor.on if goal.reached else None
    goal.save()
    _note(actor, "plan.goal", goal, reached=goal.reached)
    return goal


@transaction.atomic
def report_near(actor: Actor, school: School, near: NearMiss) -> NearMiss:
    near.board_id, near.school, near.reported_by_id = school.board_id, school, actor.account
    near.save(force_insert=True)
    _note(actor, "plan.near", near)
    return near


@transaction.atomic
def answer_near(actor: Actor, near: NearMiss, measure: Measure | None) -> None:
    """What the school does with it: a measure on the plan of action, or an answer alone."""
    if measure:
        near.measure = keep_measure(actor, near.school, measure)
    near.answered_on = actor.on
    near.save(update_fields=["measure", "answer", "answered_on"])
    _note(actor, "plan.near_answered", near, measure=bool(measure))


def _note(actor: Actor, act: str, row: Say | Goal | NearMiss, **facts: str | bool) -> None:
    journal.write(actor, act, stream=row.school_id, kind=row._meta.label_lower, subject_id=row.pk, facts=facts)
