"""Reads of what was laid down and sent, and what a formation is compared with (STA-5)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from driehoek.ready import Ready
from driehoek.staffing import redundant
from driehoek.staffing.models import Centre, Formation, Job, Member, Plan, Step
from driehoek.staffing.models.formation import job_of


def history_of(centre: Centre) -> list[Formation]:
    """Every moment, the newest first."""
    return list(Formation.objects.filter(board=centre.pk).select_related("by"))


def laid_down(plan: Plan) -> list[Job] | None:
    """The formation that this one may not make more staff redundant than: the last one sent; else the one that counted
    before another was first chosen. None: neither of these happened.
    """
    rows = list(_moments(plan.board_id, plan.school_year))
    sent = [jobs for event, jobs, _before in rows if event == Formation.Event.SENT]
    chosen = [before for event, _jobs, before in rows if event == Formation.Event.CHOSEN and before]
    found = (sent[-1:] or chosen[:1] or [None])[0]
    return None if found is None else [job_of(facts) for facts in as_called_now(plan.board_id, found)]


def as_called_now(board: UUID, rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Jobs as they were kept, under the names that people have today: a corrected name makes nobody redundant."""
    called = {str(pk): label for pk, label in _called(board)}
    return [{**one, "person": called.get(one.get("member", ""), one["person"])} for one in rows]


@Ready
def _called(board: UUID) -> QuerySet[Member, Any]:
    return Member.objects.filter(board=board).values_list("pk", "label")


@Ready
def _moments(board: UUID, school_year: str) -> QuerySet[Formation, Any]:
    rows = Formation.objects.filter(board=board, school_year=school_year).order_by("at", "pk")
    return rows.values_list("event", "jobs", "before")


def with_taken_away(plan: Plan, jobs: Sequence[Job], before: Sequence[Job]) -> list[Job]:
    """The earlier formation, with the permanent staff that stood in the plan that counts and was taken out of it."""
    steps = list(_steps(plan.pk))
    gone = as_called_now(plan.board_id, redundant.taken_away(steps, str(plan.pk)))
    return [*before, *redundant.not_among([job_of(facts) for facts in gone], [*jobs, *before])]


@Ready
def _steps(plan: UUID) -> QuerySet[Step]:
    return Step.objects.filter(plan=plan, undone_at=None, act__in=redundant.TAKEN_AWAY).order_by("at", "pk")
