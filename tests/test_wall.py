"""The second wall, tried from inside: what PostgreSQL refuses when a query forgets the first one."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from uuid_utils.compat import uuid7

from driehoek.access.models import Appointment, BoardOwned
from driehoek.access.queries import actor_of
from driehoek.access.wall import APP_ROLE, board_owned, lowered, within
from driehoek.journal import actions as journal
from driehoek.journal.models import Line
from driehoek.people.models import Pupil
from driehoek.schools.models import Group, School
from tests.cast import LEIE, MEIERIJ

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security and no roles"),
]


def pointing() -> Iterator[tuple[type[BoardOwned], str]]:
    """Every foreign key from a board's row to a board's row."""
    for model in board_owned():
        for field in model._meta.concrete_fields:
            target = field.related_model
            if isinstance(field, models.ForeignKey) and isinstance(target, type) and issubclass(target, BoardOwned):
                yield model, field.name


def test_the_application_works_under_a_role_that_nothing_lets_past_the_wall(cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (APP_ROLE, False, False)


@pytest.mark.parametrize("model", board_owned(), ids=lambda model: model._meta.label)
def test_every_board_owned_table_forces_its_policy_on_everybody(cast, model) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [model._meta.db_table]
        )
        assert cursor.fetchone() == (True, True)


def test_rows_of_another_board_are_not_there_without_any_filter(cast) -> None:
    with within(MEIERIJ):
        assert {one.pk for one in Pupil.objects.all()} == {cast.daan.pk, cast.mila.pk}
        assert Pupil.objects.filter(pk=cast.adam.pk).first() is None
    with within():
        assert not Pupil.objects.exists()


def test_a_person_reads_the_own_appointments_before_a_board_is_named(cast) -> None:
    with within(person=cast.kathleen.pk):
        assert {one.user_id for one in Appointment.objects.all()} == {cast.kathleen.pk}


def test_lines_of_the_journal_are_read_at_the_own_schools_and_by_their_writer_alone(cast) -> None:
    for actor, school in ((cast.kathleen, cast.lindeboom), (cast.kathleen, cast.elsewhere)):
        journal.write(actor_of(actor), "file.open", stream=school.pk)
    journal.write(None, "roster.import", stream=LEIE)
    with within(LEIE):
        assert set(Line.objects.values_list("stream", flat=True)) == {cast.lindeboom.pk, LEIE}
    with within(person=cast.kathleen.pk):
        assert Line.objects.count() == 2
    with within(person=cast.adam.pk):
        assert not Line.objects.exists()


def test_a_row_cannot_be_added_to_another_board(cast) -> None:
    with within(MEIERIJ), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        School.objects.create(board_id=LEIE, name="Binnengesmokkeld", jurisdiction="be")


def test_a_row_cannot_be_moved_to_another_board(cast) -> None:
    with within(MEIERIJ), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Group.objects.filter(pk=cast.groep_5.pk).update(board_id=LEIE)


def test_an_update_or_delete_of_another_boards_rows_touches_none(cast) -> None:
    with within(MEIERIJ):
        assert Pupil.objects.filter(pk=cast.adam.pk).update(given_name="Weg") == 0
    assert Pupil.objects.get(pk=cast.adam.pk).given_name == "Adam"


@pytest.mark.parametrize(("model", "name"), list(pointing()), ids=lambda one: getattr(one, "__name__", one))
def test_every_foreign_key_carries_the_board(cast, model, name) -> None:
    column = model._meta.get_field(name).column
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FROM pg_constraint c WHERE contype = 'f' AND conrelid = %s::regclass AND convalidated
               AND (SELECT array_agg(attname ORDER BY attname) FROM pg_attribute
                    WHERE attrelid = conrelid AND attnum = ANY (conkey)) = %s::name[]""",
            [model._meta.db_table, sorted(["board_id", column])],
        )
        assert cursor.fetchone() == (1,), f"{model._meta.label}.{name} can point into another board"


POINTED: list[tuple[str, dict[str, Any]]] = [
    ("pupils.Membership", {"pupil": "eve", "group": "class_3a", "first_day": "2026-09-01"}),
    ("pupils.Enrolment", {"pupil": "eve", "first_day": "2026-09-01"}),
    ("schools.Group", {"school": "elsewhere", "school_year": "2026-2027", "name": "9Z"}),
    ("access.Appointment", {"pupil": "eve", "user": "tom", "function": "parent", "first_day": "2026-09-01"}),
]


@pytest.mark.parametrize(("label", "values"), POINTED, ids=lambda one: one if isinstance(one, str) else "")
def test_a_row_pointing_to_another_boards_child_or_school_is_refused(cast, label, values) -> None:
    model = next(one for one in board_owned() if one._meta.label == label)
    row = model(id=uuid7(), board_id=LEIE)
    for name, value in values.items():
        setattr(row, name, getattr(cast, value, value) if isinstance(value, str) else value)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="same_board"), transaction.atomic():
        row.save(force_insert=True)


def test_a_migration_that_brings_data_along_reaches_the_rows_of_every_board(cast) -> None:
    """The owner of the tables is no superuser everywhere: behind the wall such a migration would find nothing."""
    with connection.cursor() as cursor, within():

        def rows() -> int:
            cursor.execute("SELECT count(*) FROM kept")
            return cursor.fetchone()[0]

        cursor.execute("CREATE TEMP TABLE kept (board_id uuid)")
        cursor.execute("INSERT INTO kept VALUES (%s)", [LEIE])
        cursor.execute("ALTER TABLE kept ENABLE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE kept FORCE ROW LEVEL SECURITY")
        cursor.execute("CREATE POLICY board ON kept USING (board_id = ANY (app_boards()))")
        before = rows()
        with lowered():
            during = rows()
        assert (before, during, rows()) == (0, 1, 0)
