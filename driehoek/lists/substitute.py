"""The sheet for who stands in one day: the hours, who is away, every child with who to call and what to watch for."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import time
from typing import NamedTuple
from uuid import UUID

from driehoek.access.actors import decide
from driehoek.attendance.actions import ground_of
from driehoek.attendance.models import Absence
from driehoek.people.calling import ToCall, whom_to_call
from driehoek.people.models import Pupil
from driehoek.people.queries import with_groups
from driehoek.pupils.models.photo import photos_of
from driehoek.web.words import half_day

from . import queries
from .definition import RIGHT, Asked, Row


class Child(NamedTuple):
    """A line of the sheet. `away`: the half days of the day on which the child is reported absent or late."""

    pupil: Pupil
    birthday: bool
    calls: list[ToCall]
    allergies: list[str]
    away: list[str]
    photo: UUID | None = None


class Hour(NamedTuple):
    part: str
    begins: time
    ends: time


class Sheet(NamedTuple):
    """What the sheet shows; `may_call` and `may_health` say what the printer may read, so that nothing seems absent."""

    hours: list[Hour]
    children: list[Child]
    may_call: bool
    may_health: bool

    @property
    def away(self) -> list[Child]:
        return [one for one in self.children if one.away]

    @property
    def rows(self) -> list[Row]:
        return [Row(one.pupil.pk, ()) for one in self.children]

    @property
    def categories(self) -> tuple[str, ...]:
        named = ("identity", "attendance", *(["contacts"] if self.may_call else []))
        return (*named, "health") if any(one.allergies for one in self.children) else named


def sheet(asked: Asked) -> Sheet:
    pupils = with_groups((pupil for pupil, _group in queries.places(asked, RIGHT)), asked.day)
    may_call = bool(pupils) and decide(asked.actor, "file.read:contacts", pupils[0]).allowed
    calls = whom_to_call({one.pk for one in pupils}, asked.day) if may_call else {}
    may_health = asked.actor.may("file.read:health")
    allergic, away = _allergies(asked) if may_health else {}, _away(asked, pupils)
    photos = photos_of({one.pk for one in pupils}, asked.actor.on)
    children = [
        Child(
            one,
            _birthday(one, asked),
            calls.get(one.pk, []),
            allergic.get(one.pk, []),
            away.get(one.pk, []),
            photos.get(one.pk),
        )
        for one in pupils
    ]
    return Sheet(_hours(asked), children, may_call, may_health)


def _hours(asked: Asked) -> list[Hour]:
    calendar, country = ground_of(asked.school).calendar, asked.school.jurisdiction
    return [
        Hour(half_day(part, country), *calendar.hours[asked.day.weekday(), part]) for part in calendar.parts(asked.day)
    ]


def _birthday(pupil: Pupil, asked: Asked) -> bool:
    born = pupil.birth_date
    return bool(born and (born.month, born.day) == (asked.day.month, asked.day.day))


def _allergies(asked: Asked) -> Mapping[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in queries.allergies(asked):
        _name, _group, allergic, what = row.cells
        found[row.pupil].append(f"{allergic}: {what}" if what else str(allergic))
    return found


def _away(asked: Asked, pupils: list[Pupil]) -> Mapping[UUID, list[str]]:
    rows = Absence.objects.filter(board_id=asked.school.board_id, pupil__in=pupils, day=asked.day)
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in rows.exclude(state=Absence.State.PRESENT).order_by("part"):
        found[row.pupil_id].append(f"{half_day(row.part, asked.school.jurisdiction)} {row.get_state_display()}")
    return found
