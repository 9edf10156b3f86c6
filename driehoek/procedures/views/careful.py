"""The page of the careful paths: plain words first, then a path, then the own cases."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded
from driehoek.procedures import careful as paths


@guarded(paths.OPEN)
def careful(request: HttpRequest) -> HttpResponse:
    """Which path is meant for what, and the cases on which the reader is named."""
    return render(request, "procedures/careful.html", paths.shown(actor_in(request)))


@require_POST
@guarded(paths.OPEN)
def careful_open(request: HttpRequest, school: UUID, code: str) -> HttpResponse:
    """Open a path; who opens it is the first, and for now the only one, who can read it."""
    made = paths.opened(actor_in(request), school, code)
    return redirect("case", pk=made.pk)
