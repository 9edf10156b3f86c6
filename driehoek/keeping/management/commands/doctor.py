"""`./run manage doctor`: what is wrong with this house, and what to do; exit 1 when there is something."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from driehoek.keeping.doctor import findings


class Command(BaseCommand):
    help = "Looks at keys, rights, disk, mail, worker, nightly work, backup, clock, HTTPS and the database's role"

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = findings()
        for one in found:
            self.stdout.write(f"{'ok' if one.good else '!!'}  {one.what}: {one.found}")
            if one.advice:
                self.stdout.write(f"      {one.advice}")
        sys.exit(not all(one.good for one in found))
