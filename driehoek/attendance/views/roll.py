"""A class on one day: the page, the plain form and the taps (ATT-1)."""

import json
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.actors import Actor
from driehoek.access.guards import actor_in, admit, guarded
from driehoek.attendance import actions, queries, roll_page
from driehoek.attendance.models import Absence
from driehoek.attendance.roll_forms import BadTap, Sheet, from_form, from_taps
from driehoek.ready import Ready
from driehoek.schools.models import Group

RIGHT = "attendance.record"
State = Absence.State


@guarded(RIGHT)
def class_today(request: HttpRequest) -> HttpResponse:
    """Straight to the own class of today; whoever has several chooses."""
    groups = list(queries.groups_on(actor_in(request), RIGHT))
    if len(groups) == 1:
        return redirect("class_day", group=groups[0].pk, day=timezone.localdate())
    return render(request, "attendance/class_choice.html", {"groups": groups, "on": timezone.localdate()})


@guarded(RIGHT)
def class_day(request: HttpRequest, group: UUID, day: date) -> HttpResponse:
    """The whole class on one screen; without a script the form is sent as a whole."""
    found = _open(request, group, log=request.method == "GET")
    ground = actions.ground_of(found.school)
    if request.method == "GET":
        shown = roll_page.context(ground, found, day, actor_in(request).at)
        return render(request, "attendance/class_day.html", shown)
    sheet = roll_page.sheet(ground, found, day, actor_in(request).at)
    recorded = actions.record(actor_in(request), ground, from_form(request.POST, sheet), about=found)
    _tell(request, sheet, recorded)
    confirmed = [part for part in sheet.parts if part == request.POST.get("confirm")]
    if confirmed and not recorded.conflicts:
        actions.confirm(actor_in(request), found, day, confirmed)
    return redirect("class_day", group=group, day=day)


@require_POST
@guarded(RIGHT)
def class_save(request: HttpRequest, group: UUID, day: date) -> JsonResponse:
    """Taps of the page's script: what was saved with its new version, and where somebody else wrote in between."""
    actor, found = actor_in(request), _open(request, group, log=False)
    ground = actions.ground_of(found.school)
    sheet = roll_page.sheet(ground, found, day, actor.at)
    try:
        taps = from_taps(json.loads(request.body), sheet)
    except (BadTap, json.JSONDecodeError) as wrong:
        return JsonResponse({"error": str(wrong)}, status=422)
    recorded = actions.record(actor, ground, taps.changes, about=found)
    confirmed = [] if recorded.conflicts else taps.confirm
    if confirmed:
        actions.confirm(actor, found, day, confirmed)
    return JsonResponse(roll_page.answer(ground, sheet, recorded, confirmed, actor.at))


def _tell(request: HttpRequest, sheet: Sheet, recorded: actions.Recorded) -> None:
    """What somebody else wrote in between stands, and the page says so."""
    if not sheet.parts:
        messages.error(request, _("There is nothing to record on this day."))
    text = _("%(name)s: somebody else meanwhile wrote “%(state)s”. That stands; choose again if it is wrong.")
    for theirs in recorded.conflicts:
        name = sheet.pupils[theirs.pupil_id].name
        messages.warning(request, text % {"name": name, "state": State(theirs.state).label})


def _open(request: HttpRequest, pk: UUID, *, log: bool) -> Group:
    found = next(iter(_groups(actor_in(request), pk)), None)
    return admit(request, found, Group, pk, RIGHT, log=log, category="attendance")


@Ready
def _groups(actor: Actor, pk: UUID) -> QuerySet[Group]:
    return Group.objects.visible_to(actor, RIGHT).filter(pk=pk).select_related("school")
