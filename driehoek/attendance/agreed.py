"""Illnesses for which school, parents and CLB agreed that a note of the parents will do (ATT-7; regulations 5.1.1)."""

from collections.abc import Collection

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.schools.followers import Days

from .actions import ground_of, locked
from .models import NotesAgreed
from .thresholds import children_of, settle


@transaction.atomic
def agree(actor: Actor, pupil: Pupil, origin: str, spans: Collection[Days]) -> None:
    """The days for which an origin (a case) agreed on notes, all of them; none takes them back. Idempotent."""
    rows = NotesAgreed.objects.filter(board_id=pupil.board_id, pupil=pupil, origin=origin)
    before, after = set(rows.values_list("first_day", "last_day")), set(spans)
    if before == after:
        return
    born = locked(pupil.school_id, [pupil.pk])
    rows.delete()
    NotesAgreed.objects.bulk_create(
        NotesAgreed(board_id=pupil.board_id, pupil=pupil, origin=origin, first_day=first, last_day=last)
        for first, last in sorted(after)
    )
    children = children_of(pupil.board_id, list(born.items()), actor.on)
    touched = {day for one in before ^ after for day in one}
    settle(ground_of(pupil.school), children, touched)
    journal.write(
        actor,
        "attendance.notes_agreed",
        stream=pupil.school_id,
        kind="pupils.pupil",
        subject_id=pupil.pk,
        pupil_id=pupil.pk,
        category="attendance",
        facts={"origin": origin, "days": [str(day) for one in sorted(after) for day in one]},
    )
