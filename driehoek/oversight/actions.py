"""Emergency access: a reason, an hour, and the director knows at once (ACC-12)."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.access.models import Appointment
from driehoek.access.policy import EMERGENCY_GROUND, Function
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.pupils.models import Pupil


@transaction.atomic
def open_emergency(actor: Actor, pupil: Pupil, reason: str) -> Appointment:
    """Open one child's file for settings.EMERGENCY_MINUTES. It ends by itself; the director's list shows it today."""
    until = datetime.fromtimestamp(actor.at.timestamp() + settings.EMERGENCY_MINUTES * 60, tz=UTC)
    made = Appointment.objects.create(
        board_id=pupil.board_id, user_id=actor.user_id, function=Function.EMERGENCY, school_id=pupil.school_id,
        pupil=pupil, first_day=actor.on, until=until, reason=reason, opened_by_id=actor.user_id,
    )  # fmt: skip
    Duty.objects.create(
        board_id=pupil.board_id, school_id=pupil.school_id, pupil=pupil, holder=Function.DIRECTOR,
        code="review_emergency_access", origin=f"emergency {made.pk}", key="review", due=actor.on,
        facts={"appointment": str(made.pk)}, source=EMERGENCY_GROUND._asdict(),
    )  # fmt: skip
    journal.write(
        actor, "emergency.open", stream=pupil.school_id, kind="access.appointment", subject_id=made.pk,
        pupil_id=pupil.pk, ground=", ".join(EMERGENCY_GROUND), facts={"minutes": settings.EMERGENCY_MINUTES},
    )  # fmt: skip
    return made
