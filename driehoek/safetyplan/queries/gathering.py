"""The figures of many schools at once, each by one statement over all of them: no school costs a query (SAF-18)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Avg, Count, Q, QuerySet

from driehoek.procedures.models import Case, Event
from driehoek.safety.models import Accident, Incident, RegisterReview
from driehoek.safety.queries import figures
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.models import Answer, ChapterText, Goal, Measure, PlanStart, Turn
from driehoek.schools.law import laws_of
from driehoek.schools.models import School

from .turns import REGISTER, first_due, next_due

Schools = Collection[UUID]
Figures = dict[UUID, dict[str, int]]
BANNED = Q(case__definition="nl.aggression", step="ban") | Q(
    case__definition="nl.parent_sanction", facts__measure="ban"
)
WARNED = Q(case__definition="nl.aggression", step="warn")


class Period(NamedTuple):
    """A school year, and the day one looks from: what is late is late on that day."""

    first: date
    last: date
    on: date


def gather(schools: Collection[School], period: Period) -> Figures:
    """Every count of every school, by code; what a school has none of is missing."""
    ids = [school.pk for school in schools]
    found: Figures = {pk: {} for pk in ids}
    for counted in (
        _incidents(ids, period),
        _accidents(ids, period),
        _cases(ids, period),
        _letters(ids, period),
        _turns(ids, period),
        _measures(ids, period),
        _goals(ids, period),
    ):
        for row in counted:
            told = dict(row)
            found[told.pop("school")].update(told)
    for school, adopted in adopted_chapters(ids).items():
        found[school]["adopted"] = adopted
    for school, late in late_checks(schools, period.on).items():
        found[school]["checks_late"] = late
    return found


def incidents_of(schools: Schools, period: Period) -> QuerySet[Incident]:
    return figures.of_period(schools, period.first, period.last)


def _incidents(schools: Schools, period: Period) -> Iterable[Mapping[str, Any]]:
    return (
        incidents_of(schools, period)
        .values("school")
        .annotate(
            incidents=Count("pk"),
            aggression=Count("pk", filter=figures.ANY_AGGRESSION),
            serious=Count("pk", filter=Q(serious=True)),
            care_missed=Count("pk", filter=~Q(closing_reason="")),
        )
    )


def _accidents(schools: Schools, period: Period) -> Iterable[Mapping[str, Any]]:
    rows = Accident.objects.filter(thread__withdrawn_at=None, thread__incident__in=incidents_of(schools, period))
    found = rows.order_by().values_list("thread__incident__school").annotate(n=Count("pk"))
    both = found.annotate(
        told=Count("pk", filter=figures.REPORTED), untold=Count("pk", filter=figures.UNREPORTED)
    ).values_list("thread__incident__school", "n", "told", "untold")
    return [
        {"school": school, "accidents": n, "accidents_reported": told, "accidents_unreported": untold}
        for school, n, told, untold in both
    ]


def _cases(schools: Schools, period: Period) -> Iterable[Mapping[str, Any]]:
    rows = Case.objects.filter(
        school__in=schools, archived_at=None, opened_on__gte=period.first, opened_on__lte=period.last
    )
    return (
        rows.order_by()
        .values("school")
        .annotate(
            bullying=Count("pk", filter=Q(family="bullying")),
            aggression_cases=Count("pk", filter=Q(family="aggression")),
        )
    )


def _letters(schools: Schools, period: Period) -> Iterable[Mapping[str, Any]]:
    """Warnings and bans: events that stand, neither corrected nor taken back."""
    rows = Event.objects.filter(
        BANNED | WARNED,
        case__school__in=schools,
        case__archived_at=None,
        withdrawn=False,
        replaced_by=None,
        happened_on__gte=period.first,
        happened_on__lte=period.last,
    )
    found = rows.order_by().values_list("case__school").annotate(n=Count("pk", filter=BANNED))
    both = found.annotate(warned=Count("pk", filter=WARNED))
    return [{"school": school, "bans": banned, "warnings": warned} for school, banned, warned in both]


def _turns(schools: Schools, period: Period) -> Iterable[Mapping[str, Any]]:
    rows = Turn.objects.done().filter(school__in=schools, done_on__gte=period.first, done_on__lte=period.last)
    return (
        rows.order_by()
        .values("school")
        .annotate(
            drills=Count("pk", filter=Q(kind="evacuation_drill")),
            checks=Count("pk", filter=~Q(kind="evacuation_drill")),
        )
    )


def _measures(schools: Schools, period: Period) -> Iterable[Mapping[str, Any]]:
    rows = Measure.objects.filter(school__in=schools).order_by().values("school")
    return rows.annotate(
        measures_open=Count("pk", filter=Q(done_on=None)),
        measures_late=Count("pk", filter=Q(done_on=None, due__lt=period.on)),
        measures_done=Count("pk", filter=Q(done_on__gte=period.first, done_on__lte=period.last)),
    )


def _goals(schools: Schools, period: Period) -> Iterable[Mapping[str, Any]]:
    """The year plan on working conditions: its goals, and those of which somebody said that they were reached."""
    rows = Goal.objects.filter(school__in=schools, year=f"{period.first.year}-{period.last.year}")
    reached = Count("pk", filter=Q(reached=Goal.Reached.YES))
    return rows.order_by().values("school").annotate(goals=Count("pk"), goals_reached=reached)


def adopted_chapters(schools: Schools) -> dict[UUID, int]:
    """Chapters of which the newest version is adopted; versions come in their order, so the last one stands."""
    rows = ChapterText.objects.filter(school__in=schools).order_by("pk").values_list("school", "code", "status")
    newest = {(school, code): status for school, code, status in rows}
    found: dict[UUID, int] = defaultdict(int)
    for (school, _code), status in newest.items():
        found[school] += status == ChapterText.Status.ADOPTED
    return dict(found)


def late_checks(schools: Collection[School], on: date) -> dict[UUID, int]:
    """How many checks with a term are past their day, those that were never done among them."""
    ids = [school.pk for school in schools]
    kinds = {code: kind for code, kind in catalogue.kinds().items() if kind.term in {"check", "inventory"}}
    last: dict[tuple[UUID, str], date] = {}
    rows = Turn.objects.done().filter(school__in=ids, kind__in=kinds).order_by("done_on")
    for school, kind, day in rows.values_list("school", "kind", "done_on"):
        if day:
            last[school, kind] = day
    laws, found = laws_of(ids), never_done(ids, last, on)
    for (school, code), day in last.items():
        due = next_due(laws[school], kinds[code], day, on).value
        found[school] = found.get(school, 0) + bool(due and due < on)
    return found


def never_done(ids: Schools, last: Mapping[tuple[UUID, str], date], on: date) -> dict[UUID, int]:
    """By school how many things with a term were never done and should have been by now."""
    found: dict[UUID, int] = {}
    reviewed = set(RegisterReview.objects.filter(school__in=ids).values_list("school", flat=True))
    for school, start in PlanStart.objects.filter(school__in=ids).values_list("school", "first_day"):
        for code, kind in catalogue.kinds().items():
            due = first_due(kind, start)
            done = (school, code) in last or (code == REGISTER and school in reviewed)
            found[school] = found.get(school, 0) + bool(due and due < on and not done and kind.term != "holidays")
    return found


def feelings(schools: Schools, period: Period) -> dict[str, tuple[int, float]]:
    """By audience: how many answered the surveys of this year that are over, and the mean of their answers, 1 to 4."""
    over = Q(survey__closed_at__isnull=False) | Q(survey__closes__lt=period.on)
    rows = Answer.objects.filter(
        over, survey__school__in=schools, survey__opens__gte=period.first, survey__opens__lte=period.last
    )
    found = rows.order_by().values_list("survey__audience").annotate(n=Count("pk"), mean=Avg("score"))
    return {audience: (n, mean) for audience, n, mean in found}


def by_month(schools: Schools, period: Period) -> dict[date, int]:
    """Every month of the school year, also those in which nothing happened."""
    counted = figures.by_month(schools, period.first, period.last)
    return {month: counted.get(month, 0) for month in months_of(period)}


def months_of(period: Period) -> list[date]:
    """The first days of the twelve months of a school year."""
    start = period.first.year * 12 + period.first.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(start, start + 12)]
