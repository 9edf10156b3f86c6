"""What a list is: a title, whose data, the right it asks, its columns and the rows behind them. The views are one."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, NamedTuple
from uuid import UUID

from django.utils.functional import Promise

from driehoek.access.actors import Actor
from driehoek.schools.models import Group, School

Shape = Literal["name", "text", "day", "number", "call"]
RIGHT = "list.take"  # taking a list at all: never for who only reads (ACC-4)


class Column(NamedTuple):
    """One column: its head, and how its cells look on screen and in a spreadsheet."""

    label: str | Promise
    shape: Shape = "text"


class Row(NamedTuple):
    """One line: the child, a cell per column, and the page where something can be done about it."""

    pupil: UUID
    cells: tuple[object, ...]
    page: str = ""
    face: "Face | None" = None


class Face(NamedTuple):
    """What stands before a name: the photo the parents consent to, or the initials."""

    initials: str
    photo: UUID | None


class Asked(NamedTuple):
    """For whom and over what: a school, one class of it or all, on a day."""

    actor: Actor
    school: School
    group: Group | None
    day: date


class Listing(NamedTuple):
    """A list by definition. `right` stands beside `list.take`; `categories` are the kinds of data, for the journal."""

    slug: str
    title: str | Promise
    says: str | Promise  # what it is for, and what it leaves out
    right: str
    columns: Sequence[Column]
    rows: Callable[[Asked], list[Row]]
    categories: tuple[str, ...]
    countries: tuple[str, ...] = ("be", "nl")
    empty: str | Promise = ""
    unknown: Callable[[Asked], str] = lambda _asked: ""  # what the list cannot know, said above it; empty where nothing

    def may(self, actor: Actor) -> bool:
        return actor.may(RIGHT) and actor.may(self.right)
