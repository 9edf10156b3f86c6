"""The careful paths (SAF-11, SAF-12): which one is meant for what, opening one, and the own cases."""

from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404

from driehoek.access.actors import Actor
from driehoek.schools.models import OutsideBody, School

from . import actions, queries
from .definition import Definition, Text
from .definitions import of
from .models import PROTECTED, Case

OPEN = "case.open:protected"
ORDER = ("nl.reporting_code", "nl.sexual_offence", "nl.confidentiality")
# Whom somebody can call before doing anything, as the school keeps them.
HELPLINES = (OutsideBody.Kind.REPORTING_CENTRE, OutsideBody.Kind.POLICE, OutsideBody.Kind.INSPECTORATE)


class Mine(NamedTuple):
    """A case that this person is named on, and the step that comes next."""

    case: Case
    next: Text
    ended: Text


def paths(jurisdiction: str) -> list[Definition]:
    """The careful paths of a country: first what must be done, last what hardly ever may."""
    found = [one for one in of(jurisdiction) if one.family == PROTECTED]
    return sorted(found, key=lambda one: (ORDER.index(one.code) if one.code in ORDER else len(ORDER), one.code))


def schools(actor: Actor) -> list[School]:
    """The schools where this person may open one."""
    return list(School.objects.filter(pk__in=actor.reach(OPEN).schools).order_by("name"))


def mine(actor: Actor) -> list[Mine]:
    """The protected cases on which this person is named, the newest first. Nobody else's are counted anywhere."""
    found = []
    for case, where in queries.standings(queries.loaded(actor).filter(family=PROTECTED, archived_at=None), actor.on):
        first = next((one.step.title for one in where.open if not one.step.optional), "")
        found.append(Mine(case, first, where.ended.text if where.ended else ""))
    return found


def shown(actor: Actor) -> dict[str, Any]:
    places = schools(actor)
    bodies = OutsideBody.objects.filter(school__in=places, kind__in=HELPLINES).exclude(phone="").order_by("kind")
    return {
        "places": [(place, paths(place.jurisdiction)) for place in places],
        "mine": mine(actor),
        "bodies": bodies,
    }


def opened(actor: Actor, school: UUID, code: str) -> Case:
    """Open a path at a school. 404 for one that is not this country's, or a school out of reach."""
    place = next((one for one in schools(actor) if one.pk == school), None)
    path = next((one for one in paths(place.jurisdiction) if one.code == code), None) if place else None
    if place is None or path is None:
        raise Http404
    return actions.open_case(actor, place, definition=path)
