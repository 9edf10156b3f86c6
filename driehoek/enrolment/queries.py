"""Reads for work by hand: classes to choose from, what a child's places are, what an act touches, what was done."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from driehoek.access.actors import Actor
from driehoek.attendance.models import Absence
from driehoek.duties.models import Duty
from driehoek.people.models import Membership, Pupil
from driehoek.schools.models import Group, School
from lawbook.kinds import SchoolYear

from .models import RIGHT, Handwork

LATEST = 10  # acts shown on a page


def schools(actor: Actor) -> QuerySet[School]:
    """Where this person enrols."""
    return School.objects.visible_to(actor, RIGHT).order_by("name")


def years(school: School, on: date) -> tuple[SchoolYear, SchoolYear]:
    """This school year and the next."""
    now = SchoolYear.of(on, school.jurisdiction)
    return now, SchoolYear(now.start + 1)


def classes_from(school: School, on: date) -> QuerySet[Group]:
    """The classes of this school year and the next that are not closed."""
    known = [year.as_text() for year in years(school, on)]
    rows = Group.objects.filter(school=school, school_year__in=known).running(on).select_related("site")
    return rows.order_by("school_year", "level", "year", "name")


def holds(group: Group, day: date) -> bool:
    """Whether a class is one on a day."""
    year = SchoolYear.parse(group.school_year)
    land = group.school.jurisdiction
    return year.first(land) <= day <= year.last(land) and (group.closed_on is None or day < group.closed_on)


class Counted(NamedTuple):
    group: Group
    children: int


def classes(school: School, year: SchoolYear, on: date) -> list[Counted]:
    """The classes of a year with how many children are in them, on that day or when the year starts."""
    day = max(on, year.first(school.jurisdiction))
    there = Q(memberships__first_day__lte=day) & (
        Q(memberships__last_day__isnull=True) | Q(memberships__last_day__gte=day)
    )
    rows = Group.objects.filter(school=school, school_year=year.as_text()).select_related("site")
    return [
        Counted(one, one.children)  # type: ignore[attr-defined]  # annotated here
        for one in rows.annotate(children=Count("memberships", filter=there)).order_by("level", "year", "name")
    ]


def places(pupil: Pupil, on: date) -> list[Membership]:
    """Where the child is now and where it will be."""
    rows = pupil.memberships.filter(Q(last_day__isnull=True) | Q(last_day__gte=on))
    return list(rows.select_related("group__site").order_by("first_day"))


class Touched(NamedTuple):
    """What hangs on where a child is: open duties of its class, and half days away of this school year."""

    duties: int
    half_days: int


def touched(pupil: Pupil, on: date) -> Touched:
    land = pupil.school.jurisdiction
    first = SchoolYear.of(on, land).first(land)
    away = Absence.objects.filter(pupil=pupil, day__gte=first).exclude(state=Absence.State.PRESENT)
    return Touched(Duty.objects.open().filter(pupil=pupil).exclude(group=None).count(), away.count())


def done(school: School, on: date, pupil: UUID | None = None) -> list[tuple[Handwork, bool]]:
    """The latest acts about a child, or about the classes of a school, each with whether it can be undone."""
    rows = Handwork.objects.filter(school=school, pupil_id=pupil).select_related("done_by")[:LATEST]
    found, first = [], True
    for row in rows:
        found.append((row, first and row.may_be_undone(on)))
        first = first and row.undone_at is not None
    return found
