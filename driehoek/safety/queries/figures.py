"""Figures over incidents for the yearly report, the risk inventory and the two review weeks (SAF-9, SAF-18).

Each is one statement over any number of schools, and none knows a child: a count, with what it counts. `schools` are
ids the caller has asked the reader's rights of; `first` and `last` are days, both inside.
"""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay, TruncMonth
from django.utils import timezone

from driehoek.safety.models import Accident, Incident, Kind, Thread
from driehoek.safety.models.incidents import AGGRESSION

Schools = Collection[UUID]
ANY_AGGRESSION = Q(*((f"is_{kind}", True) for kind in AGGRESSION), _connector=Q.OR)

# `Accident.reported` is what the rule asks; what was done is the day on which the inspectorate was told.
REPORTED = Q(inspectorate_told_on__isnull=False)
UNREPORTED = Q(reported=True, inspectorate_told_on=None)


class Totals(NamedTuple):
    """All incidents of a period; those that were aggression, serious, not closed yet, closed with care missing."""

    incidents: int
    aggression: int
    serious: int
    open: int
    care_missed: int


class Repeated(NamedTuple):
    """A place, or an hour of the week, where it happened again and again: it raises the risk of the inventory."""

    school: UUID
    place: str  # empty for an hour
    weekday: int | None  # 1 is Monday
    hour: int | None
    times: int


def of_period(schools: Schools, first: date, last: date) -> QuerySet[Incident]:
    """The incidents of these schools between two days, both inside."""
    return Incident.objects.filter(
        school__in=schools, happened_at__gte=_moment(first, time.min), happened_at__lte=_moment(last, time.max)
    ).order_by()


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def totals(schools: Schools, first: date, last: date) -> Totals:
    counts = {
        "incidents": Count("pk"),
        "aggression": Count("pk", filter=ANY_AGGRESSION),
        "serious": Count("pk", filter=Q(serious=True)),
        "open": Count("pk", filter=Q(closed_at=None)),
        "care_missed": Count("pk", filter=~Q(closing_reason="")),
    }
    found = of_period(schools, first, last).aggregate(**counts)
    return Totals(**found)


def by_kind(schools: Schools, first: date, last: date) -> dict[Kind, int]:
    """How many were of each kind; one that was of two kinds counts in both."""
    counts = {kind.value: Count("pk", filter=Q(**{f"is_{kind}": True})) for kind in Kind}
    found = of_period(schools, first, last).aggregate(**counts)
    return {kind: found[kind.value] for kind in Kind}


def by_place(schools: Schools, first: date, last: date) -> dict[str, int]:
    """How many at each place, the most frequent first."""
    rows = of_period(schools, first, last).values_list("place").annotate(n=Count("pk")).order_by("-n", "place")
    return dict(rows)


def by_hour(schools: Schools, first: date, last: date) -> dict[tuple[int, int], int]:
    """How many in each hour of the week: (weekday, hour), 1 is Monday."""
    rows = of_period(schools, first, last).annotate(
        weekday=ExtractIsoWeekDay("happened_at"), hour=ExtractHour("happened_at")
    )
    counted = rows.values_list("weekday", "hour").annotate(n=Count("pk"))
    return {(weekday, hour): n for weekday, hour, n in counted}


def by_month(schools: Schools, first: date, last: date) -> dict[date, int]:
    """How many in each month, named by its first day; months without any are left out."""
    rows = of_period(schools, first, last).annotate(month=TruncMonth("happened_at"))
    counted = rows.values_list("month").annotate(n=Count("pk")).order_by("month")
    return {timezone.localdate(month): n for month, n in counted}


def by_school(schools: Schools, first: date, last: date) -> dict[UUID, int]:
    """How many at each school; schools without any are left out."""
    return dict(of_period(schools, first, last).values_list("school").annotate(n=Count("pk")))


def by_role(schools: Schools, first: date, last: date) -> dict[tuple[str, str], int]:
    """How many people in each role and standing: ("victim", "pupil")."""
    rows = Thread.objects.filter(withdrawn_at=None, incident__in=of_period(schools, first, last)).order_by()
    return {(role, standing): n for role, standing, n in rows.values_list("role", "standing").annotate(n=Count("pk"))}


def accidents(schools: Schools, first: date, last: date) -> dict[str, int]:
    """How many accidents were recorded, must be and were reported to the inspectorate, and stand on the register."""
    rows = Accident.objects.filter(thread__withdrawn_at=None, thread__incident__in=of_period(schools, first, last))
    return rows.aggregate(
        recorded=Count("pk"),
        told=Count("pk", filter=REPORTED),
        untold=Count("pk", filter=UNREPORTED),
        entered=Count("pk", filter=Q(listed=True)),
    )


def repeated(schools: Schools, first: date, last: date, at_least: int) -> list[Repeated]:
    """Places, and hours of the week, with at least so many incidents at one school; the most frequent first."""
    rows = of_period(schools, first, last)
    places = rows.values_list("school", "place").annotate(n=Count("pk")).filter(n__gte=at_least)
    hours = (
        rows.annotate(weekday=ExtractIsoWeekDay("happened_at"), hour=ExtractHour("happened_at"))
        .values_list("school", "weekday", "hour")
        .annotate(n=Count("pk"))
        .filter(n__gte=at_least)
    )
    found = [Repeated(school, place, None, None, n) for school, place, n in places]
    found += [Repeated(school, "", weekday, hour, n) for school, weekday, hour, n in hours]
    return sorted(found, key=lambda one: (-one.times, one.place, one.weekday or 0, one.hour or 0))
