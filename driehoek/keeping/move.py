"""From SQLite to PostgreSQL: every table copied in one transaction, counted on both sides, the journal walked there.

The rows go as they are: PostgreSQL reads SQLite's hex of an id, its 0 and 1, its moments in UTC. Foreign keys are
checked at the end of the transaction, so the order of the tables does not matter.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import psycopg
from django.conf import settings
from psycopg import sql

from . import bag, sqlite
from .postgres import counts

AT_ONCE = 1000
Connection = psycopg.Connection[tuple[object, ...]]


class CannotMove(Exception):
    """Nothing was moved; the sentence says why and what to do."""


class Moved(NamedTuple):
    """One table: rows on this side and on the other."""

    table: str
    here: int
    there: int


def move(url: str, say: Callable[[str], None]) -> list[Moved]:
    """Copy this house into the empty PostgreSQL of `url`, its owner's login. This side stays as it is.

    It takes minutes: `say` hears each step and each table, so that nobody takes it for stuck.
    """
    source = Path(settings.DATABASES["default"]["NAME"])
    if bag.vendor() != "sqlite":
        raise CannotMove("this house is on PostgreSQL already; another server is a matter of pg_dump or replication")
    if sqlite.in_use(source):
        raise CannotMove("the server or the worker is still running, stop it: what they write would stay behind")
    here = sqlite.counts(source)
    say("Making the tables there …")
    _manage(url, "migrate", "-v0")
    with closing(sqlite3.connect(source)) as old, psycopg.connect(url) as new:
        _refuse(old, new, here)
        _copy(old, new, here, say)
        say("Counting on the other side …")
        there = counts(new)
    return [Moved(name, many, there.get(name, -1)) for name, many in here.items()]


def verify(url: str, say: Callable[[str], None]) -> str:
    """Walk the journal on the other side. What the command says; raises CannotMove where a chain does not hold."""
    say("Walking the journal there …")
    return _manage(url, "verify_journal")


def _manage(url: str, *arguments: str) -> str:
    """A command of ours with the other database."""
    done = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-m", "driehoek.cli", "manage", *arguments],
        env={**os.environ, "DATABASE_URL": url, "DATABASE_OWNER_URL": url},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotMove(f"{arguments[0]} on the other side: {(done.stderr.strip() or done.stdout).splitlines()[-1]}")
    return done.stdout


def _refuse(old: sqlite3.Connection, new: Connection, here: dict[str, int]) -> None:
    done = "SELECT app, name FROM django_migrations"
    if set(old.execute(done).fetchall()) != set(new.execute(done).fetchall()):
        raise CannotMove("the tables here are not those of this version: ./run manage migrate, then again")
    people = new.execute("SELECT count(*) FROM access_user").fetchone()
    if people and people[0]:
        raise CannotMove("the database there has people in it already; move into an empty one")
    missing = set(here) - set(counts(new))
    if missing:
        raise CannotMove(f"the database there lacks {', '.join(sorted(missing))}")


def _copy(old: sqlite3.Connection, new: Connection, tables: dict[str, int], say: Callable[[str], None]) -> None:
    new.execute("SET TIME ZONE 'UTC'")
    boards = ",".join(str(board) for (board,) in old.execute("SELECT id FROM schools_board"))
    new.execute("SELECT set_config('app.boards', %s, true)", [boards])
    names = sql.SQL(", ").join(map(sql.Identifier, tables))
    new.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
    for number, (table, many) in enumerate(tables.items(), 1):
        say(f"{number:4} of {len(tables)}  {table:45} {many:9} rows")
        columns = [row[1] for row in old.execute(f'PRAGMA table_info("{table}")')]
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with new.cursor().copy(into) as rows:
            for row in _rows(old, table, columns):
                rows.write_row(row)
        _count_on(new, table)


def _rows(old: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[tuple[object, ...]]:
    names = ", ".join(f'"{column}"' for column in columns)
    found = old.execute(f'SELECT {names} FROM "{table}"')  # noqa: S608  # our own tables
    while rows := found.fetchmany(AT_ONCE):
        yield from rows


def _count_on(new: Connection, table: str) -> None:
    """Numbers that PostgreSQL gives out go on after the highest that came along."""
    numbered = new.execute(
        "SELECT column_name, pg_get_serial_sequence(quote_ident(table_name), column_name)"
        " FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s",
        [table],
    ).fetchall()
    for column, sequence in numbered:
        if sequence:
            highest = sql.SQL("SELECT setval(%s, greatest(max({}), 1), max({}) IS NOT NULL) FROM {}").format(
                sql.Identifier(str(column)), sql.Identifier(str(column)), sql.Identifier(table)
            )
            new.execute(highest, [sequence])
