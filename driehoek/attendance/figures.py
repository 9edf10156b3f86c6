"""Figures of a school year: half days of a child and of a class, trend, lateness, nearness of a threshold (ATT-11)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Min, Q, QuerySet
from django.utils.formats import date_format

from driehoek.access.actors import Actor
from driehoek.kit.days import shifted
from driehoek.people.models import Brought, Pupil
from driehoek.schools.models import Group
from driehoek.schools.queries import calendar_of
from driehoek.web.dates import short_month
from lawbook.kinds import HalfDay, SchoolYear

from . import brought, nursery, queries, reasons, standing, thresholds
from .models import Absence, Register
from .nursery import Presence
from .rows import Row
from .standing import Standing
from .thresholds import Facts, Ground

State = Absence.State
# The kinds of the heat map: ill, justified, problematic or unauthorised, reason unknown, late.
ILL, JUSTIFIED, PROBLEMATIC, OPEN, LATE = "zrbot"
AWAY = (ILL, JUSTIFIED, PROBLEMATIC, OPEN)


class Bar(NamedTuple):
    """One bar of a chart: its word below and its number."""

    label: str
    number: int


@dataclass(slots=True)
class Year:
    """The half days of one school year that were not simply present: `kinds` by half day, `many` for a whole class."""

    first: date
    last: date
    ground: Ground
    kinds: dict[HalfDay, str] = field(default_factory=dict)
    many: Counter[HalfDay] = field(default_factory=Counter)
    facts: Facts = field(default_factory=Facts)
    standing: Standing | None = None
    presence: Presence | None = None  # of a five-year-old in nursery

    @property
    def brought(self) -> int:
        """Half days of problematic absence that a former school counted this school year."""
        return self.facts.brought.get(self.ground.calendar.school_year(self.first).as_text(), 0)

    def count(self, kind: str) -> int:
        return sum(one == kind for one in self.kinds.values())

    def listed(self) -> list[tuple[HalfDay, str]]:
        """The half days in order, for the table that says what the picture shows."""
        return sorted(self.kinds.items())

    def counts(self) -> list[tuple[str, int]]:
        return [(kind, self.count(kind)) for kind in (*AWAY, LATE)]


class Near(NamedTuple):
    """A child of a class with its half days by kind and how far the threshold is."""

    pupil: UUID
    name: str
    counts: dict[str, int]
    standing: Standing | None
    presence: Presence | None
    brought: int

    def cells(self) -> list[tuple[str, int]]:
        """The sums in the order of the table's columns."""
        return [(kind, self.counts.get(kind, 0)) for kind in (*AWAY, LATE)]


def kind_of(jurisdiction: str, state: str, reason: str) -> str:
    if state == State.LATE:
        return LATE
    if reason == reasons.UNKNOWN:
        return OPEN
    if reason == reasons.UNAUTHORISED:
        return PROBLEMATIC
    return ILL if reason in reasons.ILLNESS[jurisdiction] else JUSTIFIED


def year_of(ground: Ground, pupil: Pupil, on: date) -> Year:
    """A child's school year in one statement."""
    first, last = ground.calendar.year_of(on)
    year = Year(first, last, ground)
    rows = Absence.objects.filter(
        thresholds.STILL_HERE, board_id=pupil.board_id, pupil=pupil, day__range=(first, last)
    ).exclude(state=State.PRESENT)
    for day, part, state, reason in rows.values_list("day", "part", "state", "reason"):
        if part not in ground.calendar.parts(day):
            continue  # closed afterwards
        half_day, kind = HalfDay(day, part), kind_of(ground.school.jurisdiction, state, reason)
        year.kinds[half_day] = kind
        if kind == PROBLEMATIC:
            year.facts.unauthorised.append(half_day)
    _from_elsewhere(ground, {pupil.pk: year.facts}, on)
    year.presence = nursery.presence(ground, on, [pupil.pk]).get(pupil.pk)
    child = thresholds.children_of(pupil.board_id, [(pupil.pk, pupil.birth_date)], on)[0]
    if thresholds.must_attend(ground, child.level, child.birth_date, on):
        year.standing = standing.standing(ground, year.facts, on)
    return year


def class_year(ground: Ground, group: Group, on: date) -> tuple[Year, list[Near]]:
    """A class's school year in two statements: how many were away each half day, and every child's own sums."""
    first, last = ground.calendar.year_of(on)
    names = {row.id: row for row in queries.class_list(group, on)}
    year = Year(first, last, ground)
    counts: dict[UUID, Counter[str]] = defaultdict(Counter)
    facts: dict[UUID, Facts] = defaultdict(Facts)
    rows = Absence.objects.filter(board_id=group.board_id, pupil_id__in=list(names), day__range=(first, last))
    for pupil, day, part, state, reason in rows.exclude(state=State.PRESENT).values_list(
        "pupil_id", "day", "part", "state", "reason"
    ):
        if part not in ground.calendar.parts(day):
            continue  # closed afterwards
        half_day, kind = HalfDay(day, part), kind_of(ground.school.jurisdiction, state, reason)
        counts[pupil][kind] += 1
        if kind == LATE:
            year.kinds[half_day] = LATE
            year.facts.late.append(half_day)
        else:
            year.many[half_day] += 1
        if kind == PROBLEMATIC:
            facts[pupil].unauthorised.append(half_day)
    near = _near(ground, names, counts, facts, on)  # in the order of a list, which stays among equals
    return year, sorted(near, key=lambda one: -(one.standing.so_far if one.standing else 0))


def kept_since(year: Year) -> date:
    """From when half days of this school year are known here: a school that began later says nothing of before."""
    board, school = year.ground.school.board_id, year.ground.school
    rows = Register.objects.filter(board_id=board, group__school=school, day__range=(year.first, year.last))
    known = (rows.aggregate(first=Min("day"))["first"], *(one.date for one in (*year.kinds, *year.many)))
    return min(filter(None, known), default=year.first)


def _near(
    ground: Ground, rows: Mapping[UUID, Row], counts: Mapping[UUID, Counter[str]], facts: dict[UUID, Facts], on: date
) -> list[Near]:
    """Every child with its sums, those of a former school with them."""
    _from_elsewhere(ground, {pk: facts[pk] for pk in rows}, on)
    five, year = nursery.presence(ground, on, rows), ground.calendar.school_year(on).as_text()
    return [
        Near(
            pk,
            row.name,
            counts[pk],
            standing.standing(ground, facts[pk], on) if _held(ground, row, on) else None,
            five.get(pk),
            facts[pk].brought.get(year, 0),
        )
        for pk, row in rows.items()
    ]


def _from_elsewhere(ground: Ground, facts: Mapping[UUID, Facts], on: date) -> None:
    """Add what a former school counted of this school year; a Flemish count, as the threshold is."""
    year = ground.calendar.school_year(on).as_text()
    for pk, one in brought.of_year(ground.school.board_id, facts, year).items() if ground.is_flemish else ():
        facts[pk].brought[year] = one.unauthorised


def _held(ground: Ground, row: Row, on: date) -> bool:
    return thresholds.must_attend(ground, row.level, row.birth_date, on)


def trend(half_days: Iterable[HalfDay], first: date, on: date) -> list[Bar]:
    """Half days away per month of the school year, up to now."""
    found = Counter((one.date.year, one.date.month) for one in half_days)
    months, at = [], first
    while at <= on:
        months.append(Bar(short_month(at), found[at.year, at.month]))
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
    return months


def by_weekday(half_days: Iterable[HalfDay]) -> list[Bar]:
    """The pattern of lateness: how often on each day of the week, by the names of some week's days."""
    found = Counter(one.date.weekday() for one in half_days)
    monday = date(2026, 11, 23)
    names = (shifted(monday, day) for day in range(5))
    return [Bar(date_format(day, "D"), found[day.weekday()]) for day in names]


def with_lessons(rows: Iterable[Absence]) -> list[Absence]:
    """Without those of days that were closed afterwards."""
    found = list(rows)
    calendars = {school.pk: calendar_of(school) for school in {row.pupil.school for row in found}}
    return [row for row in found if row.part in calendars[row.pupil.school_id].parts(row.day)]


def problematic(actor: Actor, right: str, since: date, until: date) -> QuerySet[Absence]:
    """All problematic absence of a period: unauthorised half days, and lateness in the Netherlands (ATT-9)."""
    counts = Q(state=State.ABSENT, reason=reasons.UNAUTHORISED) | Q(state=State.LATE, pupil__school__jurisdiction="nl")
    rows = Absence.objects.visible_to(actor, right).filter(counts, thresholds.STILL_HERE, day__range=(since, until))
    return rows.select_related("pupil__school").order_by("pupil__search_name", "pupil", "day", "part")


def brought_within(actor: Actor, right: str, since: date, until: date) -> QuerySet[Brought]:
    """What former schools counted of the school years of a period; the days themselves are not known here."""
    years = {SchoolYear.of(day, "be").as_text() for day in (since, until)}
    rows = Brought.objects.filter(school_year__in=years, unauthorised__gt=0, pupil__school__jurisdiction="be")
    rows = rows.filter(pupil__in=Pupil.objects.visible_to(actor, right))
    return rows.select_related("pupil__school").order_by("pupil__search_name", "pupil")
