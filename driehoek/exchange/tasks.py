"""Large imports in the background. Each step may run twice (a killed worker's job goes to the next) and writes once."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.access.queries import actor_of, anonymous
from driehoek.access.wall import within

from . import actions, papers
from .models import ImportRun, PaperRun, WorkerBeat

State = ImportRun.State
PATIENCE = 60  # seconds after which who waits is told that no worker is there


@task()
def read_upload(run_id: str, board_id: str) -> None:
    """Make the plan of an upload that waits."""
    with _reading(UUID(board_id)):
        run = ImportRun.objects.select_related("school").get(pk=run_id)
        if run.state != State.READING:
            return
        made = actions.read_into_plan(run, timezone.localdate())
    with transaction.atomic(), within(UUID(board_id)):
        actions.keep_plan(run, made)


@contextmanager
def _reading(board: UUID) -> Iterator[None]:
    """Long reading for a board. PostgreSQL's wall needs a transaction; on SQLite one would keep others from writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), within(board):
            yield
    else:
        yield


@task()
def write_plan(run_id: str, board_id: str, user_id: str) -> None:
    """Apply a plan; when it was overtaken the import is refused and says so."""
    with transaction.atomic(), within(UUID(board_id)):
        run = ImportRun.objects.get(pk=run_id)
        try:
            actions.apply(_actor(user_id), run)
        except actions.CannotApply as problem:
            actions.overtaken(run, str(problem))


@task()
def take_back(run_id: str, board_id: str, user_id: str) -> None:
    """Undo an import; when somebody worked with it since, it stays and says so."""
    with transaction.atomic(), within(UUID(board_id)):
        run = ImportRun.objects.get(pk=run_id)
        if run.state != State.UNDOING:
            return
        try:
            actions.undo(_actor(user_id), run)
        except actions.CannotApply as problem:
            actions.overtaken(run, str(problem))


def _actor(user_id: str) -> Actor:
    user = User.objects.filter(pk=user_id).first()
    return actor_of(user) if user else anonymous()


def plan_soon(run: ImportRun) -> None:
    """Small uploads at once, large ones by a worker."""
    if len(run.payload or b"") > actions.LARGE:
        run.job = str(read_upload.enqueue(str(run.pk), str(run.board_id)).id)
        run.save(update_fields=["job"])
    else:
        actions.make_plan(run, timezone.localdate())


def apply_soon(run: ImportRun, user: User) -> None:
    """Short plans at once, long ones by a worker. Raises CannotApply."""
    if len(run.plan) <= actions.MANY:
        actions.apply(actor_of(user), run)
        return
    with transaction.atomic():  # the worker sees the job together with the state it is for
        run = actions.begin(run, State.APPLYING)
        run.job = str(write_plan.enqueue(str(run.pk), str(run.board_id), str(user.pk)).id)
        run.save(update_fields=["job"])


def undo_soon(run: ImportRun, user: User) -> bool:
    """As `apply_soon`; whether it is done already."""
    if len(run.plan) <= actions.MANY:
        actions.undo(actor_of(user), run)
        return True
    with transaction.atomic():
        run = actions.begin(run, State.UNDOING)
        run.job = str(take_back.enqueue(str(run.pk), str(run.board_id), str(user.pk)).id)
        run.save(update_fields=["job"])
    return False


def nobody_works(run: ImportRun | PaperRun) -> bool:
    """Whether this job has waited a minute while no worker said that it is alive."""
    since = timezone.now().timestamp() - PATIENCE
    asked = DBTaskResult.objects.filter(pk=run.job).values_list("enqueued_at", flat=True).first() if run.job else None
    heard = WorkerBeat.objects.order_by("-at").values_list("at", flat=True).first()
    return bool(asked and asked.timestamp() < since and (heard is None or heard.timestamp() < since))


@task()
def make_papers(run_id: str, board_id: str) -> None:
    """Make the papers of a run; one that was made already, or whose day is over, is left as it is."""
    pk, board = UUID(run_id), UUID(board_id)
    with _reading(board):
        run = PaperRun.objects.filter(pk=pk).first()
    if run is None or run.paper:
        return
    while run.to_do:
        with transaction.atomic(), within(board):
            run = papers.make_some(pk)
    with _reading(board):
        head = papers.head_of(run)
    pages = papers.set_pages(run, head)
    with transaction.atomic(), within(board):
        papers.keep(pk, pages)


def papers_soon(run: PaperRun) -> None:
    """A few at once, many by a worker."""
    if run.many <= papers.AT_ONCE:
        make_papers.call(str(run.pk), str(run.board_id))
        return
    run.job = str(make_papers.enqueue(str(run.pk), str(run.board_id)).id)
    run.save(update_fields=["job"])
