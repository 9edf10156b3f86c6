"""What follows when a child is placed, moved or leaves: its duties and counts, in the same transaction."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from driehoek.access.actors import Actor
from driehoek.attendance.actions import ground_of
from driehoek.attendance.thresholds import children_of, settle
from driehoek.duties.models import Duty
from driehoek.pupils.models import Pupil
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
            others = Duty.objects.open().filter(pupil=child.id).exclude(group=None).exclude(group=child.group)
            others.update(group=child.group)
