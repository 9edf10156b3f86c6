"""Emergency access: a reason, an hour, and the director knows at once (ACC-12)."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.access.policy import EMERGENCY_GROUND
from driehoek.access.queries import in_force
from driehoek.duties.actions import Wanted, discharge, settle_many
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil


@transaction.atomic
def open_emergency(actor: Actor, pupil: Pupil, reason: str) -> Appointment:
    """Open one child's file for settings.EMERGENCY_MINUTES. It ends by itself; somebody else looks at it today.

    That is the direction of the school, and the board where the only head opened it: nobody looks at the own one. The
    board hears of no child (ACC-9), so its duty names none.
    """
    until = datetime.fromtimestamp(actor.at.timestamp() + settings.EMERGENCY_MINUTES * 60, tz=UTC)
    made = Appointment.objects.create(
        board_id=pupil.board_id,
        user_id=actor.account,
        function=Function.EMERGENCY,
        school_id=pupil.school_id,
        pupil=pupil,
        first_day=actor.on,
        until=until,
        reason=reason,
        opened_by_id=actor.user_id,
    )
    duty = _review(actor, pupil, made)
    settle_many(pupil.board_id, [duty.origin], [duty])
    journal.write(
        actor,
        "emergency.open",
        stream=pupil.school_id,
        kind="access.appointment",
        subject_id=made.pk,
        pupil_id=pupil.pk,
        ground=", ".join(EMERGENCY_GROUND),
        facts={"minutes": settings.EMERGENCY_MINUTES},
    )
    return made


def _review(actor: Actor, pupil: Pupil, made: Appointment) -> Wanted:
    by_board = not _others_who_lead(actor, pupil)
    about: dict[str, Any] = (
        {"holder": Function.BOARD_MEMBER, "school": None}
        if by_board
        else {"holder": Function.DIRECTOR, "school": pupil.school_id, "pupil": pupil.pk}
    )
    return Wanted(
        origin=_origin(made),
        key="review",
        code="review_emergency_access",
        rule="",
        due=actor.on,
        board=pupil.board_id,
        facts={"appointment": str(made.pk)},
        source=EMERGENCY_GROUND._asdict(),
        kept_from=actor.user_id,
        **about,
    )


def _others_who_lead(actor: Actor, pupil: Pupil) -> bool:
    """Whether somebody else directs the school today, a deputy too. One who opens it is never counted."""
    held = Appointment.objects.filter(in_force(actor.on, actor.at), school=pupil.school_id, function=Function.DIRECTOR)
    return held.exclude(user=actor.user_id).filter(user__is_active=True).exists()


class OwnEmergency(Exception):
    """Nobody looks at the emergency access they opened themselves."""


@transaction.atomic
def review_emergency(actor: Actor, opened: Appointment, outcome: str) -> None:
    """Somebody else looked at it and says what came of it; still open access ends now. Raises OwnEmergency."""
    if opened.user_id == actor.user_id:
        raise OwnEmergency
    if opened.until and opened.until > actor.at:
        opened.until = actor.at
        opened.save(update_fields=["until"])
    for duty in Duty.objects.open().filter(board_id=opened.board_id, origin=_origin(opened)):
        discharge(actor, duty, {"outcome": outcome})
    journal.write(
        actor,
        "emergency.reviewed",
        stream=opened.school_id,
        kind="access.appointment",
        subject_id=opened.pk,
        pupil_id=opened.pupil_id,
    )


def _origin(opened: Appointment) -> str:
    return f"emergency {opened.pk}"
