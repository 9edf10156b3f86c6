"""Two rows that turn out to be one person: all that points at the one points at the other, whatever the app (ACC-2)."""

import pytest
from django.db import connection, models

from driehoek.access.actions import same_person
from driehoek.access.functions import Function
from driehoek.access.merging import KEYS, fields_of_people, follow
from driehoek.access.models import LetterCode, User
from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.pupils.models import EntryReader

from .cast import LEIE, MONDAY, appoint
from .rows import Rows

# What a row may not hold beside a person.
BESIDE: dict[tuple[str, str], dict[str, None]] = {("safety.thread", "user"): {"pupil": None}}


@pytest.fixture
def brought(db):
    return User.objects.create_user(None, given_name="Tom", family_name="Aerts")


def pointing(user) -> list[str]:
    return [
        f"{model._meta.label}.{name}"
        for model, name in fields_of_people()
        if models.QuerySet(model).filter(**{name: user}).exists()
    ]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="rows of every board at once, which no request has")
def test_whatever_points_at_whom_a_roster_brought_points_at_the_account(cast, brought) -> None:
    """One row of every model with a person in it, for each of its fields."""
    rows, tried = Rows(cast), []
    for model, name in fields_of_people():
        row = rows[model._meta.label_lower]
        models.QuerySet(model).filter(pk=row.pk).update(
            **{name: brought} | BESIDE.get((model._meta.label_lower, name), {})
        )
        tried.append(f"{model._meta.label}.{name}")
    assert sorted(pointing(brought)) == sorted(tried)
    assert len(tried) > 60
    assert follow(brought, cast.tom) == 0
    assert pointing(brought) == []
    assert sorted(pointing(cast.tom)) == sorted(tried)


def test_a_code_on_paper_for_the_one_is_no_key_to_the_account_of_the_other(cast, brought) -> None:
    LetterCode.objects.create(user=brought, digest="x", ends_on=MONDAY)
    row = appoint(brought, Function.CLASS_TEACHER, LEIE, school=cast.lindeboom, group=cast.class_3a)
    same_person(actor_of(cast.rita), row, cast.tom)
    assert not any(models.QuerySet(key).filter(user__in=[brought, cast.tom]).exists() for key in KEYS)


def test_duties_named_after_a_person_are_those_of_the_account(cast, brought) -> None:
    Duty.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        holder="director",
        code="x",
        rule="",
        key="x",
        origin=f"talks:{brought.pk}:2026",
        due=MONDAY,
        facts={"person": str(brought.pk)},
    )
    row = appoint(brought, Function.CLASS_TEACHER, LEIE, school=cast.lindeboom, group=cast.class_3a)
    same_person(actor_of(cast.rita), row, cast.tom)
    duty = Duty.objects.get()
    assert (duty.origin, duty.facts["person"]) == (f"talks:{cast.tom.pk}:2026", str(cast.tom.pk))


def test_what_both_have_stays_once_and_the_journal_counts_it(cast, brought) -> None:
    entry = cast.adam.entries.create(
        board_id=LEIE, kind="observation", category="timeline", day=MONDAY, author=cast.zoe, details={}
    )
    for user in (brought, cast.tom):
        EntryReader.objects.create(board_id=LEIE, entry=entry, user=user)
    row = appoint(brought, Function.CLASS_TEACHER, LEIE, school=cast.lindeboom, group=cast.class_3a)
    same_person(actor_of(cast.rita), row, cast.tom)
    assert EntryReader.objects.filter(user=cast.tom).count() == 1
    assert Line.objects.get(act="person.merged").facts["left"] == 1


def test_functions_at_a_school_of_somebody_else_keep_the_rest_where_it_is(cast, brought) -> None:
    row = appoint(brought, Function.CLASS_TEACHER, LEIE, school=cast.lindeboom, group=cast.class_3a)
    other = type(cast.lindeboom).objects.create(board_id=LEIE, name="De Es", jurisdiction="be")
    appoint(brought, Function.CLASS_TEACHER, LEIE, school=other)
    duty = Duty.objects.create(
        board_id=LEIE,
        school=other,
        holder="class_teacher",
        person=brought,
        code="x",
        rule="",
        origin="x",
        key="x",
        due=MONDAY,
    )
    same_person(actor_of(cast.rita), row, cast.tom)
    assert Duty.objects.get(pk=duty.pk).person == brought
    assert brought.appointments.get().school == other
