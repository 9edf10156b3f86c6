"""What was just written at the office is taken back, until midnight: its half days say again what they said before."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from driehoek.access.actors import Actor

from . import reasons
from .actions import KEPT, Change, Kept, ground_of, record
from .models import Absence, AbsenceVersion
from .office_queries import RIGHT

SAID = tuple(name for name in KEPT if name not in {"state", "recorded_by_id", "recorded_at", "version"})
NOTHING: dict[str, Any] = dict.fromkeys(SAID, "") | {
    "reason": reasons.UNKNOWN, "arrived_at": None, "reported_at": None, "document_on": None, "planned_id": None,
}  # fmt: skip


class Written(NamedTuple):
    """What one act wrote: its moment and its days. No name and no child is in it."""

    at: datetime
    first: date
    last: date

    @classmethod
    def of(cls, saved: list[Kept]) -> "Written | None":
        """Nothing where nothing was written, so that there is nothing to take back."""
        if not saved or saved[0].recorded_at is None:
            return None
        days = [row.day for row in saved]
        return cls(saved[0].recorded_at, min(days), max(days))


@transaction.atomic
def undo(actor: Actor, written: Written) -> int:
    """Take back what this person wrote at that moment; how many half days. What was changed since stays."""
    if timezone.localdate(written.at) != actor.on:
        return 0
    rows = Absence.objects.visible_to(actor, RIGHT).filter(
        day__range=(written.first, written.last), recorded_by=actor.user_id, recorded_at=written.at
    )
    found = list(rows.select_related("pupil__school").order_by("day", "part", "pk"))
    if not found:
        return 0
    school = found[0].pupil.school
    changes = [_back(row, before) for row, before in _before(found) if row.pupil.school_id == school.pk]
    about = found[0] if len({row.pupil_id for row in found}) == 1 else school
    return len(record(actor, ground_of(school), changes, about=about, act="attendance.undo").saved)


def _before(found: list[Absence]) -> list[tuple[Absence, AbsenceVersion | None]]:
    """Each half day with what it said before that act; None where nothing was kept of it."""
    versions = AbsenceVersion.objects.filter(board_id=found[0].board_id, absence__in=found)
    known: dict[tuple[UUID, int], AbsenceVersion] = {(one.absence_id, one.version): one for one in versions}
    return [(row, known.get((row.pk, row.version - 1))) for row in found]


def _back(row: Absence, before: AbsenceVersion | None) -> Change:
    values = {name: getattr(before, name) for name in SAID} if before else NOTHING
    state = before.state if before else Absence.State.PRESENT
    return Change(row.pupil_id, row.day, row.part, state, row.version, values, sure=True)
