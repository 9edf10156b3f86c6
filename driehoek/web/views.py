"""The first page of each person, and the pages that belong to no app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from driehoek.access.guards import public


@public("only sends people on; shows nothing of anybody")
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html")
