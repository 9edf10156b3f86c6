"""What the page of a class shows and what it may be sent, for one group on one day at one moment."""

from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.pupils.actions.accounts import RIGHT as INVITE
from driehoek.schools.models import Group
from driehoek.schools.queries import SchoolCalendar

from . import queries, reasons
from .actions import Kept, Recorded
from .grid import grid, small, words
from .models import Absence, Part
from .roll_forms import Sheet, Taps
from .rows import Roll, Row, Taken
from .thresholds import Ground

NOON = time(12)


class Tally(NamedTuple):
    """How a half day stands: how many are there, late and absent, and who confirmed it when."""

    part: str
    short: str
    label: str
    counts: dict[str, int]
    taken: Taken | None
    opens: time | None  # not to be confirmed before this hour, on the day itself


def context(ground: Ground, group: Group, day: date, actor: Actor) -> dict[str, Any]:
    """The page: the grid, and how each half day stands."""
    at = actor.at
    roll, on = queries.roll(ground, group, day), timezone.localdate(at)
    current, may_write, offered = _current(ground.calendar, day, at), day <= on, _offered(ground, day)
    return {
        "clock": round(at.timestamp() * 1000),
        "zone": settings.TIME_ZONE,
        "group": group,
        "roll": roll,
        "day": day,
        "on": on,
        "current": current,
        "may_write": may_write,
        "grid": grid(roll, current, offered, may_write=may_write, linked=_reaches(actor, group, "file.open")),
        "invites": _reaches(actor, group, INVITE),
        "offered": offered,
        "ground": ground,
        "tallies": [_tally(ground.calendar, roll, part, at) for part in roll.parts],
        "before": ground.calendar.previous_school_day(day),
        "after": ground.calendar.next_school_day(day),
        "why_closed": roll.why_closed and reasons.spoken(roll.why_closed),
    }


def _reaches(actor: Actor, group: Group, right: str) -> bool:
    """Whether a name may lead to the file, or a link to the parents: never to a page that is not there for a reader."""
    reach = actor.reach(right)
    return group.pk in reach.groups or group.school_id in reach.schools


def _tally(calendar: SchoolCalendar, roll: Roll, part: str, at: datetime) -> Tally:
    now, opens = timezone.localtime(at), open_from(calendar, roll.day, part)
    early = opens if roll.day == now.date() and now.time() < opens else None
    said = words(get_language() or "nl", roll.group.school.jurisdiction)
    counts = {state: roll.count(part, state) for state in Absence.State.values}
    return Tally(part, said.short[part], said.parts[part], counts, roll.taken.get(part), early)


def sheet(ground: Ground, group: Group, day: date, at: datetime) -> Sheet:
    """What may be written on the page: nothing on a day still to come. A child is late now, unless a time is given."""
    now = timezone.localtime(at)
    rows = {row.id: row for row in queries.class_list(group, day)}
    parts = ground.calendar.parts(day) if day <= now.date() else ()
    minute = now.time().replace(second=0, microsecond=0) if day == now.date() else None
    confirmable = [part for part in parts if day < now.date() or now.time() >= open_from(ground.calendar, day, part)]
    return Sheet(rows, day, parts, minute, {one.code for one in _offered(ground, day)}, ground.calendar, confirmable)


def open_from(calendar: SchoolCalendar, day: date, part: str) -> time:
    """From when a half day can be confirmed: the afternoon once the morning's lessons are over, by the hours."""
    if part == Part.AM:
        return time.min
    morning = calendar.hours.get((day.weekday(), Part.AM))
    return morning[1] if morning else NOON


def answer(ground: Ground, written: Sheet, recorded: Recorded, taps: Taps, at: datetime) -> dict[str, Any]:
    """What the page's script is told: the new versions, what now stands below the names, and who wrote in between."""
    rows = {row.pupil_id: written.pupils[row.pupil_id] for row in (*recorded.saved, *recorded.conflicts)}
    queries.fill(ground, rows, written.day)
    return {
        "saved": [_told(row) for row in recorded.saved],
        "conflicts": [_told(row) | _whose(row, rows) for row in recorded.conflicts],
        "refused": [one._asdict() for one in taps.refused],
        "below": {pk.hex: small(row) for pk, row in rows.items()},
        "confirmed": taps.confirm,
        "at": f"{timezone.localtime(at):%H:%M}",
    }


def _told(row: Kept) -> dict[str, Any]:
    at = f"{row.arrived_at:%H:%M}" if row.arrived_at else ""
    return {"pupil": row.pupil_id.hex, "part": row.part, "state": row.state, "version": row.version, "at": at}


def _whose(row: Kept, rows: dict[UUID, Row]) -> dict[str, str]:
    by = User.objects.filter(pk__in=[row.recorded_by_id] if row.recorded_by_id else []).first()
    planned = reasons.spoken(row.reason) if row.is_planned_away else ""
    return {"name": rows[row.pupil_id].name, "by": str(by or ""), "planned": planned}


def _current(calendar: SchoolCalendar, day: date, at: datetime) -> str:
    """The half day the page opens on: the afternoon from noon on, on the day itself."""
    now = timezone.localtime(at)
    return Part.PM if Part.PM in calendar.parts(day) and day == now.date() and now.time() >= NOON else Part.AM


def _offered(ground: Ground, day: date) -> list[reasons.Reason]:
    known = {one.code: one for one in reasons.on_day(ground.school.jurisdiction, ground.law, day)}
    return [known[code] for code in reasons.AT_THE_DOOR[ground.school.jurisdiction] if code in known]
