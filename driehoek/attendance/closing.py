"""A day that is closed or opened afterwards: what it touches, and counting again at once in both countries (ATT-5)."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.schools import actions as schools
from driehoek.schools.models import Closure, School

from .actions import ground_of, locked
from .models import Absence
from .planning import write_again
from .thresholds import children_of, settle

Days = tuple[date, date]


def span(*closures: Days | None) -> Days | None:
    """The days that one of these covers: as the closure was, and as it will be."""
    found = [one for one in closures if one]
    return (min(one[0] for one in found), max(one[1] for one in found)) if found else None


def touched(school: School, days: Days) -> QuerySet[Absence]:
    """What was recorded on these days: it stays, and counts only where there are lessons."""
    rows = Absence.objects.filter(board_id=school.board_id, pupil__school=school, day__range=days)
    return rows.exclude(state=Absence.State.PRESENT)


@transaction.atomic
def keep(actor: Actor, school: School, closure: Closure, before: Days | None) -> None:
    """Store a closure, new or changed, and count again what its days touch."""
    schools.keep(actor, school, closure)
    _count_again(actor, school, span(before, (closure.first, closure.last)))


@transaction.atomic
def remove(actor: Actor, school: School, closure: Closure) -> None:
    days = (closure.first, closure.last)
    schools.remove(actor, school, closure)
    _count_again(actor, school, days)


def _count_again(actor: Actor, school: School, days: Days | None) -> None:
    if days is None:
        return
    ground = ground_of(school)
    write_again(actor, ground, *days)
    pupils = set(touched(school, days).values_list("pupil_id", flat=True))
    born = locked(school.pk, pupils) if pupils else {}
    if born:
        settle(ground, children_of(school.board_id, list(born.items()), actor.on), days)
