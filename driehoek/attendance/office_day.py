"""The day of the office: who is not in and not reported comes first, with whom to call; then morning and afternoon."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.people.calling import ToCall, whom_to_call
from driehoek.people.models import Pupil

from . import office_queries, reasons
from .models import Absence, Part
from .office_queries import Away

CONTACTS = "file.read:contacts"


class Missing(NamedTuple):
    """A child that is not there and about whom nobody told anything: its half days, and whom to call."""

    pupil: Pupil
    group: str
    first: Absence
    parts: list[str]
    calls: list[ToCall]


class Day(NamedTuple):
    """What the office sees of one day: nobody knows why, and by half day who is away or late for a known reason."""

    away: list[Away]
    missing: list[Missing]
    parts: list[tuple[str, list[Away]]]


def read(actor: Actor, day: date) -> Day:
    """The day, with one line in the journal of each school, found from every child that stands on it (ACC-11)."""
    away = office_queries.away_on(actor, day)
    found = _day(actor, away)
    for school in {one.row.pupil.school_id for one in away}:
        pupils = {one.row.pupil_id for one in away if one.row.pupil.school_id == school}
        shown = "attendance contacts" if any(one.calls for one in found.missing) else "attendance"
        journal.listed(
            actor,
            "attendance.office",
            pupils,
            stream=school,
            kind="schools.school",
            subject_id=school,
            facts={"categories": shown, "day": day.isoformat()},
        )
    return found


def _day(actor: Actor, away: list[Away]) -> Day:
    unexplained = [one for one in away if _unexplained(one.row)]
    missing = _missing(actor, unexplained)
    known = [one for one in away if not _unexplained(one.row)]
    parts = [(str(part), [one for one in known if one.row.part == part]) for part in Part.values]
    return Day(away, missing, [one for one in parts if one[1]])


def _unexplained(row: Absence) -> bool:
    return row.state == Absence.State.ABSENT and row.reason == reasons.UNKNOWN and not row.reported_by


def _missing(actor: Actor, rows: Collection[Away]) -> list[Missing]:
    reach = actor.reach(CONTACTS)
    calls = whom_to_call({one.row.pupil_id for one in rows if one.row.pupil.school_id in reach.schools}, actor.on)
    found: dict[UUID, Missing] = {}
    for one in rows:
        pupil = one.row.pupil
        known = found.setdefault(pupil.pk, Missing(pupil, one.group, one.row, [], calls.get(pupil.pk, [])))
        known.parts.append(one.row.part)
    return list(found.values())


def unreported(actor: Actor, day: date) -> set[UUID]:
    """The children of the day who are not in and not reported, for one reason for all of them."""
    return {one.row.pupil_id for one in office_queries.away_on(actor, day) if _unexplained(one.row)}
