"""What the page of a class is made of: a child with its half days and what stands out (ATT-1)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from driehoek.schools.models import Group, Level
from lawbook.kinds import HalfDay

from . import reasons
from .models import Absence
from .nursery import Presence
from .thresholds import Facts

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


PRESENT = Cell()


@dataclass(slots=True)
class Row:
    """One child of the class. `facts`: the half days that count for a threshold; `notes`: those ill with a note.

    `notes_before`: the notes a former school took this year. `presence`: of a five-year-old in nursery alone.
    """

    id: UUID
    name: str  # as a screen shows it; where two share one, with the date of birth
    initials: str
    birth_date: date | None
    level: str = Level.PRIMARY
    cells: dict[str, Cell] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    notes: list[HalfDay] = field(default_factory=list)
    notes_before: int = 0
    presence: Presence | None = None
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
