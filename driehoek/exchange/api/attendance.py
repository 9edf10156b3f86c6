"""A class on a day, and one half day of one pupil, for programs."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from driehoek.access.actors import Actor
from driehoek.access.guards import actor_in, open_one
from driehoek.attendance import actions, queries, reasons
from driehoek.attendance.late import wrong_hour
from driehoek.attendance.models import Absence
from driehoek.attendance.rows import PRESENT, Cell
from driehoek.attendance.thresholds import Ground
from driehoek.exchange.tokens import Bearer
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.schools.models import Group
from lawbook import tables, texts
from lawbook.errors import BadFact

from .shapes import ClassDay, HalfDay, Part, Record, answers

attendance = Router(tags=["attendance"])
TOKEN = Bearer("attendance")
RIGHT, OFFICE = "attendance.record", "attendance.office"


@attendance.get("/groups/{uuid:group}/{day}", auth=TOKEN, response=answers(ClassDay), summary="A class on a day")
def class_day(request: HttpRequest, group: UUID, day: date) -> dict[str, Any]:
    actor = actor_in(request)
    rows = Group.objects.visible_to(actor, RIGHT).select_related("school")
    found = open_one(request, rows, group, RIGHT, log=False)
    _known(day)
    roll = queries.roll(actions.ground_of(found.school), found, day)
    journal.opened(actor, RIGHT, found, category="attendance", day=day.isoformat())
    return {
        "group": found.pk,
        "day": day,
        "parts": list(roll.parts),
        "closed": roll.why_closed,
        "taken": list(roll.taken),
        "pupils": [
            {"pupil": row.id, "name": row.name, "half_days": _cells(roll.parts, row.cells)} for row in roll.rows
        ],
    }


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
    """The answer is what stands there now. Refused with 409 when somebody else wrote since `seen` (conflict), or when
    it was settled otherwise beforehand and `sure` is not said (settled)."""
    actor = actor_in(request)
    rows = Pupil.objects.visible_to(actor, RIGHT).select_related("school")
    found = open_one(request, rows, pupil, RIGHT, log=False)
    ground = actions.ground_of(found.school)
    _known(day)
    _may_be_recorded(actor, ground, found, day, part)
    values = _values(actor, ground, wanted, day, part)
    change = actions.Change(found.pk, day, part, wanted.state, wanted.seen, values, sure=wanted.sure)
    done = actions.record(actor, ground, [change], about=found)
    if done.conflicts:
        return Status(409, _conflict(done.conflicts[0], wanted))
    return _half_day(Absence.objects.filter(pupil=found, day=day, part=part).first(), part)


def _may_be_recorded(actor: Actor, ground: Ground, pupil: Pupil, day: date, part: str) -> None:
    """What the page of a class refuses is refused here: no lessons, a day still to come, a child in no class."""
    if part not in ground.calendar.parts(day):
        raise BadFact("day", "there are no lessons on this half day")
    if day > actor.on:
        raise BadFact("day", "this day is still to come")
    if not pupil.memberships.on(day).exists():
        raise BadFact("day", "the pupil was in no class here on this day")


def _conflict(row: actions.Kept, wanted: Record) -> dict[str, str]:
    if row.version == wanted.seen and row.is_planned_away:
        message = f"It was settled beforehand: {texts.word(row.reason, 'en')}. Send sure to record otherwise."
        return {"code": "settled", "message": message, "fact": "sure"}
    return {"code": "conflict", "message": "Somebody else recorded this half day since.", "fact": "seen"}


def _values(actor: Actor, ground: Ground, wanted: Record, day: date, part: str) -> dict[str, Any]:
    land = ground.school.jurisdiction
    if wanted.reason and (wanted.state != "absent" or not reasons.find(land, wanted.reason)):
        raise BadFact("reason", "this is no reason for that state")
    at_the_door = wanted.reason in {None, *reasons.AT_THE_DOOR[land]}
    if not at_the_door and ground.school.pk not in actor.reach(OFFICE).schools:
        raise BadFact("reason", "this reason goes through the office")
    if wanted.arrived_at and wanted.state != "late":
        raise BadFact("arrived_at", "only a pupil who is late came in at a time")
    if wanted.state == "absent":
        return {"reason": wanted.reason or reasons.UNKNOWN}
    at = wanted.arrived_at.replace(tzinfo=None) if wanted.arrived_at else None
    now = timezone.localtime(actor.at).time() if day == actor.on else None
    if at and wrong_hour(ground.calendar, day, part, at, now):
        raise BadFact("arrived_at", "nobody can have come in late at this hour of that half day")
    return {"arrived_at": at}


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
