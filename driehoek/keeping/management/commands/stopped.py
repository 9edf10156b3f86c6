"""`./run manage stopped`: exit 1 while somebody works in this house. `./run update` asks it before tables change."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from driehoek.keeping import restore


class Command(BaseCommand):
    help = "Says whether server and worker have stopped (exit 0) or somebody is in the database (exit 1)"
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            busy = restore.in_use()
        except restore.Refused as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("still running" if busy else "stopped")
        sys.exit(busy)
