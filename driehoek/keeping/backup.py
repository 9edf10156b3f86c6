"""Making a backup while people work, opening it to see that it is good, and throwing the oldest away."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from . import bag, keys, postgres, sqlite
from .actions import mark
from .models import Mark
from .queries import keeps_marks, last_backup

SECONDS_A_DAY = 24 * 60 * 60


def make(folder: Path, keys_to: Path | None = None) -> tuple[Path, bag.Manifest]:
    """A checked backup in `folder`. Until it is checked it has another name, so nobody takes it for one."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = timezone.localtime().strftime("%Y-%m-%dT%H%M%S")
    target = folder / f"{bag.PREFIX}{stamp}{bag.SUFFIX}"
    part = target.with_name(target.name + bag.PART)
    try:
        with _room(folder) as room:
            counts = _database(room / bag.DATABASE)
            bag.pack(part, room / bag.DATABASE, counts, _migrations())
            (room / bag.DATABASE).unlink()
            made = bag.unpack(part, room)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    if keys_to:
        keys.write_apart(keys_to / f"driehoek-keys-{made.key}.json")
    mark(Mark.What.BACKUP, str(target))
    return target, made


@contextmanager
def _room(folder: Path) -> Iterator[Path]:
    """A folder to work in, on the disk that must have the space anyway, gone afterwards whatever happens."""
    room = Path(tempfile.mkdtemp(prefix=".driehoek-", dir=folder))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _database(target: Path) -> dict[str, int]:
    if bag.vendor() == "postgresql":
        return postgres.dump(target)
    sqlite.copy(Path(settings.DATABASES["default"]["NAME"]), target)
    return sqlite.counts(target)


def _migrations() -> list[list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return [list(row) for row in cursor.fetchall()]


def remember(path: Path) -> None:
    """Note a backup that was made before this house kept notes: the first thing of the update that began them."""
    made = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    kept = last_backup().at
    if kept is None or kept < made:
        mark(Mark.What.BACKUP, str(path), at=made)


def there(folder: Path) -> list[Path]:
    """The backups of a folder, the newest first."""
    return sorted(folder.glob(f"{bag.PREFIX}*{bag.SUFFIX}"), reverse=True)


def throw_old_away(folder: Path, days: int) -> list[Path]:
    """Backups older than so many days go; the newest one stays whatever its age. Returns what went."""
    limit = timezone.now().timestamp() - days * SECONDS_A_DAY
    old = [path for path in there(folder)[1:] if path.stat().st_mtime < limit]
    for path in old:
        path.unlink()
    return old


def keys_are_apart(key: str) -> bool:
    """Whether the keys of this house were ever written apart, and are still these."""
    return keeps_marks() and Mark.objects.filter(pk=Mark.What.KEYS, note=key).exists()
