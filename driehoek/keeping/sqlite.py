"""SQLite by its own means: a copy while people work, whether a file is whole, and how many rows each table has."""

import sqlite3
from contextlib import closing
from pathlib import Path

WAIT = 60  # seconds for a lock: a backup has time


class Broken(Exception):
    """A database that cannot be trusted; the sentence says what was found."""


def copy(source: Path, target: Path) -> None:
    """The database as of one moment, with what stands in its write-ahead log; nobody has to wait for it."""
    if not source.exists():
        raise Broken(f"there is no database at {source}")
    try:
        with closing(sqlite3.connect(source, timeout=WAIT)) as connection:
            connection.execute("VACUUM INTO ?", [str(target)])
    except sqlite3.DatabaseError as problem:
        raise Broken(f"{source.name}: {problem}") from problem


def counts(path: Path) -> dict[str, int]:
    """Rows per table. Raises Broken when the file is no whole database."""
    try:
        with closing(sqlite3.connect(path, timeout=WAIT)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
                raise Broken(f"{path.name}: {found if found != 'ok' else 'a row points to one that is not there'}")
            names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            return {
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  # our own tables
                for (name,) in connection.execute(names).fetchall()
            }
    except sqlite3.DatabaseError as problem:
        raise Broken(f"{path.name}: {problem}") from problem


def migrations(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path, timeout=WAIT)) as connection:
        return connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()


def in_use(path: Path) -> bool:
    """Whether another process has the database open: leaving write-ahead mode needs it alone. A broken file is not."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            return False
    except sqlite3.OperationalError as problem:
        return "locked" in str(problem)
    except sqlite3.DatabaseError:
        return False
