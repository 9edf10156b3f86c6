"""Next year's classes out of this year's: a proposal, a preview, and the rows of what was decided (SET-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from driehoek.people.models import Enrolment, Membership, Pupil
from driehoek.schools.models import Group, Level, School
from lawbook.kinds import SchoolYear

from .drafting import Draft

LEAVES = ""  # goes to no class: the child leaves the school when the year ends


class Rung(NamedTuple):
    """A class of this year with the children who are in it when the year ends."""

    group: Group
    children: list[Pupil]
    proposed: str  # the name of the class that takes them over; LEAVES for none


@dataclass(frozen=True)
class Now:
    """The school as next year is made from it."""

    school: School
    year: SchoolYear
    rungs: list[Rung]
    coming: list[Pupil]  # enrolled from next year on, in no class yet
    placed: int  # children who have a class of next year already

    @property
    def next(self) -> SchoolYear:
        return SchoolYear(self.year.start + 1)

    @property
    def first(self) -> date:
        return self.next.first(self.school.jurisdiction)

    @property
    def last(self) -> date:
        return self.year.last(self.school.jurisdiction)

    @property
    def names(self) -> list[str]:
        return [rung.group.name for rung in self.rungs]


def now(school: School, on: date) -> Now:
    """This year's classes with a proposal for each: the class above it of the same letter; from the last one leaves."""
    year = SchoolYear.of(on, school.jurisdiction)
    last, after = year.last(school.jurisdiction), SchoolYear(year.start + 1)
    groups = list(_classes(school, year, on))
    done = set(_placed(school, after))
    inside: dict[UUID, list[Pupil]] = {group.pk: [] for group in groups}
    rows = Membership.objects.on(last).filter(group__in=groups).exclude(pupil__in=done).select_related("pupil__school")
    for row in rows.order_by("pupil__search_name"):
        if not row.pupil.left_on or row.pupil.left_on > last:
            inside[row.group_id].append(row.pupil)
    coming = Pupil.objects.filter(school=school, enrolments__first_day__gte=after.first(school.jurisdiction))
    rungs = [Rung(group, inside[group.pk], above(group, groups)) for group in groups]
    waiting = coming.exclude(pk__in=done).distinct().order_by("birth_date", "search_name")
    return Now(school, year, rungs, list(waiting), len(done))


def _classes(school: School, year: SchoolYear, on: date) -> list[Group]:
    rows = Group.objects.filter(school=school, school_year=year.as_text(), composite=False).running(on)
    return sorted(rows.select_related("site"), key=_height)


def _placed(school: School, year: SchoolYear) -> list[UUID]:
    rows = Membership.objects.filter(group__school=school, group__school_year=year.as_text(), group__composite=False)
    return list(rows.values_list("pupil", flat=True))


def _height(group: Group) -> tuple[bool, int, str]:
    return group.level == Level.PRIMARY, group.year or 0, group.name


def above(group: Group, groups: list[Group]) -> str:
    """The class a class moves up to: of the next year that the school has, with the same letter and site if it can.

    Where the year of a class is not known its children stay: nobody leaves the school because a file lacked a column.
    """
    if group.year is None:
        return group.name
    steps = sorted({_height(one)[:2] for one in groups if one.year is not None})
    place = steps.index(_height(group)[:2]) + 1
    if place == len(steps):
        return LEAVES
    higher = [one for one in groups if _height(one)[:2] == steps[place]]
    return min(higher, key=lambda one: (_letter(one) != _letter(group), one.site_id != group.site_id, one.name)).name


def _letter(group: Group) -> str:
    return group.name[-1:].upper() if group.name[-1:].isalpha() else ""


@dataclass(frozen=True)
class Decided:
    """What was decided: per class where it goes, who stays in a class of the same name, where who comes goes."""

    goes: Mapping[UUID, str]
    stays: frozenset[UUID]
    coming: Mapping[UUID, str]


class Outcome(NamedTuple):
    """What it comes to: next year's classes with their children, and who leaves."""

    classes: dict[str, list[Pupil]]
    leaves: list[Pupil]


def outcome(found: Now, decided: Decided) -> Outcome:
    classes: dict[str, list[Pupil]] = {name: [] for name in found.names}
    leaves: list[Pupil] = []
    for rung in found.rungs:
        for child in rung.children:
            to = rung.group.name if child.pk in decided.stays else decided.goes.get(rung.group.pk, LEAVES)
            classes.get(to, leaves).append(child)
    for child in found.coming:
        to = decided.coming.get(child.pk, LEAVES)
        if to in classes:
            classes[to].append(child)
    return Outcome(classes, leaves)


def rows_of(draft: Draft, found: Now, made: Outcome) -> None:
    """The classes of next year as they are this year, the places in them, and the end of who leaves."""
    there = {
        one.name: str(one.pk) for one in Group.objects.filter(school=found.school, school_year=found.next.as_text())
    }
    for rung in found.rungs:
        one = rung.group
        if one.name not in there:
            there[one.name] = draft.new(
                "schools.group",
                one.name,
                school_id=found.school.pk,
                school_year=found.next.as_text(),
                name=one.name,
                level=one.level,
                year=one.year,
                site_id=one.site_id,
                composite=False,
            )
    last = found.next.last(found.school.jurisdiction)
    for name, children in made.classes.items():
        for child in children:
            draft.new(
                "pupils.membership",
                child.name,
                pupil_id=child.pk,
                group_id=there[name],
                first_day=found.first,
                last_day=last,
            )
    _end_open_places(draft, found)
    running = _running(found, made.leaves)
    for child in made.leaves:
        draft.change(child, child.name, left_on=found.last)
        if child.pk in running:
            draft.change(running[child.pk], child.name, last_day=found.last, end=Enrolment.End.COMPLETED)


def _end_open_places(draft: Draft, found: Now) -> None:
    """A place of this year without a last day would run on into the next."""
    rows = Membership.objects.filter(group__school=found.school, group__school_year=found.year.as_text())
    for row in rows.filter(last_day__isnull=True).select_related("pupil"):
        draft.change(row, row.pupil.name, last_day=found.last)


def _running(found: Now, leaves: list[Pupil]) -> dict[UUID, Enrolment]:
    rows = Enrolment.objects.filter(Q(last_day__isnull=True) | Q(last_day__gt=found.last), pupil__school=found.school)
    wanted = {child.pk for child in leaves}
    return {row.pupil_id: row for row in rows.order_by("first_day") if row.pupil_id in wanted}
