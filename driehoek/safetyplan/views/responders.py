"""Emergency responders: enough of them on every day, with certificates and a spare (SAF-4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from driehoek.access.guards import actor_in, guarded
from driehoek.safetyplan.queries import responders

from .door import around, school_in


@guarded("plan.read")
def responders_page(request: HttpRequest) -> HttpResponse:
    school, actor = school_in(request), actor_in(request)
    shown = {"crew": responders.crew(school, actor.on, actor.at)}
    return render(request, "safetyplan/responders.html", around(request, school, shown))
