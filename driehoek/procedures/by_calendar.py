"""Cases count by the school's calendar: their days and what they settle move with it in the same transaction (PRO)."""

from datetime import date
from uuid import UUID

from driehoek.access.actors import Actor
from driehoek.attendance.models import PlannedAbsence
from driehoek.duties.models import Duty
from driehoek.duties.queries import id_in
from driehoek.schools.models import School

from .models import ORIGIN, Case
from .settling import settle


def _case(origin: str) -> UUID | None:
    return id_in(origin.removeprefix(ORIGIN))


def calendar_changed(actor: Actor, school: School, days: tuple[date, date] | None) -> None:
    """Settle again every case of the school that still has something to do, or days settled from then on."""
    since = days[0] if days else actor.on
    due = Duty.objects.open().filter(board_id=school.board_id, school=school, origin__startswith=ORIGIN)
    plans = PlannedAbsence.objects.filter(
        board_id=school.board_id,
        pupil__school=school,
        withdrawn_at=None,
        origin__startswith=ORIGIN,
        last_day__gte=since,
    )
    origins = {*due.values_list("origin", flat=True), *plans.values_list("origin", flat=True)}
    cases = Case.objects.filter(school=school, pk__in=filter(None, map(_case, origins)))
    for case in cases.select_for_update().order_by("pk"):
        settle(actor, case)
