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
            tables = move.move(url)
            journal = move.verify(url)
        except (move.CannotMove, sqlite.Broken, psycopg.Error) as problem:
            raise CommandError(f"Not moved, and nothing changed here: {problem}") from problem
        for table in tables:
            self.stdout.write(f"{table.table:45} {table.here:9} {table.there:9}")
        wrong = [table.table for table in tables if table.here != table.there]
        if wrong:
            raise CommandError(f"Counts differ: {', '.join(wrong)}. Do not use that database; here nothing changed.")
        self.stdout.write(f"{sum(table.here for table in tables)} rows in {len(tables)} tables, equal on both sides,")
        self.stdout.write(f"{time.monotonic() - started:.1f} s. {journal.strip()}")
        self.stdout.write("Now give the role driehoek_app a password there (ALTER ROLE driehoek_app PASSWORD …), set")
        self.stdout.write("DATABASE_URL to it and DATABASE_OWNER_URL to the owner, and start the server again.")
        self.stdout.write("Attachments and keys stay where they are. Keep the SQLite file until you trust the new one.")
