"""What is noted of a person beside the jobs: in service since when, and the days away."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.staffing.models import Job, Leave, Member


@transaction.atomic
def serve(actor: Actor, job: Job, since: date | None) -> Member:
    """Since when who holds this job is in service."""
    member = _member(job)
    member.in_service_since = since
    member.save(update_fields=["in_service_since"])
    _note(actor, "staffing.service_noted", member)
    return member


@transaction.atomic
def add_leave(actor: Actor, job: Job, facts: Mapping[str, Any]) -> Leave:
    """Who holds this job is away; `facts`: starts_on, ends_on, fraction."""
    member = _member(job)
    made = Leave.objects.create(board_id=job.board_id, member=member, **facts)
    _note(actor, "staffing.leave_noted", member)
    return made


@transaction.atomic
def remove_leave(actor: Actor, leave: Leave) -> None:
    """A leave that was noted is none."""
    _note(actor, "staffing.leave_removed", leave.member)
    leave.delete()


def _member(job: Job) -> Member:
    return Member.objects.get_or_create(board_id=job.board_id, name=job.person)[0]


def _note(actor: Actor, act: str, member: Member) -> None:
    journal.write(actor, act, stream=member.board_id, kind="staffing.member", subject_id=member.pk)
