"""One file that holds a house: its database, its attachments, and a manifest that says what must be in it."""

import hashlib
import io
import json
import tarfile
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from . import keys, postgres, sqlite

FORMAT = 1
PREFIX, SUFFIX, PART = "driehoek-", ".tar.gz", ".part"
MANIFEST, DATABASE, ATTACHMENTS = "manifest.json", "database", "attachments"
CHUNK = 1024 * 1024


class BadBag(Exception):
    """A backup that cannot be used; the sentence says why."""


class Manifest(NamedTuple):
    """What a backup must hold; no person in it."""

    format: int
    version: str  # of the product that made it
    at: str
    vendor: str
    key: str  # mark of the sealing key that opens its personal numbers
    counts: dict[str, int]
    files: dict[str, str]  # name → SHA-256
    migrations: list[list[str]]


def version() -> str:
    found: str = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
    return found


def vendor() -> str:
    return "sqlite" if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else "postgresql"


def pack(target: Path, database: Path, counts: dict[str, int], migrations: list[list[str]]) -> Manifest:
    """Put database and attachments into `target`; the manifest comes last, when every digest is known."""
    files: dict[str, str] = {}
    with tarfile.open(target, "w:gz", compresslevel=1) as archive:
        for name, path in _contents(database):
            try:
                files[name] = _digest(path)
                archive.add(path, name, recursive=False)
            except FileNotFoundError:  # an attachment that somebody removed meanwhile: its row says so too, or will
                files.pop(name, None)
        made = Manifest(
            FORMAT,
            version(),
            timezone.now().isoformat(timespec="seconds"),
            vendor(),
            keys.mark_of(settings.SEALING_KEY),
            counts,
            files,
            migrations,
        )
        data = json.dumps(made._asdict(), indent=1).encode()
        about = tarfile.TarInfo(MANIFEST)
        about.size = len(data)
        archive.addfile(about, io.BytesIO(data))
    return made


def _contents(database: Path) -> Iterator[tuple[str, Path]]:
    yield DATABASE, database
    attachments = Path(settings.MEDIA_ROOT)
    for path in sorted(attachments.rglob("*")):
        if path.is_file():
            yield f"{ATTACHMENTS}/{path.relative_to(attachments).as_posix()}", path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(source: Path, folder: Path) -> Manifest:
    """Everything of a backup in an empty folder, checked against its manifest. Raises BadBag."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        made = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, TypeError) as problem:
        raise BadBag(f"{source.name} cannot be opened: {type(problem).__name__}") from problem
    if made.format != FORMAT:
        raise BadBag(f"{source.name} was made by another version ({made.version})")
    for name, digest in made.files.items():
        path = folder / name
        if not path.is_file() or _digest(path) != digest:
            raise BadBag(f"{source.name}: {name} is missing or damaged")
    check_database(source, folder / DATABASE, made)
    return made


def check_database(source: Path, database: Path, made: Manifest) -> None:
    """Open it. The counts are those of the manifest; on PostgreSQL that is seen when it is put back."""
    try:
        if made.vendor == "postgresql":
            postgres.readable(database)
        elif sqlite.counts(database) != made.counts:
            raise BadBag(f"{source.name}: the rows are not those of its manifest")
    except (sqlite.Broken, postgres.Failed) as problem:
        raise BadBag(f"{source.name}: {problem}") from problem


def refuse_newer(made: Manifest) -> None:
    """Raises BadBag for the data of a newer version of the product, which these tables cannot hold."""
    known: dict[Any, Any] = MigrationLoader(None).disk_migrations or {}
    ours = {app for app, _name in known}
    newer = [f"{app}.{name}" for app, name in made.migrations if app in ours and (app, name) not in known]
    if newer:
        raise BadBag(f"it was made by a newer version ({made.version}; {newer[0]}): update first")
