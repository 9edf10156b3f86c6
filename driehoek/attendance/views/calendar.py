"""A closure of the school's calendar: before it is kept, what it touches of the attendance is said (ORG-4, ATT-5)."""

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.attendance import closing
from driehoek.schools import actions as schools
from driehoek.schools.followers import span
from driehoek.schools.forms import ClosureForm
from driehoek.schools.models import Closure, School
from driehoek.schools.parts import PARTS

RIGHT = "school.manage"


@guarded(RIGHT)
def closure(request: HttpRequest, pk: UUID, row: UUID | None = None) -> HttpResponse:
    """A new closure or a changed one. Where half days were recorded on its days, that is said and asked first."""
    found, instance = _school(request, pk), Closure()
    if row:
        instance = open_one(request, _closures(found), row, RIGHT, log=False)
    before = copy(instance) if row else None
    form, rows = ClosureForm(request.POST or None, instance=instance, school=found), 0
    if request.method == "POST" and form.is_valid():
        days = span(before, form.instance)
        rows = closing.touched(found, days).count() if days else 0
        if not rows or "sure" in request.POST:
            schools.keep(actor_in(request), found, form.instance)
            messages.success(request, _("Saved."))
            return redirect("school_part", found.pk, "calendar")
    shown = {"school": found, "part": PARTS["calendar"], "form": form, "row": row, "touched": rows}
    return render(request, "attendance/closure.html", shown)


@guarded(RIGHT)
def closure_remove(request: HttpRequest, pk: UUID, row: UUID) -> HttpResponse:
    found = _school(request, pk)
    instance, part = open_one(request, _closures(found), row, RIGHT, log=False), PARTS["calendar"]
    if request.method == "POST":
        schools.remove(actor_in(request), found, instance)
        messages.success(request, _("Removed."))
        return redirect("school_part", found.pk, part.slug)
    return render(request, "schools/part_remove.html", {"school": found, "part": part, "cells": part.cells(instance)})


def _school(request: HttpRequest, pk: UUID) -> School:
    return open_one(request, School.objects.visible_to(actor_in(request), RIGHT), pk, RIGHT, log=False)


def _closures(school: School) -> QuerySet[Closure]:
    return Closure.objects.filter(school=school)
