"""PostgreSQL by its own programs, as the owner of the tables: the application's role sees no board without its name.

The owner must be able to pass row-level security (BYPASSRLS or superuser); pg_dump refuses otherwise, so a backup
never misses rows in silence.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import psycopg.sql
from django.conf import settings
from psycopg.conninfo import conninfo_to_dict

VARIABLES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
             "sslmode": "PGSSLMODE"}  # fmt: skip
# What an older program says of a newer server or file, in its own words.
TOO_OLD = ("server version mismatch", "unsupported version")
OTHERS = """SELECT count(*) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename IS NOT NULL"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


class Failed(Exception):
    """A program of PostgreSQL could not do it; the sentence is its own."""


def owner_url() -> str:
    return os.environ.get("DATABASE_OWNER_URL") or settings.DATABASE_URL


def _run(name: str, *arguments: str) -> str:
    """One of PostgreSQL's programs. The login goes by the environment: a command line is readable for the machine."""
    folder = os.environ.get("POSTGRES_PROGRAMS")
    program = shutil.which(name, path=folder) if folder else shutil.which(name)
    if not program:
        raise Failed(f"{name} is not installed (package postgresql-client), or not in POSTGRES_PROGRAMS")
    login = {VARIABLES[key]: str(value) for key, value in conninfo_to_dict(owner_url()).items() if key in VARIABLES}
    done = subprocess.run(  # noqa: S603  # one of the three programs named in this file
        [program, "--no-password", *arguments],
        env={**os.environ, **login},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failed(f"{name}: {_why(program, done.stderr) or done.returncode}")
    return done.stdout


def _why(program: str, said: str) -> str:
    """What a program of PostgreSQL said, in one line; an older one than the server is told as that, with the cure."""
    if any(words in said for words in TOO_OLD):
        return (
            f"{program} is older than the server: install the client of the server's own version"
            " (package postgresql-client-…) and name its folder in POSTGRES_PROGRAMS"
        )
    return said.strip().rpartition("\n")[2]


def dump(target: Path) -> dict[str, int]:
    """Everything as of one moment, and the rows per table of that same moment."""
    with _asked() as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        moment = connection.execute("SELECT pg_export_snapshot()").fetchone()
        found = counts(connection)
        snapshot = f"--snapshot={moment[0] if moment else ''}"
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", snapshot, f"--file={target}")
    return found


@contextmanager
def _asked() -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """The owner's own connection. What PostgreSQL refuses comes back as Failed, in its first line."""
    try:
        with psycopg.connect(owner_url()) as connection:
            yield connection
    except psycopg.errors.InsufficientPrivilege as problem:
        raise Failed(
            f"{problem.diag.message_primary}: name the owner of the tables in DATABASE_OWNER_URL, a role with"
            " BYPASSRLS (docs/running.md)"
        ) from problem
    except psycopg.Error as problem:
        raise Failed(str(problem).strip().partition("\n")[0] or type(problem).__name__) from problem


def counts(connection: "psycopg.Connection[tuple[object, ...]]") -> dict[str, int]:
    """Rows per table, past the wall between boards: without that right it raises instead of counting too few."""
    connection.execute("SET row_security = off")
    names = [str(name) for (name,) in connection.execute(TABLES).fetchall()]
    query = psycopg.sql.SQL("SELECT count(*) FROM {}")
    rows = {name: connection.execute(query.format(psycopg.sql.Identifier(name))).fetchone() for name in names}
    return {name: int(str(row[0])) for name, row in rows.items() if row}


def counts_now() -> dict[str, int]:
    with _asked() as connection:
        return counts(connection)


def in_use() -> bool:
    """Whether somebody else is in the database: what they write would be lost, and tables cannot go while they read."""
    with _asked() as connection:
        found = connection.execute(OTHERS).fetchone()
        return bool(found and found[0])


def readable(path: Path) -> None:
    """Raises Failed when pg_restore cannot read the list of what is in it."""
    _run("pg_restore", "--list", str(path))


def empty_out() -> None:
    """Throw every table of the house away."""
    with _asked() as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def load(path: Path) -> None:
    """All of it or nothing, into a database without tables."""
    _run(
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--single-transaction",
        "--exit-on-error",
        f"--dbname={conninfo_to_dict(owner_url()).get('dbname', '')}",
        str(path),
    )
