"""The start-up list on front pages, as long as it stands. A lower app loads the tag by name and knows no more of it."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from driehoek.access.actors import Actor
from driehoek.schools.models import Board, School
from driehoek.staffing.models import Centre
from driehoek.start.centre import items_of_centre
from driehoek.start.entries import Item
from driehoek.start.items import items_of
from driehoek.start.models import StartList
from driehoek.start.queries import LEAD, MANAGE, unfinished, unfinished_centres
from driehoek.start.returning import way_back

register = template.Library()


@register.simple_tag
def is_empty_house() -> bool:
    """Whether nobody set this house up yet: its login page says how."""
    return not Board.objects.exists()


@register.simple_tag(takes_context=True)
def start_list(context: Context) -> dict[str, Any] | None:
    """The first school or centre of the reader that is still being set up, and how far it is; None without one."""
    actor: Actor = context["actor"]
    school = School.objects.filter(pk__in=unfinished(actor)[:1]).first() if actor.may(MANAGE) else None
    if school:
        row = StartList.objects.get(school=school)
        return _told(school, "start_list", items_of(school, actor, row.items_aside)) | {"school": school}
    centre = Centre.objects.filter(pk__in=unfinished_centres(actor)[:1]).first() if actor.may(LEAD) else None
    if centre:
        row = StartList.objects.get(board=centre.pk, school=None)
        return _told(centre, "centre_start", items_of_centre(centre, actor, row.items_aside))
    return None


def _told(place: School | Centre, name: str, items: list[Item]) -> dict[str, Any]:
    return {
        "place": place,
        "address": reverse(name, args=[place.pk]),
        "done": sum(item.settled for item in items),
        "all": len(items),
        "is_empty": any(item.slug == "pupils" and not item.done for item in items),
        "next": next((item for item in items if not item.settled), None),
    }


@register.simple_tag(takes_context=True)
def back_to_start(context: Context) -> str:
    """The address of the start-up list the reader came from; empty where there is none."""
    return way_back(context["request"]) if "request" in context else ""
