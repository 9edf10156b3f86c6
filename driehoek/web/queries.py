"""Reads for the frame of every page."""

from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.models import Appointment
from driehoek.access.policy import Function
from driehoek.access.queries import in_force
from driehoek.access.wall import within
from driehoek.schools.models import Board, School

from .words import function_name


def schools_of(actor: Actor) -> dict[UUID, School]:
    """The schools where somebody holds a function today."""
    return School.objects.in_bulk(actor.schools) if actor.schools else {}


def posts(actor: Actor, schools: dict[UUID, School]) -> list[str]:
    """Each function of today with its school, as a person would say it: "directeur · De Lindeboom"."""
    found = []
    for role in actor.roles:
        school = schools.get(role.school) if role.school else None
        name = function_name(role.function, school.jurisdiction if school else "be")
        found.append(f"{name} · {school.name}" if school else name)
    return list(dict.fromkeys(found))


class DemoPerson(NamedTuple):
    """Somebody to be in the demonstration."""

    pk: UUID
    name: str
    function: str


def demo_people() -> list[tuple[str, list[DemoPerson]]]:
    """The invented people by school, in the order of their functions; those of no school by their board."""
    now = timezone.now()
    with within(*Board.objects.filter(is_demo=True).values_list("pk", flat=True)):
        rows = (
            Appointment.objects.filter(in_force(timezone.localdate(now), now), user__is_demo=True, user__is_active=True)
            .exclude(user__email=None)
            .select_related("user", "school", "board")
        )
        found = {(_place(row), row.user_id, row.function): row for row in rows}
    order = {function: position for position, function in enumerate(Function.values)}
    listed = sorted(found.items(), key=lambda item: (item[0][0], order[item[1].function], item[1].user.family_name))
    return [
        (place, [_demo_person(row) for _key, row in group])
        for place, group in groupby(listed, key=lambda item: item[0][0])
    ]


def _place(row: Appointment) -> str:
    return row.school.name if row.school else row.board.name


def _demo_person(row: Appointment) -> DemoPerson:
    jurisdiction = row.school.jurisdiction if row.school else row.board.jurisdiction
    return DemoPerson(row.user_id, row.user.get_full_name(), function_name(row.function, jurisdiction))
