"""The second wall, on PostgreSQL: row-level security per board, and keys that carry the board.

Filtering by `visible_to` is the first wall. This one holds when a query forgets it: a transaction names the boards its
person works for, rows of other boards are not there, and no row can point into another board. It is written from the
models, so a new board-owned model is walled by being one.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from .models import Appointment, BoardOwned

APP_ROLE = "driehoek_app"

# STABLE and in SQL, so that the planner evaluates it once per statement: a volatile function cost 3,000 times as much.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION app_boards() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT string_to_array(nullif(current_setting('app.boards', true), ''), ',')::uuid[] $$;
CREATE OR REPLACE FUNCTION app_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.person', true), '')::uuid $$;
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
    CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE UPDATE, DELETE ON journal_line, journal_mention FROM {role};
REVOKE UPDATE ON journal_words FROM {role};
REVOKE DELETE ON journal_head FROM {role};
"""

# A line of the journal is never changed, and on PostgreSQL removed by the owner of the tables alone; the end of a chain
# is never removed, so that a chain cannot be made to look as if it had never been (ACC-11).
APPEND_ONLY = {
    "sqlite": [
        """CREATE TRIGGER IF NOT EXISTS journal_line_stays BEFORE UPDATE ON journal_line
          BEGIN SELECT RAISE(ABORT, 'a line of the journal is never changed'); END""",
    ],
    "postgresql": [
        """CREATE OR REPLACE FUNCTION journal_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF TG_OP = 'DELETE'
            AND pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER')
          THEN RETURN OLD; END IF;
          RAISE EXCEPTION 'a line of the journal is never changed'; END $$""",
        """CREATE OR REPLACE TRIGGER journal_line_stays BEFORE UPDATE OR DELETE ON journal_line
          FOR EACH ROW EXECUTE FUNCTION journal_line_stays()""",
    ],
}


# A line is read by whoever works for its school or board, and by who it speaks of as its writer; `verification` walks
# whole chains. Lines are added by everybody, and removed by the owner of the tables, whom no policy holds back.
JOURNAL = (
    "ALTER TABLE journal_line ENABLE ROW LEVEL SECURITY",
    "DROP POLICY IF EXISTS reading ON journal_line",
    """CREATE POLICY reading ON journal_line FOR SELECT USING (
      stream = ANY (app_boards()) OR stream IN (SELECT id FROM schools_school) OR actor_id = app_person()
      OR current_setting('app.journal', true) = 'whole')""",
    "DROP POLICY IF EXISTS adding ON journal_line",
    "CREATE POLICY adding ON journal_line FOR INSERT WITH CHECK (true)",
    "ALTER TABLE journal_mention ENABLE ROW LEVEL SECURITY",
    "DROP POLICY IF EXISTS reading ON journal_mention",
    """CREATE POLICY reading ON journal_mention FOR SELECT USING (
      stream = ANY (app_boards()) OR stream IN (SELECT id FROM schools_school))""",
    "DROP POLICY IF EXISTS adding ON journal_mention",
    "CREATE POLICY adding ON journal_mention FOR INSERT WITH CHECK (true)",
    "ALTER TABLE journal_words ENABLE ROW LEVEL SECURITY",
    "DROP POLICY IF EXISTS reading ON journal_words",
    """CREATE POLICY reading ON journal_words FOR SELECT USING (
      stream = ANY (app_boards()) OR stream IN (SELECT id FROM schools_school)
      OR current_setting('app.journal', true) = 'whole')""",
    "DROP POLICY IF EXISTS adding ON journal_words",
    "CREATE POLICY adding ON journal_words FOR INSERT WITH CHECK (true)",
    "DROP POLICY IF EXISTS erasing ON journal_words",
    """CREATE POLICY erasing ON journal_words FOR DELETE USING (
      stream = ANY (app_boards()) OR stream IN (SELECT id FROM schools_school))""",
)


def board_owned() -> list[type[BoardOwned]]:
    return [model for model in apps.get_models() if issubclass(model, BoardOwned)]


def raise_wall() -> None:
    """Bring policies, grants and composite keys to what the models say. Idempotent; for the owner of the tables.

    On SQLite only the journal's own wall stands: a line is never changed.
    """
    with connection.cursor() as cursor:
        for statement in APPEND_ONLY[connection.vendor]:
            cursor.execute(statement)
        if connection.vendor != "postgresql":
            return
        cursor.execute(FUNCTIONS.format(role=APP_ROLE))
        for statement in JOURNAL:
            cursor.execute(statement)
        for model in board_owned():
            for statement in (*_policy(model), *_keys(model)):
                cursor.execute(statement)


def _policy(model: type[BoardOwned]) -> Iterator[str]:
    table = model._meta.db_table
    mine = "board_id = ANY (app_boards())"
    # Which boards a person works for is read from this table, so one's own rows are readable before that is known.
    reading = f"{mine} OR user_id = app_person()" if model is Appointment else mine
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    yield f'DROP POLICY IF EXISTS board ON "{table}"'
    yield f'CREATE POLICY board ON "{table}" USING ({reading}) WITH CHECK ({mine})'


def _keys(model: type[BoardOwned]) -> Iterator[str]:
    table = model._meta.db_table
    for field in model._meta.concrete_fields:
        target = field.related_model
        if isinstance(field, models.ForeignKey) and isinstance(target, type) and issubclass(target, BoardOwned):
            other = target._meta.db_table
            yield _constraint(other, f"{other}_of_board", "UNIQUE (board_id, id)")
            key = f'FOREIGN KEY (board_id, "{field.column}") REFERENCES "{other}" (board_id, id)'
            name = f"{table}_{field.column}_same_board"[:63]
            yield _constraint(table, name, f"{key} DEFERRABLE INITIALLY DEFERRED")


def _constraint(table: str, name: str, definition: str) -> str:
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = '{name}') THEN "
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}; END IF; END $$'
    )


@contextmanager
def lowered() -> Iterator[None]:
    """For the owner of the tables: rows of every board can be written, as a migration that brings data along does.

    An owner who is no superuser would otherwise find no rows at all and skip them in silence. For everybody else the
    wall stands all the while.
    """
    held = _held_back() if connection.vendor == "postgresql" else []
    try:
        for table in held:
            _force(table, "NO FORCE")
        yield
    finally:
        for table in held if not connection.needs_rollback else ():
            _force(table, "FORCE")


def _held_back() -> list[str]:
    """The tables of this role whose wall holds their owner back too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relforcerowsecurity AND relowner = current_user::regrole"
        )
        return [row[0] for row in cursor.fetchall()]


def _force(table: str, how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
        if cursor.fetchone() == (True,):  # a migration may have removed it
            cursor.execute(f"ALTER TABLE {table} {how} ROW LEVEL SECURITY")


def enter(person: UUID | None, boards: Collection[UUID]) -> None:
    """Name the person and the boards for the rest of the transaction."""
    _name(str(person or ""), ",".join(str(board) for board in boards))


def _name(person: str, boards: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.person', %s, true), set_config('app.boards', %s, true)", [person, boards]
        )


def _named() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('app.person', true), ''),"
            " coalesce(current_setting('app.boards', true), '')"
        )
        found: tuple[str, str] = cursor.fetchone()
    return found


@contextmanager
def within(*boards: UUID, person: UUID | None = None) -> Iterator[None]:
    """Work for these boards inside a transaction: commands, sweeps, tests. On SQLite there is no second wall."""
    if connection.vendor != "postgresql":
        yield
        return
    before = _named()
    enter(person, boards)
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _name(*before)
