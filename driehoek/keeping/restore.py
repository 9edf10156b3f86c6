"""Putting a backup back. What was there is moved aside, never thrown away, and nothing moves before all is checked."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from driehoek.access.models import User
from driehoek.journal.verification import check_all

from . import bag, keys, postgres, sqlite

SIDE_FILES = ("-wal", "-shm", "-journal")


class Refused(Exception):
    """Nothing was changed; the sentence says why and what to do."""


def put_back(source: Path, keys_from: Path | None = None, *, replace: bool = False) -> tuple[bag.Manifest, Path]:
    """The house of a backup in the place of this one. Returns its manifest and where the old one was put."""
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=settings.VAR) as name:
        room = Path(name)
        try:
            made = bag.unpack(source, room)
            bag.refuse_newer(made)
        except bag.BadBag as problem:
            raise Refused(str(problem)) from problem
        found = keys.read_apart(keys_from) if keys_from else {}
        _refuse(made, found, replace=replace)
        aside = settings.VAR / f"before-restore-{timezone.localtime():%Y-%m-%dT%H%M%S}"
        aside.mkdir(mode=0o700)
        connections.close_all()
        (_replace_postgres if made.vendor == "postgresql" else _replace_sqlite)(room / bag.DATABASE, aside)
        _swap(Path(settings.MEDIA_ROOT), room / bag.ATTACHMENTS, aside)
        if found:
            for key in found:
                _aside(settings.VAR / key.lower(), aside)
            keys.install(found)
    return made, aside


def _refuse(made: bag.Manifest, found: dict[str, str], *, replace: bool) -> None:
    if made.vendor != bag.vendor():
        raise Refused(
            f"this backup is of {made.vendor}, this house runs on {bag.vendor()}: restore it there, then move"
        )
    if keys.mark_of(found.get("SEALING_KEY", settings.SEALING_KEY)) != made.key:
        raise Refused(
            "the sealing key of this house does not open the personal numbers of this backup: name the file with its"
            f" keys (--keys …/driehoek-keys-{made.key}.json)"
        )
    if not replace and has_data():
        raise Refused("this house has data. To put the backup in its place: --replace (the old data is moved aside)")
    if in_use():
        raise Refused("the server or the worker is still running: stop it first (and pgbouncer where there is one)")


def in_use() -> bool:
    if bag.vendor() == "sqlite":
        return sqlite.in_use(Path(settings.DATABASES["default"]["NAME"]))
    try:
        return postgres.in_use()
    except postgres.Failed as problem:
        raise Refused(str(problem)) from problem


def has_data() -> bool:
    """Whether somebody works in this house. A database that cannot be read counts: it may be mended."""
    try:
        with transaction.atomic():
            return User.objects.exists()
    except DatabaseError as problem:
        return "no such table" not in str(problem) and "does not exist" not in str(problem)
    finally:
        connections.close_all()


def _aside(path: Path, aside: Path) -> None:
    if path.exists():
        path.rename(aside / path.name)


def _swap(there: Path, new: Path, aside: Path) -> None:
    _aside(there, aside)
    if new.exists():
        new.rename(there)


def _replace_sqlite(new: Path, aside: Path) -> None:
    there = Path(settings.DATABASES["default"]["NAME"])
    for end in SIDE_FILES:
        _aside(there.with_name(there.name + end), aside)
    _swap(there, new, aside)


def _replace_postgres(new: Path, aside: Path) -> None:
    """The old tables are dumped aside first. Wall and grants come back with the migrations."""
    try:
        postgres.dump(aside / bag.DATABASE)
        postgres.empty_out()
        postgres.load(new)
    except postgres.Failed as problem:
        raise Refused(f"{problem}; what was there is in {aside}") from problem


def counts_now() -> dict[str, int]:
    if bag.vendor() == "postgresql":
        return postgres.counts_now()
    return sqlite.counts(Path(settings.DATABASES["default"]["NAME"]))


def bring_up() -> list[Any]:
    """Tables as this version wants them, and the journal walked on the other side. Returns the chains that broke."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        return [chain for chain in check_all() if chain.broken]
