"""`./run manage nightly [--on 2026-11-23]`: the one line for the scheduler; everything that time alone brings."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from driehoek.keeping.actions import mark
from driehoek.keeping.models import Mark
from driehoek.kit import registry


class Command(BaseCommand):
    help = "Runs every nightly sweep, one after the other; one that fails does not keep the others from running."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day to look from; today when left out")

    def handle(self, *_arguments: object, on: date | None, **_options: object) -> None:
        failed = []
        for name, options in [*((name, {"on": on}) for name in registry.in_order("SWEEPS")), *self._backup()]:
            try:
                call_command(name, stdout=self.stdout, **options)
            except Exception as error:  # noqa: BLE001  # whatever it was: the other sweeps must still run
                failed.append(f"{name}: {type(error).__name__}")
        if failed:
            raise CommandError(f"These sweeps failed; run them by themselves to see why: {', '.join(failed)}")
        mark(Mark.What.NIGHTLY)

    @staticmethod
    def _backup() -> list[tuple[str, dict[str, Any]]]:
        """Last, so that it holds what the night brought; only where a folder is set."""
        return [("backup", {})] if settings.BACKUP else []
