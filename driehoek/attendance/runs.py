"""Half days on end: one absence, one illness, whatever weekend lies in it (ATT-2)."""

from collections.abc import Iterable

from driehoek.schools.queries import LONG_WEEKEND, SchoolCalendar
from lawbook.kinds import HalfDay


def episodes(calendar: SchoolCalendar, half_days: Iterable[HalfDay]) -> list[list[HalfDay]]:
    """Half days grouped into runs: a run goes on when no school half day lies between, so over a weekend too."""
    found: list[list[HalfDay]] = []
    for one in sorted(set(half_days)):
        if found and _follows(calendar, found[-1][-1], one):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _follows(calendar: SchoolCalendar, before: HalfDay, after: HalfDay) -> bool:
    if before.date == after.date:
        return True
    if (after.date - before.date).days > LONG_WEEKEND:
        return False  # a school holiday lies between: two absences, not one
    if after.part != "am" or (before.part == "am" and "pm" in calendar.parts(before.date)):
        return False
    return calendar.next_school_day(before.date) == after.date
