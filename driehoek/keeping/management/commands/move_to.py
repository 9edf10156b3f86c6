"""`./run manage move_to postgresql://owner@host/driehoek`: this house, from SQLite to PostgreSQL."""

import time
from argparse import ArgumentParser
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError

from driehoek.keeping import move, sqlite


class Command(BaseCommand):
    help = "Copies this house from SQLite into an empty PostgreSQL, counts both sides and verifies the journal there"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", help="the login of the owner of the tables; - reads it from standard input")

    def handle(self, *_args: Any, url: str, **_options: Any) -> None:
        started = time.monotonic()
        url = input() if url == "-" else url
        try:
            tables = move.move(url, self._say)
            journal = move.verify(url, self._say)
        except (move.CannotMove, sqlite.Broken, psycopg.Error) as problem:
            raise CommandError(f"Not moved, and nothing changed here: {problem}") from problem
        wrong = [f"{one.table} ({one.here} here, {one.there} there)" for one in tables if one.here != one.there]
        if wrong:
            raise CommandError(f"Counts differ: {', '.join(wrong)}. Do not use that database; here nothing changed.")
        self.stdout.write(f"{sum(table.here for table in tables)} rows in {len(tables)} tables, equal on both sides,")
        self.stdout.write(f"{time.monotonic() - started:.1f} s. {journal.strip()}")
        self.stdout.write("Now give the role driehoek_app a password there (ALTER ROLE driehoek_app PASSWORD …), set")
        self.stdout.write("DATABASE_URL to it and DATABASE_OWNER_URL to the owner, and start the server again.")
        self.stdout.write("Attachments and keys stay where they are. Keep the SQLite file until you trust the new one.")

    def _say(self, text: str) -> None:
        """At once, also where the output goes to a file."""
        self.stdout.write(text)
        self.stdout.flush()
