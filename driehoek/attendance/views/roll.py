"""A class on one day: the page, the plain form and the taps (ATT-1)."""

import json
from datetime import date
from http import HTTPStatus
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
from driehoek.attendance import actions, queries, reasons, roll_page
from driehoek.attendance.models import Absence
from driehoek.attendance.roll_forms import BadTap, Sheet, Taps, from_form, from_taps
from driehoek.attendance.thresholds import Ground
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
        shown = roll_page.context(ground, found, day, actor_in(request))
        return render(request, "attendance/class_day.html", shown)
    if "today" in request.POST and day != actor_in(request).on:
        messages.error(
            request, _("Nothing was saved: that page was of an earlier day. Choose again, on the right day.")
        )
    else:
        _save_form(request, ground, found, day)
    return redirect("class_day", group=group, day=day)


def _save_form(request: HttpRequest, ground: Ground, group: Group, day: date) -> None:
    """What the plain form says, and the confirmation where its button was used."""
    sheet = roll_page.sheet(ground, group, day, actor_in(request).at)
    taps = from_form(request.POST, sheet)
    recorded = actions.record(actor_in(request), ground, taps.changes, about=group)
    _tell(request, sheet, recorded, taps)
    confirmed = [part for part in sheet.confirmable if part == request.POST.get("confirm")]
    if confirmed and not (recorded.conflicts or taps.refused):
        actions.confirm(actor_in(request), group, day, confirmed)


@require_POST
@guarded(RIGHT)
def class_save(request: HttpRequest, group: UUID, day: date) -> JsonResponse:
    """Taps of the page's script: what was saved with its new version, and where somebody else wrote in between."""
    actor, found = actor_in(request), _open(request, group, log=False)
    if request.content_type != "application/json":
        return JsonResponse({"error": "JSON is asked"}, status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    ground = actions.ground_of(found.school)
    sheet = roll_page.sheet(ground, found, day, actor.at)
    try:
        taps = from_taps(json.loads(request.body), sheet)
    except (BadTap, json.JSONDecodeError) as wrong:
        return JsonResponse({"error": str(wrong)}, status=422)
    recorded = actions.record(actor, ground, taps.changes, about=found)
    if recorded.conflicts or taps.refused:
        taps = taps._replace(confirm=[])
    if taps.confirm:
        actions.confirm(actor, found, day, taps.confirm)
    return JsonResponse(roll_page.answer(ground, sheet, recorded, taps, actor.at))


def _tell(request: HttpRequest, sheet: Sheet, recorded: actions.Recorded, taps: Taps) -> None:
    """What somebody else wrote in between stands, and the page says so; and what could not be kept."""
    if not sheet.parts:
        messages.error(request, _("There is nothing to record on this day."))
    for one in taps.refused:
        name = sheet.pupils[UUID(one.pupil)].name
        messages.error(request, _("%(name)s: not saved. %(why)s") % {"name": name, "why": one.error})
    text = _("%(name)s: somebody else meanwhile wrote “%(state)s”. That stands; choose again if it is wrong.")
    settled = _(
        "%(name)s: “%(state)s” was settled beforehand and stands. If it is otherwise, tick that and save again."
    )
    for theirs in recorded.conflicts:
        name, planned = sheet.pupils[theirs.pupil_id].name, theirs.is_planned_away
        state = reasons.spoken(theirs.reason) if planned else State(theirs.state).label
        messages.warning(request, (settled if planned else text) % {"name": name, "state": state})


def _open(request: HttpRequest, pk: UUID, *, log: bool) -> Group:
    found = next(iter(_groups(actor_in(request), pk)), None)
    return admit(request, found, Group, pk, RIGHT, log=log, category="attendance")


@Ready
def _groups(actor: Actor, pk: UUID) -> QuerySet[Group]:
    return Group.objects.visible_to(actor, RIGHT).filter(pk=pk).select_related("school")
