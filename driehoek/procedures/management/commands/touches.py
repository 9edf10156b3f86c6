"""`./run manage touches PARAMETER [--on DATE]`: the open cases whose days a dated value changes (ALL-3)."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from driehoek.access.wall import within
from driehoek.procedures import touching
from driehoek.procedures.models import Case
from driehoek.schools.models import Board


class Command(BaseCommand):
    help = "List the open cases whose days differ between the value of a parameter before a day and from that day on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("parameter", help="for example be.discipline.appeal_days")
        parser.add_argument("--on", help="the day from which the new value holds (default: its newest value)")

    def handle(self, *_args: Any, parameter: str, on: str | None, **_options: Any) -> None:
        today = timezone.localdate()
        wanted = touching.asked({"parameter": parameter, "on": on or ""}, today)
        if not wanted.parameter:
            raise CommandError(f"{parameter} is no parameter of the lawbook. ./run law list names them.")
        self.stdout.write(f"{parameter}, from {wanted.on}")
        found = sum(self._of_board(board, wanted, today) for board in Board.objects.order_by("name"))
        self.stdout.write(f"{found} days of open cases differ")

    @transaction.atomic
    def _of_board(self, board: Board, wanted: touching.Asked, today: date) -> int:
        """No names: this is read by whoever runs the machine."""
        with within(board.pk):
            cases = Case.objects.filter(board=board, archived_at=None).select_related("school", "pupil")
            rows = touching.touched(cases, wanted, today)
            for row in rows:
                self.stdout.write(f"{row.case.pk}  {row.title}: {row.before} -> {row.after} (now {row.now})")
        return len(rows)
