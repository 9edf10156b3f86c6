"""The school years of the demo: the running one up to today and the whole one before, day by day."""

from datetime import date
from typing import NamedTuple

from driehoek.schools.models import Closure, School
from lawbook import days
from lawbook.days import SchoolYear
from lawbook.kinds import Closed, Range


class Years(NamedTuple):
    """What counts as now. `day` is the last school day up to today: the day the classes of the demo were taken on."""

    now: SchoolYear
    before: SchoolYear
    today: date
    day: date

    def of(self, jurisdiction: str) -> tuple[tuple[date, date], tuple[date, date]]:
        """First and last day of the year before and of the running one."""
        return tuple((year.first(jurisdiction), year.last(jurisdiction)) for year in (self.before, self.now))  # type: ignore[return-value]  # two years, two pairs


def years(today: date) -> Years:
    now = SchoolYear.of(today, "be")
    calendar = days.school_days("be")
    day = today if calendar.counts(today) else days.before(today, 1, calendar).end
    return Years(now, SchoolYear(now.start - 1), today, day)


def closures(school: School, year: SchoolYear) -> list[Closure]:
    """A study day, two free days and a half day, on days that fall outside the holidays in every year."""
    autumn, spring = year.start, year.start + 1
    wanted = (
        (date(autumn, 10, 7), Closure.Kind.STUDY, "Pedagogische studiedag"),
        (date(autumn, 9, 28), Closure.Kind.FREE, "Lokale verlofdag"),
        (date(spring, 1, 29), Closure.Kind.FREE, "Lokale verlofdag"),
        (date(spring, 3, 18), Closure.Kind.STUDY, "Studiedag"),
        (date(spring, 6, 26), Closure.Kind.HALF, "Halve dag na het schoolfeest"),
    )
    calendar = days.school_days(school.jurisdiction, school.region or None)
    return [
        Closure(board_id=school.board_id, school=school, first=day, last=day, kind=kind, title=title)
        for day, kind, title in wanted
        if calendar.counts(day)
    ]


def school_days(jurisdiction: str, region: str, closed: Closed, first: date, last: date) -> list[date]:
    """The days a school was open from `first` to `last`, both included."""
    calendar = days.school_days(jurisdiction, region or None, closed)
    begin = days.lasting(first, 1, calendar).end
    return [row for row in calendar.nth if begin <= row <= last]


def closed_days(rows: list[Closure]) -> Closed:
    return tuple(Range(row.first, row.last) for row in rows if row.kind != Closure.Kind.HALF)
