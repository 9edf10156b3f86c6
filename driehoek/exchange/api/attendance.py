"""A class on a day, and one half day of one pupil, for programs."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from driehoek.access.guards import actor_in, open_one
from driehoek.attendance import actions, queries, reasons
from driehoek.attendance.models import Absence
from driehoek.attendance.rows import PRESENT, Cell
from driehoek.exchange.tokens import Bearer
from driehoek.journal import actions as journal
from driehoek.pupils.models import Pupil
from driehoek.schools.models import Group
from lawbook import tables
from lawbook.errors import BadFact

from .shapes import ClassDay, HalfDay, Part, Record, answers

attendance = Router(tags=["attendance"])
TOKEN = Bearer("attendance")
RIGHT = "attendance.record"


@attendance.get("/groups/{uuid:group}/{day}", auth=TOKEN, response=answers(ClassDay), summary="A class on a day")
def class_day(request: HttpRequest, group: UUID, day: date) -> dict[str, Any]:
    actor = actor_in(request)
    rows = Group.objects.visible_to(actor, RIGHT).select_related("school")
    found = open_one(request, rows, group, RIGHT, log=False)
    _known(day)
    roll = queries.roll(actions.ground_of(found.school), found, day)
    journal.opened(actor, RIGHT, found, category="attendance", day=day.isoformat())
    return {
        "group": found.pk, "day": day, "parts": list(roll.parts), "closed": roll.why_closed, "taken": list(roll.taken),
        "pupils": [
            {"pupil": row.id, "name": row.name, "half_days": _cells(roll.parts, row.cells)} for row in roll.rows
        ],
    }  # fmt: skip


def _known(day: date) -> None:
    """The calendars are known between these years; outside them no class has a day."""
    if not tables.FIRST_YEAR < day.year < tables.LAST_YEAR:
        raise BadFact("day", f"a day between {tables.FIRST_YEAR + 1} and {tables.LAST_YEAR - 1}")


def _cells(parts: Iterable[str], cells: dict[str, Cell]) -> list[dict[str, Any]]:
    found = ((part, cells.get(part, PRESENT)) for part in parts)
    return [
        {"part": part, "state": cell.state, "reason": cell.reason, "arrived_at": cell.at, "version": cell.version}
        for part, cell in found
    ]


@attendance.put("/pupils/{uuid:pupil}/{day}/{part}", auth=TOKEN, response=answers(HalfDay), summary="Record a half day")
def record(request: HttpRequest, pupil: UUID, day: date, part: Part, wanted: Record) -> Any:
    """The answer is what stands there now. Refused with 409 when somebody else wrote since `seen`."""
    actor = actor_in(request)
    rows = Pupil.objects.visible_to(actor, RIGHT).select_related("school")
    found = open_one(request, rows, pupil, RIGHT, log=False)
    ground = actions.ground_of(found.school)
    _known(day)
    if part not in ground.calendar.parts(day):
        raise BadFact("day", "there are no lessons on this half day")
    change = actions.Change(found.pk, day, part, wanted.state, wanted.seen, _values(ground.school.jurisdiction, wanted))
    done = actions.record(actor, ground, [change], about=found)
    if done.conflicts:
        told = {"code": "conflict", "message": "Somebody else recorded this half day since.", "fact": "seen"}
        return Status(409, told)
    return _half_day(Absence.objects.filter(pupil=found, day=day, part=part).first(), part)


def _values(land: str, wanted: Record) -> dict[str, Any]:
    if wanted.reason and (wanted.state != "absent" or not reasons.find(land, wanted.reason)):
        raise BadFact("reason", "this is no reason for that state")
    if wanted.arrived_at and wanted.state != "late":
        raise BadFact("arrived_at", "only a pupil who is late came in at a time")
    if wanted.state == "absent":
        return {"reason": wanted.reason or reasons.UNKNOWN}
    return {"arrived_at": wanted.arrived_at.replace(tzinfo=None) if wanted.arrived_at else None}


def _half_day(row: Absence | None, part: str) -> dict[str, Any]:
    if row is None:
        return {"part": part, "state": "present", "reason": reasons.UNKNOWN, "arrived_at": None, "version": 0}
    return {
        "part": part,
        "state": row.state,
        "reason": row.reason,
        "arrived_at": row.arrived_at,
        "version": row.version,
    }
