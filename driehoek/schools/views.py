"""A school's own facts, for its direction. Everybody of the school may read them."""

from uuid import UUID

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.guards import actor_in, guarded, open_one

from . import actions, overview
from .forms import ParentsForm, SchoolForm
from .hours import HoursForm
from .models import School
from .parts import PARTS, Part, parts_of


def _school(request: HttpRequest, pk: UUID, right: str) -> School:
    return open_one(request, School.objects.visible_to(actor_in(request), right), pk, right, log=False)


def _part(slug: str) -> Part:
    if slug not in PARTS:
        raise Http404
    return PARTS[slug]


@guarded("school.read")
def school(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _school(request, pk, "school.read")
    page = {"school": found, "parts": parts_of(found), **overview.overview(found, actor_in(request).on)}
    return render(
        request,
        "schools/school.html",
        {
            **page,
            "on": actor_in(request).on,
            "manages": actor_in(request).may("school.manage"),
            "mandates": actor_in(request).may("mandate.record"),
        },
    )


ABOUT = {
    "school": (SchoolForm, gettext_lazy("Settings of the school")),
    "parents": (ParentsForm, gettext_lazy("Numbers of parents")),
}


@guarded("school.manage")
def school_form(request: HttpRequest, pk: UUID, about: str) -> HttpResponse:
    found = _school(request, pk, "school.manage")
    form_class, heading = ABOUT[about]
    form = form_class(request.POST or None, instance=found, school=found)
    if request.method == "POST" and form.is_valid():
        actions.keep(actor_in(request), found, form.instance)
        messages.success(request, _("Saved."))
        return redirect("school", found.pk)
    return render(request, "schools/part_form.html", {"school": found, "form": form, "heading": heading})


@guarded("school.manage")
def hours(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The hours of every weekday at once; what differs on one day is changed there afterwards."""
    found = _school(request, pk, "school.manage")
    form = HoursForm(request.POST or None, initial=HoursForm.of(found))
    if request.method == "POST" and form.is_valid():
        actions.keep_hours(actor_in(request), found, form.rows())
        messages.success(request, _("Saved."))
        return redirect("school_part", found.pk, "hours")
    page = {"school": found, "part": PARTS["hours"], "form": form, "row": None}
    return render(request, "schools/part_form.html", page, status=422 if form.errors else 200)


@guarded("school.read")
def part(request: HttpRequest, pk: UUID, slug: str) -> HttpResponse:
    found, kind = _school(request, pk, "school.read"), _part(slug)
    rows = [(row, list(zip(kind.columns, kind.cells(row), strict=True))) for row in kind.rows(found)]
    page = {"school": found, "part": kind, "rows": rows, "manages": actor_in(request).may("school.manage")}
    return render(request, "schools/part.html", {**page, **overview.beside(kind.slug, found, actor_in(request).on)})


@guarded("school.manage")
def part_form(request: HttpRequest, pk: UUID, slug: str, row: UUID | None = None) -> HttpResponse:
    found, kind = _school(request, pk, "school.manage"), _part(slug)
    instance = open_one(request, kind.rows(found), row, "school.manage", log=False) if row else kind.model()
    form = kind.form(request.POST or None, instance=instance, school=found)
    if request.method == "POST" and form.is_valid():
        actions.keep(actor_in(request), found, form.instance)
        messages.success(request, _("Saved."))
        return redirect("school_part", found.pk, kind.slug)
    return render(request, "schools/part_form.html", {"school": found, "part": kind, "form": form, "row": row})


@guarded("school.manage")
def part_remove(request: HttpRequest, pk: UUID, slug: str, row: UUID) -> HttpResponse:
    found, kind = _school(request, pk, "school.manage"), _part(slug)
    instance = open_one(request, kind.rows(found), row, "school.manage", log=False)
    if request.method == "POST":
        try:
            actions.remove(actor_in(request), found, instance)
            messages.success(request, _("Removed."))
        except ProtectedError:
            messages.error(request, _("This is still used by groups or pupils and cannot be removed."))
        return redirect("school_part", found.pk, kind.slug)
    return render(request, "schools/part_remove.html", {"school": found, "part": kind, "cells": kind.cells(instance)})
