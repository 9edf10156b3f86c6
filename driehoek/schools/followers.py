"""Who counts by a school's calendar, hours and values: told in the transaction in which one of them changes."""

from datetime import date

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned
from driehoek.kit import registry

from .models import Closure, ParameterOverride, School, Weekday

Days = tuple[date, date]


def tell(actor: Actor, school: School, days: Days | None) -> None:
    """What an app names in `CALENDAR_CHANGED` counts again what rests on these days; None: on any day."""
    for follower in registry.in_order("CALENDAR_CHANGED"):
        follower(actor, school, days)


def counts(row: BoardOwned, before: BoardOwned | None) -> bool:
    """Whether anybody counts by this row as it changed: of a school itself only the holiday region."""
    if isinstance(row, School):
        return isinstance(before, School) and before.region != row.region
    return isinstance(row, Closure | Weekday | ParameterOverride)


def span(*rows: BoardOwned | None) -> Days | None:
    """The days that closures cover, as they were and as they will be; None where the change is of every day."""
    found = [(one.first, one.last) for one in rows if isinstance(one, Closure)]
    return (min(first for first, _last in found), max(last for _first, last in found)) if found else None
