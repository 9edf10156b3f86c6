"""What every page may ask: how old is the last backup? So that any app can ask."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from driehoek.schools.models import Board

from .models import Mark

OLD_AFTER = 2  # days: a school that loses more than its last two days would notice


def keeps_marks() -> bool:
    """Whether this database has the table of them: one of an older version gets it with its update."""
    with connection.cursor() as cursor:
        return Mark._meta.db_table in connection.introspection.table_names(cursor)


def broken_database() -> str:
    """What is wrong with the database itself, in its own words; empty where it can be read."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)" if connection.vendor == "sqlite" else "SELECT 'ok'")
            found = str(cursor.fetchone()[0])
    except DatabaseError as problem:
        return str(problem).strip().partition("\n")[0]
    return "" if found == "ok" else found.partition("\n")[0]


class Kept(NamedTuple):
    """The last time something was done well. `old`: it is too long ago, or never was."""

    at: datetime | None
    days: int | None
    old: bool


def last(what: Mark.What) -> Kept:
    """When this was last done; by the clock, because a backup of half past nine and one of midnight differ."""
    at = Mark.objects.filter(pk=what).values_list("at", flat=True).first()
    if at is None:
        return Kept(None, None, old=True)
    days = (timezone.now() - at).days
    return Kept(at, days, days >= OLD_AFTER)


def last_backup() -> Kept:
    """The last good backup, for the front page and the start-up list: shown there when it is `old`."""
    return last(Mark.What.BACKUP)


def beside_the_data() -> bool:
    """Whether the backups lie on the disk whose breaking they are for: the last one, else the folder that was set."""
    note = Mark.objects.filter(pk=Mark.What.BACKUP).values_list("note", flat=True).first()
    folder = Path(note).parent if note else settings.BACKUP
    return folder is not None and folder.exists() and folder.stat().st_dev == settings.VAR.stat().st_dev


def one_board() -> bool:
    """Whether the house is of one board: its people look after it then. One of several is run by somebody else."""
    return Board.objects.count() == 1


def last_nightly() -> Kept:
    return last(Mark.What.NIGHTLY)
