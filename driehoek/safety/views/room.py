"""The front room of safety: one page from which everything about what happened, and the plan, is one click away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from driehoek.access.guards import actor_in, guarded
from driehoek.safety import parts
from driehoek.safety.queries.rooms import waiting
from driehoek.web.queries import country_of, schools_of


@guarded("incident.open")
def safety(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    rooms = parts.rooms(actor, country_of(schools_of(actor)))
    found = waiting(actor)
    return render(request, "safety/safety.html", {"rooms": [(room, found.get(room.url)) for room in rooms]})
