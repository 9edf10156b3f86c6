"""Emergency access: a reason, an hour, and the director knows at once (ACC-12)."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.access.policy import EMERGENCY_GROUND
from driehoek.duties.actions import Wanted, discharge, settle_many
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.pupils.models import Pupil


@transaction.atomic
def open_emergency(actor: Actor, pupil: Pupil, reason: str) -> Appointment:
    """Open one child's file for settings.EMERGENCY_MINUTES. It ends by itself; the director's list shows it today."""
    until = datetime.fromtimestamp(actor.at.timestamp() + settings.EMERGENCY_MINUTES * 60, tz=UTC)
    made = Appointment.objects.create(
        board_id=pupil.board_id, user_id=actor.account, function=Function.EMERGENCY, school_id=pupil.school_id,
        pupil=pupil, first_day=actor.on, until=until, reason=reason, opened_by_id=actor.user_id,
    )  # fmt: skip
    duty = Wanted(
        origin=_origin(made), key="review", code="review_emergency_access", rule="", due=actor.on,
        holder=Function.DIRECTOR, board=pupil.board_id, school=pupil.school_id, pupil=pupil.pk,
        facts={"appointment": str(made.pk)}, source=EMERGENCY_GROUND._asdict(),
    )  # fmt: skip
    settle_many(pupil.board_id, [duty.origin], [duty])
    journal.write(
        actor, "emergency.open", stream=pupil.school_id, kind="access.appointment", subject_id=made.pk,
        pupil_id=pupil.pk, ground=", ".join(EMERGENCY_GROUND), facts={"minutes": settings.EMERGENCY_MINUTES},
    )  # fmt: skip
    return made


@transaction.atomic
def review_emergency(actor: Actor, opened: Appointment, outcome: str) -> None:
    """The director looked at it and says what came of it; still open access ends now."""
    if opened.until and opened.until > actor.at:
        opened.until = actor.at
        opened.save(update_fields=["until"])
    for duty in Duty.objects.open().filter(board_id=opened.board_id, origin=_origin(opened)):
        discharge(actor, duty, {"outcome": outcome})
    journal.write(
        actor, "emergency.reviewed", stream=opened.school_id, kind="access.appointment", subject_id=opened.pk,
        pupil_id=opened.pupil_id,
    )  # fmt: skip


def _origin(opened: Appointment) -> str:
    return f"emergency {opened.pk}"
