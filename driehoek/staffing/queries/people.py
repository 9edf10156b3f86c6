"""A plan by person: one person with two jobs is one person, and a replacement stands beside who is away."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from driehoek.staffing import redundant, service
from driehoek.staffing.models import Job, JobKind, Member, Plan
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

    @property
    def fraction(self) -> Decimal:
        return sum((job.fraction for job in self.jobs), Decimal(0))

    @property
    def is_over_full(self) -> bool:
        return self.fraction > 1


def people_of(plan: Plan) -> list[Person]:
    """By name; at the end who stands in the formation before and no longer here."""
    ground = ground_of(plan)
    jobs = sorted((job for job in sheet(plan, ground).jobs if job.person), key=lambda job: job.person.casefold())
    gone: dict[str, Decimal] = {}
    for one in redundant.lost(ground.before, jobs):
        gone[one.person] = gone.get(one.person, Decimal(0)) + one.fraction
    since = service.since(ground.noted)
    away = [one for one in ground.noted if one.is_away_in(plan.school_year)]
    found = [
        Person(name, list(rows), [job for job in jobs if job.kind == JobKind.REPLACEMENT and job.replaces == name],
               gone.pop(name, Decimal(0)), since.get(name), [one for one in away if one.name == name])
        for name, rows in groupby(jobs, key=lambda job: job.person)
    ]  # fmt: skip
    return [*found, *(Person(name, [], [], part, since.get(name)) for name, part in sorted(gone.items()))]


def newest_job(member: Member) -> Job | None:
    """A job that names this person, of the latest school year."""
    rows = Job.objects.filter(board=member.board_id, person=member.name)
    return rows.order_by("-plan__school_year", "-plan__is_chosen").first()
