"""Who counts by a school's calendar, hours and values: told in the transaction in which one of them changes.

The apps that count stand above this one, so settings name them.
"""

from datetime import date
from importlib import import_module
from typing import Any, Protocol

from django.conf import settings

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned

from .models import Closure, ParameterOverride, School, Weekday

Days = tuple[date, date]


class Follower(Protocol):
    """A module that `CALENDAR_FOLLOWERS` names."""

    def calendar_changed(self, actor: Actor, school: School, days: Days | None) -> None:
        """Count again what rests on these days; None: on any day."""


def tell(actor: Actor, school: School, days: Days | None) -> None:
    for name in settings.CALENDAR_FOLLOWERS:
        follower: Any = import_module(name)
        follower.calendar_changed(actor, school, days)


def counts(row: BoardOwned, before: BoardOwned | None) -> bool:
    """Whether anybody counts by this row as it changed: of a school itself only the holiday region."""
    if isinstance(row, School):
        return isinstance(before, School) and before.region != row.region
    return isinstance(row, Closure | Weekday | ParameterOverride)


def span(*rows: BoardOwned | None) -> Days | None:
    """The days that closures cover, as they were and as they will be; None where the change is of every day."""
    found = [(one.first, one.last) for one in rows if isinstance(one, Closure)]
    return (min(first for first, _last in found), max(last for _first, last in found)) if found else None
