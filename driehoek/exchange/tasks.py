"""Large imports in the background. Each step may run twice (a killed worker's job goes to the next) and writes once."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from driehoek.access.models import User
from driehoek.access.queries import actor_of, anonymous
from driehoek.access.wall import within

from . import actions
from .models import ImportRun

State = ImportRun.State


@task()
def read_upload(run_id: str, board_id: str) -> None:
    """Make the plan of an upload that waits."""
    with transaction.atomic(), within(UUID(board_id)):
        run = ImportRun.objects.select_for_update().get(pk=run_id)
        if run.state == State.READING:
            actions.make_plan(run, timezone.localdate())


@task()
def write_plan(run_id: str, board_id: str, user_id: str) -> None:
    """Apply a plan; when it was overtaken the import is refused and says so."""
    with transaction.atomic(), within(UUID(board_id)):
        run = ImportRun.objects.get(pk=run_id)
        user = User.objects.filter(pk=user_id).first()
        try:
            actions.apply(actor_of(user) if user else anonymous(), run)
        except actions.CannotApply as problem:
            actions.overtaken(run, str(problem))


def plan_soon(run: ImportRun) -> None:
    """Small uploads at once, large ones by a worker."""
    if len(run.payload or b"") > actions.LARGE:
        run.job = str(read_upload.enqueue(str(run.pk), str(run.board_id)).id)
        run.save(update_fields=["job"])
    else:
        actions.make_plan(run, timezone.localdate())


def apply_soon(run: ImportRun, user: User) -> None:
    """Short plans at once, long ones by a worker. Raises CannotApply."""
    if len(run.plan) > actions.MANY:
        run.state = State.APPLYING
        run.job = str(write_plan.enqueue(str(run.pk), str(run.board_id), str(user.pk)).id)
        run.save(update_fields=["state", "job"])
    else:
        actions.apply(actor_of(user), run)
