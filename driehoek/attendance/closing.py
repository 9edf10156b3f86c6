"""A calendar, hours or values that change afterwards: what that touches, and counting again at once (ATT-5, ORG-4).

Both countries: a day that is closed counts no more, an afternoon without lessons neither, longer hours count longer.
"""

from datetime import date

from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.kit.days import shifted
from driehoek.schools.followers import Days
from driehoek.schools.models import School

from .actions import ground_of, locked
from .models import Absence
from .planning import write_again
from .thresholds import Ground, children_of, settle

BACK = 70  # days: Dutch hours of before the summer still count in the first weeks after it


def touched(school: School, days: Days) -> QuerySet[Absence]:
    """What was recorded on these days: it stays, and counts only where there are lessons."""
    rows = Absence.objects.filter(board_id=school.board_id, pupil__school=school, day__range=days)
    return rows.exclude(state=Absence.State.PRESENT)


def calendar_changed(actor: Actor, school: School, days: Days | None) -> None:
    """Count again the half days of these days, or of the running school year where every day changed."""
    ground = ground_of(school)
    first, last = days or _running(ground, actor.on)
    write_again(actor, ground, first, last)
    pupils = set(touched(school, (first, last)).values_list("pupil_id", flat=True))
    born = locked(school.pk, pupils) if pupils else {}
    if born:
        settle(ground, children_of(school.board_id, list(born.items()), actor.on), (first, last))


def _running(ground: Ground, on: date) -> Days:
    since, _last = ground.calendar.year_of(shifted(on, -BACK))
    return since, ground.calendar.year_of(on)[1]
