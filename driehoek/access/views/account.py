"""Pages about accounts and functions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from driehoek.access.guards import public


@public("says that an account opens nothing today; names nobody")
def no_function(request: HttpRequest) -> HttpResponse:
    return render(request, "access/no_function.html", status=403)
