"""The duty to compose a school's council again when the term of its members ends (ORG-8)."""

from collections.abc import Sequence
from datetime import date

from driehoek.access import seats
from driehoek.access.functions import COUNCIL_SECTIONS, Function
from driehoek.access.models import Appointment
from driehoek.duties.actions import Wanted, settle_many
from driehoek.kit.days import morrow
from driehoek.schools.models import School
from lawbook.plain import plain

COMPOSE = "compose_council"


def appointment_changed(appointment: Appointment, on: date) -> None:
    """A member comes or goes: whoever follows is known in the same transaction."""
    if appointment.function in COUNCIL_SECTIONS and appointment.school:
        settle(appointment.school, on)


def settle(school: School, on: date) -> None:
    """One duty, for the first day after which the council is not whole any more; none while successors are named."""
    everyone, country = seats.members(school.pk), str(school.jurisdiction)
    origin, due = f"council:{school.pk}", _ends_on(country, everyone, on)
    wanted = []
    if due:
        held = seats.seating(country, everyone, due)
        source = next((one.source for one in held.outcome.reasons[::-1] if one.source), None) if held.outcome else None
        wanted.append(
            Wanted(
                origin=origin,
                key=COMPOSE,
                code=COMPOSE,
                rule="",
                holder=Function.DIRECTOR,
                due=due,
                board=school.board_id,
                school=school.pk,
                source=plain(source) if source else {},
            )
        )
    settle_many(school.board_id, [origin], wanted)


def _ends_on(country: str, everyone: Sequence[Appointment], on: date) -> date | None:
    """The last day of members whom nobody follows: the one that is past, else the first to come."""
    last_days = sorted({one.last_day for one in everyone if one.last_day})
    past = [day for day in last_days if day < on]
    if past and not _whole(country, everyone, on):
        return past[-1]
    coming = (day for day in last_days if day >= on)
    return next((day for day in coming if not _whole(country, everyone, morrow(day))), None)


def _whole(country: str, everyone: Sequence[Appointment], day: date) -> bool:
    found = seats.seating(country, everyone, day)
    return found.outcome is not None and not found.wrong
