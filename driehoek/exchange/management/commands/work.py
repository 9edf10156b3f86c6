"""The background worker: django-tasks' own, and the lines it lacks: a killed worker's job goes to the next.

Each worker says every few seconds that it is alive. The jobs of one that fell silent go back to the queue; jobs here
write once however often they run.
"""

from argparse import ArgumentParser
from io import StringIO
from threading import Event, Thread
from typing import Any

from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker
from django_tasks_db.models import DBTaskResult

from driehoek.exchange.models import WorkerBeat
from driehoek.keeping.keys import refuse_another_key

PAUSE = 2  # seconds before a worker whose database was away or locked tries again

MINUTE = 60.0
BY_THE_CLOCK = ("remind_attendance", "daily_mail")


def beat(worker: str) -> None:
    WorkerBeat.objects.update_or_create(worker=worker, defaults={"at": Now()})


def hand_back(silent_after: float) -> int:
    """Return the jobs of workers that said nothing for so many seconds to the queue; how many there were."""
    now = timezone.now().timestamp()
    alive = {row.worker for row in WorkerBeat.objects.all() if now - row.at.timestamp() <= silent_after}
    lost = [job.pk for job in DBTaskResult.objects.running() if not alive & set(job.worker_ids[-1:])]
    WorkerBeat.objects.exclude(worker__in=alive).delete()
    rows = DBTaskResult.objects.running().filter(pk__in=lost)
    returned: int = rows.update(status=TaskResultStatus.READY, started_at=None)
    return returned


def let_go(worker: str) -> None:
    """A job that broke off in this worker's hands goes back to the queue, because its owner is alive and has none."""
    DBTaskResult.objects.running().filter(
        pk__in=[job.pk for job in DBTaskResult.objects.running() if job.worker_ids[-1:] == [worker]]
    ).update(status=TaskResultStatus.READY, started_at=None)


class Command(DatabaseWorker):  # type: ignore[misc]  # the package has no types
    help = "Run jobs in the background, also those of a worker that was killed"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--silent-after", type=float, default=20, help="seconds after which a worker counts as gone"
        )

    def handle(self, *args: Any, silent_after: float, worker_id: str, **options: Any) -> None:
        refuse_another_key()
        done = Event()
        alive = Thread(target=self._stay_alive, args=(done, worker_id, silent_after), daemon=True)
        clock = Thread(target=self._by_the_clock, args=(done,), daemon=True)
        alive.start()
        clock.start()
        try:
            while self._broke_off(*args, worker_id=worker_id, **options):
                done.wait(PAUSE)
        finally:
            done.set()
            alive.join()
            clock.join()

    def _broke_off(self, *args: Any, worker_id: str, **options: Any) -> bool:
        """Work until told to stop. True when the database could not be reached or stayed locked: the worker goes on."""
        try:
            beat(worker_id)
            let_go(worker_id)
            super().handle(*args, worker_id=worker_id, **options)
        except OperationalError:
            connection.close()
            return True
        return False

    @staticmethod
    def _stay_alive(done: Event, worker: str, silent_after: float) -> None:
        """In its own thread with its own connection; a locked database is tried again at the next beat."""
        while not done.is_set():
            try:
                beat(worker)
                hand_back(silent_after)
            except OperationalError:
                connection.close()
            done.wait(silent_after / 4)
        connection.close()

    def _by_the_clock(self, done: Event) -> None:
        """Every minute what the hour brings, apart from the sign of life: a mail server may keep it waiting."""
        while not done.wait(MINUTE):
            for name in BY_THE_CLOCK:
                try:
                    call_command(name, stdout=StringIO())
                except Exception as error:  # noqa: BLE001  # whatever it was: in a minute it is tried again
                    self.stderr.write(f"{name}: {type(error).__name__}")
                    connection.close()
        connection.close()
