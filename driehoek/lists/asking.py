"""From an address to what a list is asked over: the class or school is opened at the one door, or nothing is."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest

from driehoek.access.actors import Actor
from driehoek.access.guards import actor_in, open_one
from driehoek.journal import actions as journal
from driehoek.schools.models import Group, School

from . import queries
from .definition import RIGHT, Asked, Listing, Row
from .definitions import LISTINGS


class Choice(NamedTuple):
    """What the list may be asked over besides: value of the address, its name, and whether it is this one."""

    value: str
    name: str
    chosen: bool


def open_list(request: HttpRequest, slug: str) -> Listing:
    """The list of that name for whoever may take it; the same 404 for one that does not exist."""
    actor, found = actor_in(request), LISTINGS.get(slug)
    if found is None or not found.may(actor):
        journal.refused(actor, RIGHT, kind=f"lists.{slug}"[:60])
        raise Http404
    return found


def asked_of(request: HttpRequest, listing: Listing) -> Asked:
    """The class of the address; without one the whole school, or the first class of who has no whole school."""
    actor = actor_in(request)
    over, classes = _uuid(request.GET.get("over", "")), queries.groups_for(actor, listing.right)
    classes = classes.filter(school__jurisdiction__in=listing.countries)
    schools = queries.whole_schools(actor, listing)
    if over is None:
        school, first = schools.order_by("name").first(), classes.first()
        over = school.pk if school else first.pk if first else actor.account
    school = schools.filter(pk=over).first()
    if school:
        return Asked(actor, school, None, actor.on)
    group: Group = open_one(request, classes, over, listing.right, log=False)
    return Asked(actor, group.school, group, actor.on)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def choices(asked: Asked, listing: Listing) -> list[Choice]:
    """The schools and classes the same person may take this list over."""
    schools = queries.whole_schools(asked.actor, listing).order_by("name")
    classes = queries.groups_for(asked.actor, listing.right).filter(school__jurisdiction__in=listing.countries)
    here = asked.group.pk if asked.group else asked.school.pk
    named = [*schools.values_list("pk", "name"), *classes.values_list("pk", "name")]
    return [Choice(str(pk), name, pk == here) for pk, name in named]


def lists_for(actor: Actor, lands: Collection[str]) -> list[Listing]:
    """The lists somebody may take, in the countries of the own schools."""
    return [one for one in LISTINGS.values() if one.may(actor) and set(lands) & set(one.countries)]


def note(asked: Asked, act: str, what: str, rows: Sequence[Row], *, categories: Sequence[str], way: str = "") -> None:
    """One line in the journal of the school, found from every child on the list."""
    over: Group | School = asked.group or asked.school
    journal.listed(
        asked.actor,
        act,
        {row.pupil for row in rows},
        stream=asked.school.pk,
        kind=f"lists.{what}",
        subject_id=over.pk,
        category=categories[0] if len(categories) == 1 else "",
        facts={"categories": " ".join(categories), "day": asked.day.isoformat(), **({"as": way} if way else {})},
    )


def day_in(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise
