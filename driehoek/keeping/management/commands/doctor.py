"""`./run manage doctor`: what is wrong with this house, and what to do; exit 1 when there is something."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from driehoek.keeping.doctor import findings
from driehoek.keeping.queries import broken_database


class Command(BaseCommand):
    help = "Looks at keys, rights, disk, mail, worker, nightly work, backup, clock, HTTPS and the database's role"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", action="store_true", help="only whether the database can be read at all")

    def handle(self, *_args: Any, database: bool, **_options: Any) -> None:
        with override("en"):  # commands speak English; the page says the same in the reader's language
            found = findings()
        if database:
            found = found[:1] if broken_database() else []
        for one in found:
            self.stdout.write(f"{'ok' if one.good else '!!'}  {one.what}: {one.found}")
            if one.advice:
                self.stdout.write(f"      {one.advice}")
        sys.exit(not all(one.good for one in found))
