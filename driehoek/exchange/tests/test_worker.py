"""A worker is killed in the middle of a job; the next one finishes it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from driehoek.exchange import actions, tasks
from driehoek.exchange.management.commands import work
from driehoek.exchange.models import ImportRun, WorkerBeat
from driehoek.people.models import Pupil

from .importing import FILES, planned, started

HOUSE = Path(__file__).parents[3]
ENQUEUE = "import django; django.setup(); from driehoek.exchange.tests.slow import slow; slow.enqueue()"
DONE = (
    "import django; django.setup(); from django_tasks_db.models import DBTaskResult; "
    "print(DBTaskResult.objects.get().status)"
)


@pytest.fixture
def own_house(tmp_path) -> dict[str, str]:
    """An empty database of its own, because killing a process must not touch the tests' database."""
    environment = {
        **os.environ,
        "DRIEHOEK_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "driehoek.settings",
        "PYTHONPATH": str(HOUSE),
    }
    environment.pop("DATABASE_URL", None)
    subprocess.run(
        [sys.executable, "-m", "driehoek.cli", "manage", "migrate", "-v0"], env=environment, check=True, cwd=HOUSE
    )
    return environment


def worker(environment: dict[str, str], *more: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "django",
        "work",
        "-v0",
        "--interval=0.2",
        "--no-startup-delay",
        "--silent-after=2",
        *more,
    ]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, cwd=HOUSE, stdout=quiet, stderr=quiet)  # noqa: S603  # ourselves


def run(code: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.check_output(command, env=environment, cwd=HOUSE, text=True)  # noqa: S603  # ourselves


def wait_for(what, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def test_the_job_of_a_killed_worker_is_finished_by_the_next(own_house, tmp_path) -> None:
    runs = tmp_path / "runs"
    run(ENQUEUE, own_house)
    first = worker(own_house)
    wait_for(runs.exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    second = worker(own_house)
    try:
        wait_for(lambda: len(runs.read_text().splitlines()) == 2)
        wait_for(lambda: run(DONE, own_house).strip() == "SUCCESSFUL")
    finally:
        second.terminate()
        second.wait()
    assert runs.read_text().splitlines()[0] != runs.read_text().splitlines()[1]


def test_the_job_of_a_living_worker_stays_with_it(db) -> None:
    work.beat("alive")
    job = DBTaskResult.objects.create(
        status="RUNNING",
        worker_ids=["alive"],
        args_kwargs={"args": [], "kwargs": {}},
        task_path="x",
        run_after=timezone.now(),
        backend_name="default",
    )
    assert work.hand_back(60) == 0
    WorkerBeat.objects.all().delete()
    assert work.hand_back(60) == 1
    job.refresh_from_db()
    assert job.status == "READY"


def test_a_large_import_goes_through_the_queue_to_its_result(cast) -> None:
    run = started(cast.lindeboom, FILES / "lindeboom.xml", by=cast.rita)
    tasks.read_upload.call(str(run.pk), str(run.board_id))
    assert ImportRun.objects.get(pk=run.pk).state == "planned"
    for _again in range(2):  # a job that was handed on runs twice
        tasks.write_plan.call(str(run.pk), str(run.board_id), str(cast.rita.pk))
    assert Pupil.objects.filter(key="Lena-1").count() == 1


def test_a_background_import_that_was_overtaken_says_so(cast) -> None:
    run = planned(cast.lindeboom, FILES / "lindeboom.xml", by=cast.rita)
    Pupil.objects.filter(pk=cast.noor.pk).update(sex="m")
    tasks.write_plan.call(str(run.pk), str(run.board_id), str(cast.rita.pk))
    run = ImportRun.objects.get(pk=run.pk)
    assert (run.state, len(run.notes["refused"])) == ("refused", 1)
    with pytest.raises(actions.CannotApply):
        actions.apply(None, run)
