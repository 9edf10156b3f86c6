"""Classes by hand: the list of a school, making, changing, closing one, and next year's (SET-2)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.enrolment import classes, next_year, queries
from driehoek.enrolment.forms.classes import ClassForm, CloseForm, NextYearForm
from driehoek.enrolment.models import RIGHT
from driehoek.schools.models import Group, School


def _school(request: HttpRequest, pk: UUID) -> School:
    return open_one(request, School.objects.visible_to(actor_in(request), RIGHT), pk, RIGHT, log=False)


def _group(request: HttpRequest, pk: UUID) -> Group:
    rows = Group.objects.visible_to(actor_in(request), RIGHT).select_related("school", "site")
    return open_one(request, rows, pk, RIGHT, log=False)


@guarded(RIGHT)
def where(request: HttpRequest) -> HttpResponse:
    """Of which school; who works at one goes straight there."""
    found = list(queries.schools(actor_in(request)))
    if len(found) == 1:
        return redirect("school_classes", found[0].pk)
    return render(request, "enrolment/where.html", {"schools": found, "classes": True})


@guarded(RIGHT)
def listing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The classes of this year and the next, with how many children, and what was done to them."""
    on, school = actor_in(request).on, _school(request, pk)
    found = [(year.as_text(), queries.classes(school, year, on)) for year in queries.years(school, on)]
    page = {"school": school, "years": found, "done": queries.done(school, on), "on": on}
    return render(request, "enrolment/classes.html", page)


@guarded(RIGHT)
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, school = actor_in(request), _school(request, pk)
    form = ClassForm(request.POST or None, actor=actor, school=school)
    if request.method == "POST" and form.is_valid():
        classes.make(actor, school, dict(form.cleaned_data))
        messages.success(request, _("Class %(name)s is made.") % {"name": form.cleaned_data["name"]})
        return redirect("school_classes", school.pk)
    return render(request, "enrolment/class_form.html", {"form": form, "school": school, "title": _("A new class")})


@guarded(RIGHT)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, group = actor_in(request), _group(request, pk)
    form = ClassForm(request.POST or None, actor=actor, school=group.school, instance=group)
    if request.method == "POST" and form.is_valid():
        classes.change(actor, _group(request, pk), dict(form.cleaned_data))
        messages.success(request, _("Saved."))
        return redirect("school_classes", group.school_id)
    page = {"form": form, "school": group.school, "title": _("Change class %(name)s") % {"name": form.initial["name"]}}
    return render(request, "enrolment/class_form.html", page)


@guarded(RIGHT)
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say who is in it first; they go to another class the same day."""
    actor, group = actor_in(request), _group(request, pk)
    form = CloseForm(request.POST or None, actor=actor, group=group, initial={"day": actor.on})
    if request.method == "POST" and form.is_valid():
        classes.close(actor, group, form.cleaned_data["day"], form.cleaned_data["to"])
        messages.success(request, _("Class %(name)s is closed.") % {"name": group.name})
        return redirect("school_classes", group.school_id)
    page = {"form": form, "school": group.school, "title": _("Close class %(name)s") % {"name": group.name}}
    return render(request, "enrolment/class_form.html", page | {"inside": classes.children_of(group, actor.on)})


@guarded(RIGHT)
def following(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Next year's classes: the proposal, what it comes to, and only then the act."""
    actor, school = actor_in(request), _school(request, pk)
    found = next_year.now(school, actor.on)
    form = NextYearForm(request.POST or None, found=found)
    made = next_year.outcome(found, form.decided()) if request.method == "POST" and form.is_valid() else None
    if made and "confirm" in request.POST:
        classes.next_year_of(actor, found, form.decided())
        messages.success(request, _("The classes of %(year)s are made.") % {"year": found.next.as_text()})
        return redirect("school_classes", school.pk)
    page = {
        "form": form,
        "school": school,
        "found": found,
        "made": made,
        "year": found.next.as_text(),
        "unknown": [rung.group for rung in found.rungs if rung.group.year is None],
    }
    return render(request, "enrolment/next_year.html", page)
