"""The school a page of the plan is about, and what every such page shows."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from driehoek.access.actors import Actor
from driehoek.access.guards import actor_in
from driehoek.journal import actions as journal
from driehoek.safety import parts
from driehoek.safetyplan.queries import place
from driehoek.schools.models import School


def school_in(request: HttpRequest, right: str = "plan.read") -> School:
    """The school asked for by `?school=`, else the first; the same 404 for none, unknown and not yours."""
    actor = actor_in(request)
    found = place.chosen(place.schools_for(actor, right), request.GET.get("school", ""))
    if found is None:
        journal.refused(actor, right, kind="schools.school", pk=place.id_of(request.GET.get("school", "")))
        raise Http404
    return found


def around(request: HttpRequest, school: School, shown: Mapping[str, Any], right: str = "plan.read") -> dict[str, Any]:
    """What the template needs besides its subject: the school, the others to choose from, and who may change."""
    actor = actor_in(request)
    others = place.schools_for(actor, right)
    own = {"school": school, "schools": others if len(others) > 1 else [], "on": actor.on}
    return {
        **own,
        "manages": place.manages(actor, school),
        "is_dutch": place.is_dutch(school),
        "works_here": actor.may("incident.open"),
        **shown,
    }


def note_of(school: School) -> str:
    """What a Flemish school should know of the plan and its words; nothing for a Dutch one."""
    if place.is_dutch(school):
        return ""
    return gettext("This is the plan of a Dutch school board. Its terms are advice here and make no duties.")


def form_page(request: HttpRequest, form: forms.BaseForm, **words: str) -> HttpResponse:
    """A page with one form: the first time, or with what is wrong in it. `words`: heading, intro, button, back."""
    shown = {"form": form, **words}
    return render(request, "safetyplan/form.html", shown, status=422 if form.errors else 200)


def room_of(actor: Actor, name: str) -> str:
    """The address of the part of safety where a chapter lives, when this person may go there."""
    try:
        url = reverse(name) if name else ""
    except NoReverseMatch:
        return ""
    return url if any(room.url == url for room in parts.rooms(actor)) else ""
