"""What a new school still has to do, and putting that list or one line of it aside. All of it can be undone."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.schools.models import School
from driehoek.start import actions
from driehoek.start.items import items_of
from driehoek.start.models import StartList
from driehoek.start.queries import MANAGE
from driehoek.start.returning import come_back_to, forget

NAMES = {"aside": "start_aside", "back": "start_back",
         "item_aside": "start_item_aside", "item_back": "start_item_back"}  # fmt: skip


def _school(request: HttpRequest, pk: UUID) -> School:
    rows = School.objects.visible_to(actor_in(request), MANAGE).select_related("board")
    return open_one(request, rows, pk, MANAGE, log=False)


def _row(school: School) -> StartList:
    return StartList.objects.get_or_create(board=school.board, school=school)[0]


@guarded(MANAGE)
def start_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything a school needs, with its state, what it opens, and how long it takes."""
    school = _school(request, pk)
    row = StartList.objects.filter(school=school).first()
    items = items_of(school, actor_in(request), row.items_aside if row else ())
    if row and not row.aside_at:
        come_back_to(request, reverse("start_list", args=[pk]))
    done = sum(item.settled for item in items)
    page = {"school": school, "place": school, "names": NAMES, "items": items, "row": row, "done": done}
    return render(request, "start/list.html", page)


@guarded(MANAGE)
@require_POST
def put_aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.put_aside(actor_in(request), _row(_school(request, pk)), aside=True)
    forget(request)
    said = _("Put aside. You find the list again under “School”.")
    messages.success(request, said, extra_tags=f"undo={reverse('start_back', args=[pk])}")
    return redirect("today")


@guarded(MANAGE)
@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.put_aside(actor_in(request), _row(_school(request, pk)), aside=False)
    messages.success(request, _("The list is back."))
    return redirect("start_list", pk)


@guarded(MANAGE)
@require_POST
def item_aside(request: HttpRequest, pk: UUID, slug: str) -> HttpResponse:
    """What is not for this school counts no longer as to do; it stays on the list, and comes back with one click."""
    title = _keep_item(request, pk, slug, aside=True)
    undo = f"undo={reverse('start_item_back', args=[pk, slug])}"
    messages.success(request, _("Put aside: %(what)s.") % {"what": title}, extra_tags=undo)
    return redirect("start_list", pk)


@guarded(MANAGE)
@require_POST
def item_back(request: HttpRequest, pk: UUID, slug: str) -> HttpResponse:
    title = _keep_item(request, pk, slug, aside=False)
    messages.success(request, _("Back on the list: %(what)s.") % {"what": title})
    return redirect("start_list", pk)


def _keep_item(request: HttpRequest, pk: UUID, slug: str, *, aside: bool) -> str:
    school = _school(request, pk)
    title = next((item.title for item in items_of(school, actor_in(request)) if item.slug == slug), None)
    if title is None:
        raise Http404
    actions.put_item_aside(actor_in(request), _row(school), slug, aside=aside)
    return title
