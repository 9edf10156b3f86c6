"""Two people, or a person and the worker, at one import: whoever was first counts, and what the page says is true."""

from collections.abc import Callable

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from driehoek.access.queries import actor_of
from driehoek.exchange import actions, papers, tasks
from driehoek.exchange.management.commands import work
from driehoek.exchange.models import ImportRun, PaperRun, WorkerBeat
from driehoek.people.models import Pupil
from tests.cast import MONDAY

from .importing import FILES, imported, planned, started

LENA = Pupil.objects.filter(key="Lena-1")


def again(run: ImportRun) -> ImportRun:
    return ImportRun.objects.get(pk=run.pk)


def job(run: ImportRun, **more: object) -> DBTaskResult:
    made = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="driehoek.exchange.tasks.read_upload",
        run_after=timezone.now(),
        backend_name="default",
        **more,
    )
    ImportRun.objects.filter(pk=run.pk).update(job=str(made.pk))
    return made


def test_cancelling_what_was_taken_in_meanwhile_says_so_and_leaves_undo(cast, client) -> None:
    run = planned(cast.lindeboom, FILES / "lindeboom.xml", by=cast.sam)
    stale = again(run)
    actions.apply(actor_of(cast.sam), run)
    client.force_login(cast.sam)
    answer = client.post(reverse("roster_cancel", args=[stale.pk]), follow=True)
    assert "te laat" in answer.text
    assert "Er is niets geschreven" not in answer.text
    assert again(run).state == "applied"
    actions.undo(actor_of(cast.sam), again(run))
    assert not LENA.exists()


def test_a_plan_that_is_ready_after_somebody_cancelled_is_not_kept(cast) -> None:
    run = started(cast.lindeboom, FILES / "lindeboom.xml", by=cast.sam)
    made = actions.read_into_plan(run, MONDAY)
    actions.cancel(again(run))
    actions.keep_plan(run, made)
    assert (again(run).state, again(run).plan) == ("cancelled", [])


def test_a_job_that_comes_after_somebody_cancelled_writes_nothing(cast) -> None:
    run = planned(cast.lindeboom, FILES / "lindeboom.xml", by=cast.sam)
    actions.cancel(again(run))
    tasks.write_plan.call(str(run.pk), str(run.board_id), str(cast.sam.pk))
    assert again(run).state == "cancelled"
    assert not LENA.exists()


def test_many_rows_are_taken_back_by_the_worker(cast, monkeypatch, client) -> None:
    run = imported(cast.lindeboom, FILES / "lindeboom.xml", by=cast.sam)
    monkeypatch.setattr(actions, "MANY", 0)
    client.force_login(cast.sam)
    page = client.post(reverse("roster_undo", args=[run.pk]), follow=True)
    assert (again(run).state, LENA.exists()) == ("undoing", True)
    assert "achtergrond" in page.text
    for _again in range(2):  # a job that was handed on runs twice
        tasks.take_back.call(str(run.pk), str(run.board_id), str(cast.sam.pk))
    assert (again(run).state, LENA.exists()) == ("undone", False)


def test_what_cannot_be_taken_back_in_the_background_stays_and_says_why(cast, monkeypatch) -> None:
    run = imported(cast.lindeboom, FILES / "lindeboom.xml", by=cast.sam)
    monkeypatch.setattr(actions, "MANY", 0)
    tasks.undo_soon(again(run), cast.sam)
    LENA.update(sex="x")
    tasks.take_back.call(str(run.pk), str(run.board_id), str(cast.sam.pk))
    assert again(run).state == "applied"
    assert "undone" in again(run).notes["warnings"][0][0] or "ongedaan" in again(run).notes["warnings"][0][0]


def test_who_waits_is_told_after_a_minute_that_no_worker_is_there(cast, client) -> None:
    run = started(cast.lindeboom, FILES / "lindeboom.xml", by=cast.sam)
    waiting = job(run)
    client.force_login(cast.sam)
    address = reverse("roster_run", args=[run.pk])
    assert "geen achtergrondprogramma" not in client.get(address).text
    DBTaskResult.objects.filter(pk=waiting.pk).update(enqueued_at=timezone.make_aware(timezone.datetime(2026, 1, 1)))
    assert "geen achtergrondprogramma" in client.get(address).text
    work.beat("alive")
    assert "geen achtergrondprogramma" not in client.get(address).text


def test_a_locked_database_does_not_end_the_worker_and_its_job_is_done_again(cast, monkeypatch) -> None:
    run = started(cast.lindeboom, FILES / "lindeboom.xml", by=cast.sam)
    broken_off = job(run, status="RUNNING", worker_ids=["mine"])
    calls = []

    def handle(*_args: object, **_options: object) -> None:
        calls.append(DBTaskResult.objects.get(pk=broken_off.pk).status)
        if len(calls) == 1:
            DBTaskResult.objects.filter(pk=broken_off.pk).update(status="RUNNING")
            raise OperationalError("database is locked")

    monkeypatch.setattr(db_worker.Command, "handle", handle)
    monkeypatch.setattr(work.connection, "close", lambda: None)
    command = work.Command()
    assert command._broke_off(worker_id="mine")
    assert not command._broke_off(worker_id="mine")
    assert calls == ["READY", "READY"]
    assert WorkerBeat.objects.filter(worker="mine").exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks rows, and its wall asks for a transaction")
def test_while_a_worker_reads_a_file_or_sets_papers_others_write_on_sqlite(cast, monkeypatch) -> None:
    """R9: one transaction around reading kept every teacher from saving, for as long as it took."""
    held: list[bool] = []
    around = len(connection.savepoint_ids)

    def noted(real: Callable[..., object]) -> Callable[..., object]:
        def inner(*given: object, **more: object) -> object:
            held.append(len(connection.savepoint_ids) > around)
            return real(*given, **more)

        return inner

    monkeypatch.setattr(actions, "read_into_plan", noted(actions.read_into_plan))
    monkeypatch.setattr(papers, "set_pages", noted(papers.set_pages))
    run = started(cast.lindeboom, FILES / "lindeboom.xml", by=cast.sam)
    tasks.read_upload.call(str(run.pk), str(run.board_id))
    assert again(run).state == ImportRun.State.PLANNED
    asked = papers.ask(
        actor_of(cast.rita), PaperRun.Kind.STAFF, [], "https://school.example/", board=run.board_id, school=None
    )
    tasks.make_papers.call(str(asked.pk), str(asked.board_id))
    assert held == [False, False]
