"""The state of the house on screen, for who runs it (no personal data)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from driehoek.access.guards import guarded

from .doctor import findings
from .queries import one_board


@require_safe
@guarded("house.read")
def house(request: HttpRequest) -> HttpResponse:
    """What is wrong and what to do. A house of several boards is run by somebody else than one of them."""
    if not one_board():
        raise Http404
    return render(request, "keeping/house.html", {"findings": findings()})
