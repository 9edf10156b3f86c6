"""Reads for the frame of every page."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import Appointment, User
from driehoek.access.queries import in_force
from driehoek.access.wall import within
from driehoek.ready import Ready
from driehoek.schools.models import Board, School

from .words import function_name


class Place(NamedTuple):
    """As much of a school as the frame of a page says."""

    name: str
    jurisdiction: str


def schools_of(actor: Actor) -> dict[UUID, Place]:
    """The schools where somebody holds a function today."""
    return {pk: Place(*said) for pk, *said in _places(actor.schools)}


def country_of(schools: Mapping[UUID, Place]) -> str:
    """Whose words somebody reads: those of the own school, Flanders' where there is none."""
    return next((school.jurisdiction for school in schools.values()), "be")


@Ready
def _places(schools: list[UUID]) -> QuerySet[School, Any]:
    return School.objects.filter(pk__in=schools).values_list("pk", "name", "jurisdiction")


def posts(actor: Actor, schools: dict[UUID, Place]) -> list[str]:
    """Each function of today with its school, as a person would say it: "directeur · De Lindeboom"."""
    found = []
    for role in actor.roles:
        school = schools.get(role.school) if role.school else None
        name = function_name(role.function, school.jurisdiction if school else "be")
        found.append(f"{name} · {school.name}" if school else name)
    return list(dict.fromkeys(found))


class DemoPerson(NamedTuple):
    """Somebody to be in the demonstration, with every function held at one school or board."""

    pk: UUID
    name: str
    functions: str


def demo_people() -> list[tuple[str, list[DemoPerson]]]:
    """The invented people by school, largest first, in the order of their functions; those of no school by their board.

    One button a person: who holds three functions at a school still logs in once.
    """
    now = timezone.now()
    with within(*Board.objects.filter(is_demo=True).values_list("pk", flat=True)):
        rows = (
            Appointment.objects.filter(in_force(timezone.localdate(now), now), user__is_demo=True, user__is_active=True)
            .exclude(user__email=None)
            .select_related("user", "school", "board")
        )
        held: dict[School | Board, dict[User, set[str]]] = {}
        for row in rows:
            held.setdefault(row.school or row.board, {}).setdefault(row.user, set()).add(row.function)
    places = sorted(held, key=lambda place: (isinstance(place, Board), -len(held[place]), place.name))
    return [(place.name, _demo_persons(place.jurisdiction, held[place])) for place in places]


def _demo_persons(jurisdiction: str, held: dict[User, set[str]]) -> list[DemoPerson]:
    order = {function: position for position, function in enumerate(Function.values)}
    found = [(sorted(functions, key=order.__getitem__), user) for user, functions in held.items()]
    found.sort(key=lambda one: (order[one[0][0]], one[1].family_name))
    return [
        DemoPerson(user.pk, user.get_full_name(), ", ".join(function_name(one, jurisdiction) for one in functions))
        for functions, user in found
    ]
