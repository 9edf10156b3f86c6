"""What may happen to a school's own facts. One act, one transaction, one journal line."""

from typing import Any

from django.db import models, transaction

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned
from driehoek.journal import actions as journal

from . import followers
from .models import School, Weekday


@transaction.atomic
def keep(actor: Actor, school: School, row: BoardOwned) -> None:
    """Store a changed or new row of a school; who counts by it counts again at once."""
    before = models.QuerySet(type(row)).filter(pk=row.pk).first()
    row.board_id = school.board_id
    if row != school:
        row.school = school  # type: ignore[attr-defined]  # every part of a school has one
    row.save()
    _note(actor, school, "school.changed", row)
    _tell(actor, school, row, before)


@transaction.atomic
def keep_hours(actor: Actor, school: School, rows: list[Weekday]) -> None:
    """The hours of every weekday at once, in the place of those that stood."""
    school.weekdays.all().delete()
    for row in rows:
        row.board_id, row.school = school.board_id, school
    Weekday.objects.bulk_create(rows)
    _note(actor, school, "school.hours", school)
    followers.tell(actor, school, None)


@transaction.atomic
def remove(actor: Actor, school: School, row: BoardOwned) -> None:
    """Take a row of a school away; what other rows lean on cannot go (ProtectedError)."""
    pk = row.pk
    row.delete()
    row.pk = pk
    _note(actor, school, "school.removed", row)
    _tell(actor, school, row, None)


def _tell(actor: Actor, school: School, row: BoardOwned, before: Any) -> None:
    if followers.counts(row, before):
        followers.tell(actor, school, followers.span(before, row))


def _note(actor: Actor, school: School, act: str, row: models.Model) -> None:
    journal.write(actor, act, stream=school.pk, kind=row._meta.label_lower, subject_id=row.pk)
