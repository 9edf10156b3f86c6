"""Reads of a class on one day: every child with its half days and how far a threshold is (ATT-1, ATT-2, ATT-11)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.kit.names import told_apart
from driehoek.people.models import Membership
from driehoek.ready import Ready
from driehoek.schools.models import Group, Jurisdiction
from lawbook.kinds import HalfDay, SchoolYear

from . import brought, notes, nursery, reasons
from .chips import chips, month
from .models import Absence, Register
from .rows import Cell, Roll, Row, Taken
from .thresholds import Ground

State = Absence.State
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
        _from_elsewhere(ground, rows, day)
    else:
        found = _dutch_cells(ground.school.board_id, rows, day, month(day))
    for pupil, on, part, state, reason, at, version, by, told, planned, note in found:
        row, half_day = rows[pupil], HalfDay(on, part)
        if on == day:
            row.cells[part] = Cell(state, version, reason, at, by, told, planned, note)
        if part not in ground.calendar.parts(on):
            continue  # a day that was closed afterwards counts for nothing
        if state == State.LATE:
            row.facts.late.append(half_day)
        elif state == State.ABSENT and reason == reasons.UNAUTHORISED:
            row.facts.unauthorised.append(half_day)
        elif state == State.ABSENT and reason == "ill_note":
            row.notes.append(half_day)
    noted = [row.id for row in rows.values() if row.notes]
    for pupil, days in (notes.agreements(ground.school.board_id, noted) if noted else {}).items():
        rows[pupil].facts.agreed = days
    for row in rows.values():
        row.chips = chips(ground, row, day)


def _from_elsewhere(ground: Ground, rows: dict[UUID, Row], day: date) -> None:
    """What a former school counted of the school year, and how far five-year-olds are with their half days."""
    year = ground.calendar.school_year(day).as_text()
    for pupil, counts in brought.of_year(ground.school.board_id, rows, year).items():
        rows[pupil].facts.brought[year] = counts.unauthorised
        rows[pupil].notes_before = counts.notes if counts.until < day else 0
    five = [row.id for row in rows.values() if nursery.is_five(row.level, row.birth_date, ground, day)]
    for pupil, presence in (nursery.presence(ground, day, five) if five else {}).items():
        rows[pupil].presence = presence


@Ready
def _flemish_cells(board: UUID, pupils: list[UUID], day: date, first: date, last: date) -> QuerySet[Absence, Any]:
    counted = Q(state=State.ABSENT, reason__in=[reasons.UNAUTHORISED, "ill_note"], day__range=(first, last))
    return Absence.objects.filter(Q(day=day) | counted, board_id=board, pupil_id__in=pupils).values_list(*CELL)


@Ready
def _dutch_cells(board: UUID, pupils: list[UUID], day: date, since: date) -> QuerySet[Absence, Any]:
    counted = Q(state=State.ABSENT, reason=reasons.UNAUTHORISED) | Q(state=State.LATE, day__range=(since, day))
    return Absence.objects.filter(Q(day=day) | counted, board_id=board, pupil_id__in=pupils).values_list(*CELL)


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
