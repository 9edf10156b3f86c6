"""Leave that was granted to a child before: the act gives holiday leave once a school year, and adds up other days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from driehoek.schools.queries import SchoolCalendar
from lawbook.kinds import SchoolYear

from .models import Case, Event
from .state import Happened, live

LEAVE = "nl.leave"
DECIDES = ("decide", "officer_decided")


class Granted(NamedTuple):
    """Leave of another request of the same child. `asked`: which of two requests was the first one."""

    kind: str
    first: date
    last: date
    asked: tuple[date, str]


def before(case: Case, events: Iterable[Happened], calendar: SchoolCalendar) -> dict[str, Any]:
    """What was granted earlier in the school year of this request, as the rule takes it; nothing of other cases."""
    own = _asked(events, str(case.pk)) if case.definition == LEAVE else None
    if own is None:
        return {}
    year = SchoolYear.of(own.first, "nl")
    found = [one for one in _granted(case.leaves) if one.asked < own.asked and SchoolYear.of(one.first, "nl") == year]
    days = sum(len(calendar.school_days(one.first, one.last)) for one in found if one.kind == "weighty")
    elsewhere = any(one.step == "ask" and one.facts.get("granted_this_year") for one in live(events))
    return {"holiday_leave": elsewhere or any(one.kind == "holiday" for one in found), "weighty_days": days}


def _granted(rows: Iterable[Event]) -> Iterator[Granted]:
    by_case = defaultdict[str, list[Happened]](list)
    for row in rows:
        replaces = str(row.replaces_id) if row.replaces_id else None
        one = Happened(str(row.pk), row.step, row.happened_on, row.facts, replaces=replaces, withdrawn=row.withdrawn)
        by_case[str(row.case_id)].append(one)
    for case, events in by_case.items():
        granted = any(one.step in DECIDES and one.facts.get("decision") == "granted" for one in live(events))
        asked = _asked(events, case)
        if granted and asked:
            yield asked


def _asked(events: Iterable[Happened], case: str) -> Granted | None:
    event = next((one for one in live(events) if one.step == "ask"), None)
    if event is None or not all(event.facts.get(name) for name in ("leave_kind", "first_day", "last_day")):
        return None
    first, last = (date.fromisoformat(str(event.facts[name])) for name in ("first_day", "last_day"))
    return Granted(str(event.facts["leave_kind"]), first, last, (event.on, case))
