"""From one file to that of the next child of the class, on the same page of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from driehoek.people.neighbours import STEPS, TABS, neighbour
from driehoek.pupils import queries

from .door import Reading, of_pupil


@of_pupil("file.open")
def step(request: HttpRequest, reading: Reading, way: str) -> HttpResponse:
    """Nothing is shown here: the page it leads to asks the reader's rights, the purpose, and writes the line."""
    if way not in STEPS:
        raise Http404
    tab, chosen = request.GET.get("tab", ""), request.GET.get("show", "")
    to = neighbour(reading.actor, reading.pupil, STEPS[way])
    address = reverse(tab if tab in TABS else "pupil", args=[to])
    return redirect(f"{address}?{urlencode({'show': chosen})}" if chosen in queries.FILTERS else address)
