"""Whom to call about one child: beside what must be called about, and a page by itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from driehoek.people.calling import whom_to_call

from .door import Reading, of_pupil


@of_pupil("file.read:contacts")
def calls(request: HttpRequest, reading: Reading) -> HttpResponse:
    reading.log("file.read", {"contacts"})
    found = whom_to_call({reading.pupil.pk}, reading.actor.on)[reading.pupil.pk]
    part = bool(request.headers.get("HX-Request"))
    return render(request, "pupils/_calls.html" if part else "pupils/calls.html", reading.context(calls=found))
