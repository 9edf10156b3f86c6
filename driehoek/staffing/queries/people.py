"""A plan by person: one person with two jobs is one person, and a replacement stands beside who is away."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import Prefetch

from driehoek.staffing import redundant, service
from driehoek.staffing.models import Centre, Job, JobKind, Member, Plan
from driehoek.staffing.queries.plans import ground_of, sheet
from driehoek.staffing.service import Noted


class Person(NamedTuple):
    """Somebody of a plan; `lost`: the permanent part that this formation takes away."""

    name: str
    jobs: list[Job]
    replaced_by: list[Job]
    lost: Decimal
    since: date | None = None  # in service
    leaves: Sequence[Noted] = ()
    member: UUID | None = None

    @property
    def fraction(self) -> Decimal:
        return sum((job.fraction for job in self.jobs), Decimal(0))

    @property
    def is_over_full(self) -> bool:
        return self.fraction > 1


def people_of(plan: Plan) -> list[Person]:
    """By name; at the end who stands in the formation before and no longer here."""
    ground = ground_of(plan)
    jobs = sorted(
        (job for job in sheet(plan, ground).jobs if job.person), key=lambda job: (job.person.casefold(), job.person)
    )
    gone: dict[str, Decimal] = {}
    for one in redundant.lost(ground.before, jobs):
        gone[one.person] = gone.get(one.person, Decimal(0)) + one.fraction
    since = service.since(ground.noted)
    away = [one for one in ground.noted if one.is_away_in(plan.school_year)]
    who = dict(Member.objects.filter(board=plan.board_id).values_list("label", "pk"))
    found = [
        Person(
            name,
            list(rows),
            [job for job in jobs if job.kind == JobKind.REPLACEMENT and job.replaces == name],
            gone.pop(name, Decimal(0)),
            since.get(name),
            [one for one in away if one.name == name],
            who.get(name),
        )
        for name, rows in groupby(jobs, key=lambda job: job.person)
    ]
    lost = sorted(gone.items())
    return [*found, *(Person(name, [], [], part, since.get(name), member=who.get(name)) for name, part in lost)]


def members_of(centre: Centre) -> list[Member]:
    """Everybody of the centre, by label, each with the jobs of the formations that count."""
    chosen = Job.objects.filter(plan__is_chosen=True).select_related("plan").order_by("-plan__school_year", "pk")
    rows = Member.objects.filter(board=centre.pk).order_by("label")
    return list(rows.prefetch_related(Prefetch("jobs", chosen, to_attr="held")))


def jobs_of(member: Member) -> list[Job]:
    """The jobs of somebody in the formations that count, the newest year first."""
    rows = Job.objects.filter(member=member, plan__is_chosen=True).select_related("plan")
    return list(rows.order_by("-plan__school_year", "pk"))


def shared_names(board: UUID, texts: Iterable[str]) -> list[str]:
    """The names among these that do not say whom of two or more."""
    wanted = {text for text in texts if text}
    wanted -= set(Member.objects.filter(board=board, label__in=wanted).values_list("label", flat=True))
    rows = Member.objects.filter(board=board, name__in=wanted).order_by("name")
    return list(rows.values_list("name", flat=True).distinct())
