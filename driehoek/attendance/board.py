"""Figures over the schools of a board, never a child: small numbers are not shown, they could be one (ACC-9)."""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Sum

from driehoek.people.models import Brought, Membership
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
    brought: int | None  # half days of problematic absence that former schools counted: no share of what was possible

    @property
    def possible(self) -> int:
        """How many half days all children together could have been there."""
        return self.pupils * self.half_days


def figures_of(school: School, on: date) -> SchoolYearFigures:
    """A school's year in three statements."""
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
    brought = _brought(school, pupils, calendar.school_year(on).as_text())
    return SchoolYearFigures(school, number, half_days, _cells(kinds, number * half_days), _told(brought))


def _brought(school: School, pupils: QuerySet[Membership, Any], year: str) -> int:
    rows = Brought.objects.filter(board_id=school.board_id, pupil__in=pupils, school_year=year)
    return rows.aggregate(number=Sum("unauthorised"))["number"] or 0


def _told(number: int) -> int | None:
    """A number that is shown: none at all, or enough not to point at one child."""
    return number if number == 0 or number >= FEWEST else None


def _cells(kinds: Counter[str], possible: int) -> list[tuple[str, int | None, float | None]]:
    """Each kind with its number and its share in percent of what was possible."""
    shown = ((kind, _told(kinds[kind])) for kind in (*AWAY, LATE))
    return [
        (kind, number, 100 * number / possible if number is not None and possible else None) for kind, number in shown
    ]
