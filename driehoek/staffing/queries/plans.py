"""Reads of plans: the overview of a centre, one plan with its answer, plans side by side."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from driehoek.access.actors import Actor
from driehoek.ready import Ready
from driehoek.staffing import checking
from driehoek.staffing.checking import Answer, Ground
from driehoek.staffing.models import Centre, Job, Office, Plan, Step
from driehoek.staffing.models.plan import OFFICE_ORDER
from driehoek.staffing.queries import history
from lawbook.kinds import SchoolYear

YEARS = 3  # a formation is laid down for three school years (CLB/2006/02, 2)


class Sheet(NamedTuple):
    """A plan with its jobs and what the check says of them."""

    plan: Plan
    jobs: Sequence[Job]
    answer: Answer

    @property
    def by_office(self) -> list[tuple[Office, list[Job]]]:
        """Every office of the circular with its jobs, also those that have none."""
        found = {office: list(jobs) for office, jobs in groupby(self.jobs, key=lambda job: job.office)}
        return [(office, found.get(office.value, [])) for office in Office]


def centres_of(actor: Actor) -> list[Centre]:
    return list(Centre.objects.visible_to(actor).select_related("board").order_by("board__name"))


def plans_of(centre: Centre) -> dict[str, list[Plan]]:
    """The scenarios per school year, the newest year first, the chosen one first."""
    rows = Plan.objects.filter(board=centre.pk).order_by("-school_year", "-is_chosen", "name")
    return {year: list(plans) for year, plans in groupby(rows, key=lambda plan: plan.school_year)}


def sheet(plan: Plan, ground: Ground | None = None) -> Sheet:
    """One plan, checked."""
    return checked(plan, sorted(_jobs(plan.pk), key=Job.place), ground)


@Ready
def _jobs(plan: UUID) -> QuerySet[Job]:
    return Job.objects.filter(plan=plan)


def checked(plan: Plan, jobs: Sequence[Job], ground: Ground | None = None) -> Sheet:
    """These jobs in a plan, whether they stand there or are only looked at."""
    ground = ground or ground_of(plan)
    return Sheet(plan, jobs, checking.check(plan, jobs, ground, checking.reading()))


def ground_of(plan: Plan) -> Ground:
    """What stands beside a plan's jobs, with the formation it follows, or as a scenario replaces, for redundancies."""
    ground, laid = checking.ground_of(plan.board_id, plan.school_year), history.laid_down(plan)
    if laid is not None:
        return ground._replace(before=laid)
    years = [plan.school_year, SchoolYear(SchoolYear.parse(plan.school_year).start - 1).as_text()]
    around = dict(_chosen(plan.board_id, years))
    before = around.get(years[0]) if not plan.is_chosen else None
    before = before or around.get(years[1])
    jobs = list(_jobs(before)) if before else []
    if plan.is_chosen:
        jobs = history.with_taken_away(plan, list(_jobs(plan.pk)), jobs)
    return ground._replace(before=jobs)


@Ready
def _chosen(board: UUID, years: Collection[str]) -> QuerySet[Plan, Any]:
    rows = Plan.objects.filter(board=board, school_year__in=years, is_chosen=True)
    return rows.values_list("school_year", "pk")


def sheets(plans: Iterable[Plan]) -> list[Sheet]:
    """Plans side by side, each with the agreements of its own year."""
    return [sheet(plan) for plan in plans]


def three_years(centre: Centre, first: str) -> list[Plan]:
    """The chosen plans of a school year and the two after it."""
    start = SchoolYear.parse(first).start
    wanted = [SchoolYear(start + place).as_text() for place in range(YEARS)]
    return list(Plan.objects.filter(board=centre.pk, school_year__in=wanted, is_chosen=True).order_by("school_year"))


class Line(NamedTuple):
    """One office over several plans: full-time equivalents in each, and whether they differ."""

    office: Office
    amounts: list[Decimal]

    @property
    def differs(self) -> bool:
        return len(set(self.amounts)) > 1


def lines(found: Sequence[Sheet]) -> list[Line]:
    """What is compared: per office that any of the plans has, its full-time equivalents."""
    rows = [
        Line(office, [_full_time(one.jobs, office) for one in found])
        for office in sorted(Office, key=lambda office: OFFICE_ORDER[office])
    ]
    return [row for row in rows if any(row.amounts)]


def _full_time(jobs: Sequence[Job], office: Office) -> Decimal:
    return sum((job.fraction for job in checking.counted(jobs) if job.office == office), Decimal(0))


def last_step(plan: Plan) -> Step | None:
    """What undo would take back."""
    return next(iter(_last_step(plan.pk)), None)


@Ready
def _last_step(plan: UUID) -> QuerySet[Step]:
    return Step.objects.filter(plan=plan, undone_at=None).order_by("-at", "-pk")[:1]


def job_of(actor: Actor, pk: UUID) -> Job | None:
    """A job with its plan and centre, where this person leads that centre."""
    return next(iter(_job_of(actor, pk)), None)


@Ready
def _job_of(actor: Actor, pk: UUID) -> QuerySet[Job]:
    return Job.objects.visible_to(actor).select_related("plan__board").filter(pk=pk)


def job_now(pk: UUID) -> Job | None:
    """A job as it stands; None once it is gone."""
    return next(iter(_job_now(pk)), None)


@Ready
def _job_now(pk: UUID) -> QuerySet[Job]:
    return Job.objects.filter(pk=pk)


def plans_around(plan: Plan) -> list[Plan]:
    """The scenarios of its year, and the formation of every other year: what one steps to from the planning screen."""
    rows = Plan.objects.filter(Q(school_year=plan.school_year) | Q(is_chosen=True), board=plan.board_id)
    return list(rows.order_by("school_year", "-is_chosen", "name"))


def chosen(board: UUID, school_year: str) -> Plan | None:
    return Plan.objects.filter(board=board, school_year=school_year, is_chosen=True).first()
