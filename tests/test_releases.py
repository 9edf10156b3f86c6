"""Data of every release comes up to this version, and what a release migrated with is never edited again."""

import hashlib
from pathlib import Path

import pytest

from driehoek.keeping import sqlite
from driehoek.keeping.tests.house import HOUSE, RELEASES, manage, of_release, releases

# What Django keeps about the tables themselves grows with them.
ABOUT_TABLES = {"django_migrations", "django_content_type", "auth_permission"}
LISTED = [line.split() for path in sorted(RELEASES.glob("*.migrations")) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("release", releases())
def test_the_data_of_a_release_comes_along_whole(release: str, tmp_path: Path) -> None:
    house = of_release(tmp_path, release)
    before = sqlite.counts(tmp_path / "driehoek.sqlite3")
    said = manage(house, "backup", str(tmp_path / "backups"))
    assert "opened and checked" in said, "an update begins with this"
    manage(house, "migrate", "-v0")
    after = sqlite.counts(tmp_path / "driehoek.sqlite3")
    lost = {name: (many, after.get(name)) for name, many in before.items() if many > after.get(name, 0)}
    assert not lost
    assert {name: many for name, many in before.items() if many and name not in ABOUT_TABLES}.items() <= after.items()
    assert "the chain holds" in manage(house, "verify_journal")
    manage(house, "backup", "--remember", said.partition(":")[0])
    backup = next(line for line in manage(house, "doctor", good=False).splitlines() if "Backup" in line)
    assert "never" not in backup, "the doctor knows the backup that the update began with"


@pytest.mark.parametrize(("digest", "path"), LISTED, ids=[path for _digest, path in LISTED])
def test_a_released_migration_is_not_edited(digest: str, path: str) -> None:
    """Somebody's tables were made by it: an edit would never reach them. Add a new migration."""
    assert hashlib.sha256((HOUSE / path).read_bytes()).hexdigest() == digest, f"{path}: add a new migration instead"


def test_every_release_has_both_its_data_and_its_list() -> None:
    assert {path.stem for path in RELEASES.glob("*.migrations")} == set(releases())
    assert releases()
