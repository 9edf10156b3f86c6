"""What may happen to a school's own facts. One act, one transaction, one journal line."""

from django.db import models, transaction

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned
from driehoek.journal import actions as journal

from .models import School, Weekday


@transaction.atomic
def keep(actor: Actor, school: School, row: BoardOwned) -> None:
    """Store a changed or new row of a school."""
    row.board_id = school.board_id
    if row != school:
        row.school = school  # type: ignore[attr-defined]  # every part of a school has one
    row.save()
    _note(actor, school, "school.changed", row)


@transaction.atomic
def keep_hours(actor: Actor, school: School, rows: list[Weekday]) -> None:
    """The hours of every weekday at once, in the place of those that stood."""
    school.weekdays.all().delete()
    for row in rows:
        row.board_id, row.school = school.board_id, school
    Weekday.objects.bulk_create(rows)
    _note(actor, school, "school.hours", school)


@transaction.atomic
def remove(actor: Actor, school: School, row: BoardOwned) -> None:
    """Take a row of a school away; what other rows lean on cannot go (ProtectedError)."""
    pk = row.pk
    row.delete()
    row.pk = pk
    _note(actor, school, "school.removed", row)


def _note(actor: Actor, school: School, act: str, row: models.Model) -> None:
    journal.write(actor, act, stream=school.pk, kind=row._meta.label_lower, subject_id=row.pk)
