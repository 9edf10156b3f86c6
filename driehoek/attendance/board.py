"""Figures over the schools of a board, never a child: small numbers are not shown, they could be one (ACC-9)."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from driehoek.pupils.models import Membership
from driehoek.schools.models import School
from driehoek.schools.queries import calendar_of

from .figures import AWAY, LATE, kind_of
from .models import Absence

FEWEST = 5  # fewer half days than this could point at one child


class SchoolYearFigures(NamedTuple):
    """One school's half days of this school year by kind; None where the number is too small to show."""

    school: School
    pupils: int
    half_days: int
    cells: list[tuple[str, int | None, float | None]]

    @property
    def possible(self) -> int:
        """How many half days all children together could have been there."""
        return self.pupils * self.half_days


def figures_of(school: School, on: date) -> SchoolYearFigures:
    """A school's year in two statements."""
    calendar = calendar_of(school)
    first, last = calendar.year_of(on)
    pupils = Membership.objects.on(on).filter(group__school=school, group__composite=False).values("pupil").distinct()
    rows = (
        Absence.objects.filter(board_id=school.board_id, pupil__school=school, day__range=(first, last))
        .exclude(state=Absence.State.PRESENT)
        .values_list("state", "reason")
        .annotate(number=Count("pk"))
    )
    kinds: Counter[str] = Counter()
    for state, reason, number in rows:
        kinds[kind_of(school.jurisdiction, state, reason)] += number
    number = pupils.count()
    half_days = len(calendar.half_days(first, min(on, last)))
    return SchoolYearFigures(school, number, half_days, _cells(kinds, number * half_days))


def _cells(kinds: Counter[str], possible: int) -> list[tuple[str, int | None, float | None]]:
    """Each kind with its number and its share in percent of what was possible."""
    shown = ((kind, kinds[kind] if kinds[kind] == 0 or kinds[kind] >= FEWEST else None) for kind in (*AWAY, LATE))
    return [
        (kind, number, 100 * number / possible if number is not None and possible else None) for kind, number in shown
    ]
