"""Reads of a class on one day: every child with its half days and how far a threshold is (ATT-1, ATT-2, ATT-11)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from driehoek.access.actors import Actor
from driehoek.names import told_apart
from driehoek.pupils.models import Membership
from driehoek.ready import Ready
from driehoek.schools.models import Group, Jurisdiction, Level
from driehoek.schools.queries import SchoolCalendar
from lawbook.core import NotInForce
from lawbook.kinds import HalfDay, SchoolYear

from . import reasons, thresholds
from .models import Absence, Register
from .thresholds import Facts, Ground

State = Absence.State


class Cell(NamedTuple):
    """One half day of one child as it is recorded; version 0 is a child nobody wrote anything about: present."""

    state: str = State.PRESENT
    version: int = 0
    reason: str = reasons.UNKNOWN
    at: time | None = None
    reported_by: str = ""
    reported_at: datetime | None = None
    planned: UUID | None = None
    note: str = ""

    @property
    def is_planned_away(self) -> bool:
        """Settled beforehand: whoever writes otherwise is asked whether that is meant."""
        return self.planned is not None and self.state == State.ABSENT


class Chip(NamedTuple):
    """A short word beside a name; `tone` is its look: warn, late, or nothing. `url`: where it can be done at once."""

    tone: str
    text: str
    url: str = ""


@dataclass(slots=True)
class Row:
    """One child of the class. `history`: the half days that count for a threshold; `notes`: those ill with a note."""

    id: UUID
    name: str  # as a screen shows it; where two share one, with the date of birth
    initials: str
    birth_date: date | None
    level: str = Level.PRIMARY
    cells: dict[str, Cell] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    notes: list[HalfDay] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)


class Taken(NamedTuple):
    """That a half day was confirmed: by whom, and at what time."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Roll:
    """A class on one day. `parts` are the half days with lessons; without any `why_closed` says why."""

    group: Group
    day: date
    parts: tuple[str, ...]
    why_closed: str | None
    rows: list[Row]
    taken: dict[str, Taken]

    def count(self, part: str, state: str) -> int:
        return sum(row.cells.get(part, PRESENT).state == state for row in self.rows)


LONG_WEEKEND = 5  # calendar days from a Wednesday to the Monday after a long weekend
PRESENT = Cell()
NAMES = (
    "pupil_id",
    "pupil__given_name",
    "pupil__first_names",
    "pupil__prefix",
    "pupil__family_name",
    "pupil__birth_date",
    "pupil__has_namesake",
)
CELL = ("pupil_id", "day", "part", "state", "reason", "arrived_at", "version", "reported_by", "reported_at",
        "planned_id", "note")  # fmt: skip


def groups_on(actor: Actor, right: str) -> QuerySet[Group]:
    """The groups of the running school year that a right reaches, as the school orders them."""
    years = {SchoolYear.of(actor.on, land).as_text() for land in Jurisdiction.values}
    return (
        Group.objects.visible_to(actor, right).running(actor.on).filter(school_year__in=years).select_related("school")
    )


def roll(ground: Ground, group: Group, day: date) -> Roll:
    """The class of a day in three statements: the children, their half days, and whether it was confirmed."""
    parts = ground.calendar.parts(day)
    rows = class_list(group, day) if parts else []
    fill(ground, {row.id: row for row in rows}, day)
    return Roll(group, day, parts, ground.calendar.why_closed(day), rows, taken(group, day))


def class_list(group: Group, day: date) -> list[Row]:
    return [_row(one, group.level) for one in _members(group.board_id, group.pk, day)]


@Ready
def _members(board: UUID, group: UUID, day: date) -> QuerySet[Membership, Any]:
    found = Membership.objects.on(day).filter(board_id=board, group=group)
    return found.order_by("pupil__search_name", "pupil_id").values_list(*NAMES)


def _row(one: tuple[UUID, str, str, str, str, date | None, bool], level: str) -> Row:
    pk, given, first_names, prefix, family, born, alike = one
    called = given or first_names
    name = " ".join(filter(None, (called, prefix, family)))
    return Row(pk, told_apart(name, alike, born), f"{called[:1]}{family[:1]}".upper(), born, level)


def fill(ground: Ground, rows: dict[UUID, Row], day: date) -> None:
    """Put today's cells and the year's counted half days into the rows, and say what stands out."""
    if ground.is_flemish:
        found = _flemish_cells(ground.school.board_id, rows, day, *ground.calendar.year_of(day))
    else:
        found = _dutch_cells(ground.school.board_id, rows, day, month(day))
    for pupil, on, part, state, reason, at, version, by, told, planned, note in found:
        row, half_day = rows[pupil], HalfDay(on, part)
        if on == day:
            row.cells[part] = Cell(state, version, reason, at, by, told, planned, note)
        if on != day and part not in ground.calendar.parts(on):
            continue  # a day that was closed afterwards counts for nothing
        if state == State.LATE:
            row.facts.late.append(half_day)
        elif state == State.ABSENT and reason == reasons.UNAUTHORISED:
            row.facts.unauthorised.append(half_day)
        elif state == State.ABSENT and reason == "ill_note":
            row.notes.append(half_day)
    for row in rows.values():
        row.chips = chips(ground, row, day)


@Ready
def _flemish_cells(board: UUID, pupils: list[UUID], day: date, first: date, last: date) -> QuerySet[Absence, Any]:
    counted = Q(state=State.ABSENT, reason__in=[reasons.UNAUTHORISED, "ill_note"], day__range=(first, last))
    return Absence.objects.filter(Q(day=day) | counted, board_id=board, pupil_id__in=pupils).values_list(*CELL)


@Ready
def _dutch_cells(board: UUID, pupils: list[UUID], day: date, since: date) -> QuerySet[Absence, Any]:
    counted = Q(state=State.ABSENT, reason=reasons.UNAUTHORISED) | Q(state=State.LATE, day__range=(since, day))
    return Absence.objects.filter(Q(day=day) | counted, board_id=board, pupil_id__in=pupils).values_list(*CELL)


def month(day: date) -> date:
    return day.replace(day=1)


def chips(ground: Ground, row: Row, day: date) -> list[Chip]:
    """What stands out beside a name: nearness of a threshold, the number of a note, an absence nobody explained."""
    found = []
    held = thresholds.must_attend(ground, row.level, row.birth_date, day)
    if row.facts.unauthorised and held:
        standing = thresholds.standing(ground, row.facts, day)
        if standing:
            found += _threshold(ground, standing)
    if held and any(cell.state == State.ABSENT and cell.reason == "ill_note" for cell in row.cells.values()):
        found.append(Chip("", note_of(ground, row.notes, day)))
    if any(_unexplained(cell) for cell in row.cells.values()):
        found.append(Chip("warn", gettext("reason unknown: call the parents"), reverse("pupil_calls", args=[row.id])))
    if row.facts.late and not ground.is_flemish:
        found += _lateness(ground, row.facts.late, day)
    return found


def _unexplained(cell: Cell) -> bool:
    return cell.state == State.ABSENT and cell.reason == reasons.UNKNOWN and not cell.reported_by


def _threshold(ground: Ground, standing: thresholds.Standing) -> list[Chip]:
    facts = {"count": f"{standing.so_far:.1f}".removesuffix(".0"), "threshold": standing.threshold}
    if not ground.is_flemish:
        if standing.reached:
            return [Chip("late", gettext("%(count)s hours: report") % facts)]
        near = standing.so_far * 2 >= standing.threshold
        return (
            [Chip("warn" if near else "", gettext("%(count)s of %(threshold)s hours") % facts)]
            if standing.so_far
            else []
        )
    if standing.reached:
        return [Chip("late", gettext("half day %(count)s: CLB") % facts)]
    near = standing.so_far == standing.threshold - 1
    return [Chip("warn" if near else "", gettext("%(count)s of %(threshold)s half days") % facts)]


def _lateness(ground: Ground, late: list[HalfDay], day: date) -> list[Chip]:
    try:
        times = ground.law.value("nl.absence.late_times", day).amount
    except NotInForce:
        return []
    count = len({one for one in late if one.date >= month(day)})
    facts = {"count": count, "times": times}
    return (
        [Chip("warn" if count >= times else "", gettext("late %(count)d times this month") % facts)]
        if count > 1
        else []
    )


def note_of(ground: Ground, notes: Iterable[HalfDay], day: date) -> str:
    """Which of the parents' notes of the school year this is: note 2 of 4."""
    try:
        maximum = ground.law.value("be.absence.parents_notes_per_year", day).amount
    except NotInForce:
        return gettext("ill with a note")
    used = len(episodes(ground.calendar, (one for one in notes if one.date <= day)))
    return gettext("note %(used)d of %(maximum)d") % {"used": used, "maximum": maximum}


def episodes(calendar: SchoolCalendar, half_days: Iterable[HalfDay]) -> list[list[HalfDay]]:
    """Half days grouped into runs: a run goes on when no school half day lies between, so over a weekend too."""
    found: list[list[HalfDay]] = []
    for one in sorted(set(half_days)):
        if found and _follows(calendar, found[-1][-1], one):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _follows(calendar: SchoolCalendar, before: HalfDay, after: HalfDay) -> bool:
    if before.date == after.date:
        return True
    if after.date.toordinal() - before.date.toordinal() > LONG_WEEKEND:
        return False  # a school holiday lies between: two absences, not one
    if after.part != "am" or (before.part == "am" and "pm" in calendar.parts(before.date)):
        return False
    return calendar.next_school_day(before.date) == after.date


def taken(group: Group, day: date) -> dict[str, Taken]:
    return {
        part: Taken(f"{given or ''} {family or ''}".strip(), timezone.localtime(at))
        for part, at, given, family in _registers(group.board_id, group.pk, day)
    }


@Ready
def _registers(board: UUID, group: UUID, day: date) -> QuerySet[Register, Any]:
    rows = Register.objects.filter(board_id=board, group=group, day=day)
    return rows.values_list("part", "taken_at", "taken_by__given_name", "taken_by__family_name")


def by_pupil(rows: Iterable[Absence]) -> dict[UUID, list[Absence]]:
    found: dict[UUID, list[Absence]] = defaultdict(list)
    for row in rows:
        found[row.pupil_id].append(row)
    return found
