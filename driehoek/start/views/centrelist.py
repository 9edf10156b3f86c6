"""The start-up list of a CLB centre, for its direction: the same list as a school's, with lines of its own."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.staffing.models import Centre
from driehoek.start import actions
from driehoek.start.centre import items_of_centre
from driehoek.start.models import StartList
from driehoek.start.queries import LEAD
from driehoek.start.returning import come_back_to, forget

NAMES = {"aside": "centre_aside", "back": "centre_back",
         "item_aside": "centre_item_aside", "item_back": "centre_item_back"}  # fmt: skip


def _centre(request: HttpRequest, pk: UUID) -> Centre:
    rows = Centre.objects.visible_to(actor_in(request), LEAD).select_related("board")
    return open_one(request, rows, pk, LEAD, log=False)


def _row(centre: Centre) -> StartList:
    return StartList.objects.get_or_create(board=centre.board, school=None)[0]


@guarded(LEAD)
def start_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything a centre needs, with its state, what it opens, and how long it takes."""
    centre = _centre(request, pk)
    row = StartList.objects.filter(board=centre.pk, school=None).first()
    items = items_of_centre(centre, actor_in(request), row.items_aside if row else ())
    if row and not row.aside_at:
        come_back_to(request, reverse("centre_start", args=[pk]))
    done = sum(item.settled for item in items)
    page = {"place": centre, "names": NAMES, "items": items, "row": row, "done": done}
    return render(request, "start/list.html", page)


@guarded(LEAD)
@require_POST
def put_aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.put_aside(actor_in(request), _row(_centre(request, pk)), aside=True)
    forget(request)
    said = _("Put aside. You find the list again under “Staffing plan”.")
    messages.success(request, said, extra_tags=f"undo={reverse('centre_back', args=[pk])}")
    return redirect("staffing")


@guarded(LEAD)
@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.put_aside(actor_in(request), _row(_centre(request, pk)), aside=False)
    messages.success(request, _("The list is back."))
    return redirect("centre_start", pk)


@guarded(LEAD)
@require_POST
def item_aside(request: HttpRequest, pk: UUID, slug: str) -> HttpResponse:
    title = _keep_item(request, pk, slug, aside=True)
    undo = f"undo={reverse('centre_item_back', args=[pk, slug])}"
    messages.success(request, _("Put aside: %(what)s.") % {"what": title}, extra_tags=undo)
    return redirect("centre_start", pk)


@guarded(LEAD)
@require_POST
def item_back(request: HttpRequest, pk: UUID, slug: str) -> HttpResponse:
    title = _keep_item(request, pk, slug, aside=False)
    messages.success(request, _("Back on the list: %(what)s.") % {"what": title})
    return redirect("centre_start", pk)


def _keep_item(request: HttpRequest, pk: UUID, slug: str, *, aside: bool) -> str:
    centre = _centre(request, pk)
    title = next((one.title for one in items_of_centre(centre, actor_in(request)) if one.slug == slug), None)
    if title is None:
        raise Http404
    actions.put_item_aside(actor_in(request), _row(centre), slug, aside=aside)
    return title
