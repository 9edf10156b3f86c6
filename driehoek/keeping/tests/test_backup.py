"""A backup is good or it is none; a broken database comes back from one; no house with data is overwritten unasked."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from driehoek.keeping import backup, bag, sqlite

from . import house
from .house import manage


@pytest.fixture(scope="module")
def kept(migrated, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A backup and, apart, its keys."""
    folder, keys = tmp_path_factory.mktemp("backups"), tmp_path_factory.mktemp("keys")
    manage(migrated, "backup", str(folder), "--keys", str(keys))
    (path,) = backup.there(folder)
    (key,) = keys.iterdir()
    return path, key


def database(environment: dict[str, str]) -> Path:
    return Path(environment["DRIEHOEK_VAR"]) / "driehoek.sqlite3"


def test_a_broken_database_comes_back_from_its_backup(kept, tmp_path) -> None:
    path, keys = kept
    var = tmp_path / "var"
    var.mkdir()
    broken = house.of_release(var, house.releases()[-1])
    database(broken).write_bytes(b"SQLite format 3\x00" + os.urandom(50_000))
    (var / "sealing_key").unlink()  # the whole disk is gone: a new key is made at the first start
    told = manage(broken, "doctor", good=False)
    assert told.count("DatabaseError") == 0
    assert told.count("manage restore") == 1, "once, with the cure"
    assert "Traceback" not in told
    serve = house.python(broken, "from driehoek.serving import bring_up; raise SystemExit(bring_up())", good=False)
    assert "manage restore" in serve
    assert "Traceback" not in serve
    assert "--replace" in manage(broken, "restore", str(path), "--keys", str(keys), good=False)
    said = manage(broken, "restore", str(path), "--keys", str(keys), "--replace")
    assert "all as in its manifest" in said
    assert "journal verified" in said
    assert (var / "sealing_key").read_text() == house.SEALING_KEY
    assert (var / "attachments" / "ab" / "abc").read_bytes() == b"an attachment"
    (aside,) = var.glob("before-restore-*")
    assert {"driehoek.sqlite3", "attachments", "sealing_key"} <= {one.name for one in aside.iterdir()}


def test_a_backup_holds_every_row_and_no_key(kept, migrated, tmp_path) -> None:
    made = bag.unpack(kept[0], tmp_path)
    now = sqlite.counts(database(migrated))
    assert {name: many for name, many in made.counts.items() if name != "keeping_mark"} == {
        name: many for name, many in now.items() if name != "keeping_mark"
    }
    assert sorted(made.files) == ["attachments/ab/abc", "database"]
    assert house.SEALING_KEY not in (tmp_path / bag.MANIFEST).read_text()
    assert kept[0].stat().st_mode & 0o077 == 0


def test_a_house_with_data_or_with_another_key_is_left_alone(kept, migrated, tmp_path) -> None:
    before = sqlite.counts(database(migrated))
    assert "--replace" in manage(migrated, "restore", str(kept[0]), good=False)
    other = {**migrated, "SEALING_KEY": "aa" * 32}
    assert "does not open the personal numbers" in manage(other, "restore", str(kept[0]), "--replace", good=False)
    with closing(sqlite3.connect(database(migrated))) as server:
        server.execute("SELECT 1 FROM access_user").fetchone()
        assert "stop it first" in manage(migrated, "restore", str(kept[0]), "--replace", good=False)
    assert sqlite.counts(database(migrated)) == before


@pytest.mark.parametrize("part", [0.1, 0.5, 0.95])
def test_a_damaged_backup_is_refused_wherever_the_damage_is(kept, tmp_path, part: float) -> None:
    whole = kept[0].read_bytes()
    at = int(len(whole) * part)
    for number, data in enumerate((whole[:at], whole[:at] + bytes(64) + whole[at + 64 :])):
        bad = tmp_path / f"bad-{number}.tar.gz"
        bad.write_bytes(data)
        room = tmp_path / f"room-{number}"
        room.mkdir()
        with pytest.raises(bag.BadBag):
            bag.unpack(bad, room)


def test_a_copy_of_half_the_rows_is_no_backup(kept, tmp_path) -> None:
    """What the manifest says is counted again in the file itself."""
    made = bag.unpack(kept[0], tmp_path)
    with closing(sqlite3.connect(tmp_path / bag.DATABASE)) as copy:
        copy.execute("DELETE FROM duties_duty")
        copy.commit()
    with pytest.raises(bag.BadBag, match="rows"):
        bag.check_database(kept[0], tmp_path / bag.DATABASE, made)


def test_data_of_a_newer_version_is_refused(kept, tmp_path) -> None:
    made = bag.unpack(kept[0], tmp_path)
    with pytest.raises(bag.BadBag, match="newer"):
        bag.refuse_newer(made._replace(migrations=[*made.migrations, ["pupils", "9999_of_next_year"]]))


def test_old_backups_go_and_the_newest_stays(tmp_path) -> None:
    names = [f"driehoek-2026-0{month}-01T000000.tar.gz" for month in (1, 2, 3)]
    for name in names:
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (0, 0))
    (tmp_path / "not-ours.tar.gz").write_text("")
    assert [path.name for path in backup.throw_old_away(tmp_path, 30)] == names[1::-1]
    assert {path.name for path in tmp_path.iterdir()} == {names[2], "not-ours.tar.gz"}


def test_the_night_makes_one_where_a_folder_is_set(migrated, tmp_path) -> None:
    folder = tmp_path / "nightly"
    said = manage({**migrated, "DRIEHOEK_BACKUP": str(folder)}, "nightly")
    assert len(backup.there(folder)) == 1
    assert "opened and checked" in said


def test_another_key_than_the_house_was_sealed_with_stops_the_start(migrated) -> None:
    code = "import django; django.setup(); from driehoek.keeping.keys import refuse_another_key; refuse_another_key()"
    assert house.python(migrated, code) == ""
    assert "sealing key" in house.python({**migrated, "SEALING_KEY": "aa" * 32}, code, good=False)
