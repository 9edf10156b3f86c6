"""Three school years of a centre beside each other: what is expected, who stops, and which transfers end."""

from collections.abc import Sequence
from typing import NamedTuple

from driehoek.staffing.models import Centre, Job, Plan, Transfer
from driehoek.staffing.queries.plans import YEARS, Sheet, sheet, three_years
from driehoek.staffing.service import Noted, noted
from lawbook.kinds import SchoolYear


class Year(NamedTuple):
    """One school year; without a formation there is no sheet."""

    school_year: str
    sheet: Sheet | None
    transfers: Sequence[Transfer]
    ended: Sequence[Transfer]  # in force in the year before, and not agreed again
    stops: Sequence[Job]  # whose last day falls in this year
    gone: Sequence[Job]  # still in the formation, while the last day lies before this year
    away: Sequence[Noted]


def years_of(centre: Centre, first: str) -> list[Year]:
    """A school year and the two after it."""
    start = SchoolYear.parse(first).start
    names = [SchoolYear(start + place).as_text() for place in range(YEARS)]
    plans = {plan.school_year: plan for plan in three_years(centre, first)}
    rows = Transfer.objects.in_force().filter(
        board=centre.pk, school_year__in=[SchoolYear(start - 1).as_text(), *names]
    )
    agreed = list(rows.select_related("other__board").order_by("created_at"))
    people = noted(centre.pk)
    return [_year(name, plans.get(name), agreed, people) for name in names]


def _year(name: str, plan: Plan | None, agreed: Sequence[Transfer], people: Sequence[Noted]) -> Year:
    year, found = SchoolYear.parse(name), sheet(plan) if plan else None
    here = [one for one in agreed if one.school_year == name]
    again = {(one.other_id, one.direction) for one in here}
    before = [one for one in agreed if one.school_year == SchoolYear(year.start - 1).as_text()]
    jobs = found.jobs if found else []
    names = {job.person for job in jobs}
    return Year(
        name,
        found,
        here,
        [one for one in before if (one.other_id, one.direction) not in again],
        stops=[job for job in jobs if job.ends_on and year.first("be") <= job.ends_on <= year.last("be")],
        gone=[job for job in jobs if job.ends_on and job.ends_on < year.first("be")],
        away=[one for one in people if one.name in names and one.is_away_in(name)],
    )
