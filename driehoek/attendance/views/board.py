"""Figures over the schools of a board, for its members: no group, no child (ACC-9)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from driehoek.access.guards import actor_in, guarded
from driehoek.attendance import board, heat
from driehoek.schools.models import School


@guarded("figures.read")
def figures(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    schools = School.objects.visible_to(actor, "figures.read").order_by("name")
    rows = [board.figures_of(school, actor.on) for school in schools]
    named = [(row, [(heat.names(row.school.jurisdiction)[kind], *cell) for kind, *cell in row.cells]) for row in rows]
    return render(request, "attendance/board.html", {"rows": named, "on": actor.on, "fewest": board.FEWEST})
