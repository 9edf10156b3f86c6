"""What a new school still has to do, and putting that list aside."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.schools.models import School
from driehoek.start import actions
from driehoek.start.items import items_of
from driehoek.start.models import StartList
from driehoek.start.queries import MANAGE


def _school(request: HttpRequest, pk: UUID) -> School:
    rows = School.objects.visible_to(actor_in(request), MANAGE).select_related("board")
    return open_one(request, rows, pk, MANAGE, log=False)


@guarded(MANAGE)
def start_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything a school needs, with its state, what it opens, and how long it takes."""
    school = _school(request, pk)
    items = items_of(school, actor_in(request))
    row = StartList.objects.filter(school=school).first()
    shown = {"school": school, "items": items, "row": row, "done": sum(item.done for item in items)}
    return render(request, "start/list.html", shown)


@guarded(MANAGE)
@require_POST
def put_aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    school = _school(request, pk)
    row = StartList.objects.get_or_create(board=school.board, school=school)[0]
    aside = row.aside_at is None
    actions.put_aside(actor_in(request), row, aside=aside)
    said = _("Put aside. You find the list again under “School”.") if aside else _("The list is back.")
    messages.success(request, said)
    return redirect("today") if aside else redirect("start_list", pk)
