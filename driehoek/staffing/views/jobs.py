"""The rows of the planning screen. A row answers with the figures alone: that is what changes as one types."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, admit, guarded
from driehoek.staffing import refusals
from driehoek.staffing.actions import jobs as actions
from driehoek.staffing.actions.plans import CannotDo
from driehoek.staffing.forms.plans import JobForm, MoveForm, NewJobForm
from driehoek.staffing.models import Job
from driehoek.staffing.pages import figures_page, first_error
from driehoek.staffing.queries import plans as queries

from .plans import RIGHT, plan_in


def job_in(request: HttpRequest, pk: UUID) -> Job:
    return admit(request, queries.job_of(actor_in(request), pk), Job, pk, RIGHT, log=False)


@require_POST
@guarded(RIGHT)
def job_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A job more, in the office whose row was filled in."""
    plan, form = plan_in(request, pk), NewJobForm(request.POST)
    try:
        if form.is_valid():
            actions.add(actor_in(request), plan, form.facts)
        else:
            messages.error(request, first_error(form))
    except CannotDo as why:
        messages.error(request, refusals.sentence(why))
    return redirect("staffing_plan", pk)


@require_POST
@guarded(RIGHT)
def job_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was typed in a row. A wrong percentage changes nothing and says so below the row."""
    job, form = job_in(request, pk), JobForm(request.POST)
    if form.is_valid():
        actions.change(actor_in(request), job, form.facts)
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return render(request, "staffing/typed.html", {**figures_page(job.plan), "job": job, "form": form})
    if form.errors:
        messages.error(request, first_error(form))
    return redirect("staffing_plan", job.plan_id)


@require_POST
@guarded(RIGHT)
def job_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The job goes; undo brings it back."""
    job = job_in(request, pk)
    actions.remove(actor_in(request), job)
    return redirect("staffing_plan", job.plan_id)


@guarded(RIGHT)
def job_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """To another scenario, school year or office."""
    job = job_in(request, pk)
    form = MoveForm(request.POST or None, job=job)
    if request.method == "POST" and form.is_valid():
        actions.move(actor_in(request), job, form.cleaned_data["plan"], form.cleaned_data["office"])
        messages.success(request, _("The job was moved. “Undo” brings it back."))
        return redirect("staffing_plan", job.plan_id)
    page = {"form": form, "plan": job.plan, "title": _("Move this job"), "button": _("Move"), "job": job}
    return render(request, "staffing/form.html", page)


@require_POST
@guarded(RIGHT)
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back the last step of this plan."""
    try:
        if actions.undo(actor_in(request), plan_in(request, pk)) is None:
            messages.error(request, _("There is nothing to undo."))
    except CannotDo as why:
        messages.error(request, refusals.sentence(why))
    return redirect("staffing_plan", pk)
