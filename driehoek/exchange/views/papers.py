"""Papers with codes for many at once: letters to the parents of a school, slips for its staff. Asked, made, fetched."""

from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.access.house import full
from driehoek.access.post import is_set_up
from driehoek.exchange import papers, staff, tasks
from driehoek.exchange.models import RIGHTS, PaperRun
from driehoek.exchange.progress import told
from driehoek.pupils.actions.accounts import free
from driehoek.pupils.forms.accounts import InviteForm

from .roster import has_failed

PARENTS, STAFF = PaperRun.Kind.PARENTS, PaperRun.Kind.STAFF


class Place(NamedTuple):
    """The addresses of a kind of papers, and the page to go back to."""

    run: str
    file: str
    back: str
    name: str


PLACES = {
    PARENTS: Place("letters_run", "letters_file", "invite_parents", "brieven-ouders.pdf"),
    STAFF: Place("slips_run", "slips_file", "invite_all", "codes-personeel.pdf"),
}


@require_POST
@guarded(RIGHTS[PARENTS])
def parent_letters(request: HttpRequest) -> HttpResponse:
    """The letters of a whole school, as the page that shows whom asks for them."""
    actor = actor_in(request)
    form = InviteForm(request.POST, actor=actor)
    many = [one.pk for one in form.invited() if free(actor, one)] if form.is_valid() else []
    if not many:
        return redirect("invite_parents")
    school = form.cleaned_data["school"]
    address = full(request, reverse("letter_code"))
    run = papers.ask(actor, PARENTS, many, address, board=school.board_id, school=school.pk)
    tasks.papers_soon(run)
    return redirect("letters_run", run.pk)


@guarded(RIGHTS[STAFF])
def staff_slips(request: HttpRequest) -> HttpResponse:
    """One sheet for everybody of the staff who never logged in: first who is on it and who is not, then the codes."""
    actor = actor_in(request)
    places = staff.to_invite(actor, anew="anew" in request.GET)
    if request.method != "POST":
        return render(request, "exchange/slips.html", {"places": places, "mail": is_set_up()})
    place = next((one for one in places if str(one.key) == request.POST.get("place") and one.rows), None)
    if place is None:
        return redirect("staff_slips")
    people, address = [row.pk for row in place.rows], full(request, reverse("letter_code"))
    run = papers.ask(actor, STAFF, people, address, board=place.board, school=place.school)
    tasks.papers_soon(run)
    return redirect("slips_run", run.pk)


@require_safe
@guarded(RIGHTS[PARENTS])
def letters_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _shown(request, PARENTS, pk)


@require_safe
@guarded(RIGHTS[PARENTS])
def letters_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _fetched(request, PARENTS, pk)


@require_safe
@guarded(RIGHTS[STAFF])
def slips_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _shown(request, STAFF, pk)


@require_safe
@guarded(RIGHTS[STAFF])
def slips_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _fetched(request, STAFF, pk)


def _run(request: HttpRequest, kind: PaperRun.Kind, pk: UUID) -> PaperRun:
    right = RIGHTS[kind]
    rows = PaperRun.objects.visible_to(actor_in(request), right).select_related("school", "board")
    return open_one(request, rows, pk, right, log=False)


def _shown(request: HttpRequest, kind: PaperRun.Kind, pk: UUID) -> HttpResponse:
    """How far the papers are; the way to them once they are made."""
    run, place = _run(request, kind, pk), PLACES[kind]
    if run.paper and request.htmx:  # type: ignore[attr-defined]  # set by django-htmx; the waiting page asked
        return HttpResponseClientRefresh()
    page = {
        "run": run,
        "here": reverse(place.run, args=[pk]),
        "file": reverse(place.file, args=[pk]),
        "back": reverse(place.back),
        "left": papers.names_left_out(run),
        "failed": has_failed(run),
        "percent": told(run.pk),
        "alone": tasks.nobody_works(run),
    }
    return render(request, "exchange/papers.html", page)


def _fetched(request: HttpRequest, kind: PaperRun.Kind, pk: UUID) -> HttpResponse:
    run = _run(request, kind, pk)
    if not run.paper:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{PLACES[kind].name}"', "Cache-Control": "no-store"}
    return HttpResponse(papers.fetch(actor_in(request), run), content_type="application/pdf", headers=headers)
