"""What follows when a child is placed, moved or leaves: its duties and counts, in the same transaction."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.attendance.actions import ground_of
from driehoek.attendance.thresholds import children_of, settle
from driehoek.duties.models import Duty
from driehoek.people.models import Membership, Pupil
from driehoek.schools.models import School


def follow(actor: Actor, school: School, pupils: Collection[UUID], day: date) -> None:
    """Count these pupils again from the level they are in now, and give their open duties to their class of today."""
    rows = list(Pupil.objects.filter(pk__in=pupils).values_list("pk", "birth_date"))
    if not rows:
        return
    children = children_of(school.board_id, rows, actor.on)
    settle(ground_of(school), children, sorted({min(day, actor.on), actor.on}))
    for child in children:
        if child.group:
            _strayed(child.id, child.group).update(group=child.group)


def _strayed(pupil: UUID, group: UUID) -> QuerySet[Duty]:
    return Duty.objects.open().filter(pupil=pupil).exclude(group=None).exclude(group=group)


def to_the_class_of(board: UUID, on: date) -> int:
    """The same for whoever is in a class since a day: a move that was planned; returns how many children."""
    rows = Membership.objects.filter(board=board, first_day=on, group__composite=False).values_list("pupil", "group")
    return sum(_strayed(pupil, group).update(group=group) > 0 for pupil, group in rows)
