"""The people of a plan, and the history of what was laid down and sent."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.staffing.actions import jobs as actions
from driehoek.staffing.actions import members
from driehoek.staffing.forms.people import LeaveForm, MoreForm, ServiceForm
from driehoek.staffing.models import Job, Leave, Member
from driehoek.staffing.queries import history as queries
from driehoek.staffing.queries.people import newest_job, people_of

from .jobs import job_in
from .plans import RIGHT, centre_in, plan_in


@require_safe
@guarded(RIGHT)
def plan_people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Each person once, with all their jobs, who stands in for them, and what they would lose."""
    found = plan_in(request, pk)
    return render(request, "staffing/people.html", {"plan": found, "people": people_of(found)})


@guarded(RIGHT)
def job_more(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From when until when, and whom a replacement stands in for."""
    job = job_in(request, pk)
    form = MoreForm(request.POST or None, instance=job)
    if request.method == "POST" and form.is_valid():
        actions.change(actor_in(request), job, form.cleaned_data)
        return redirect("staffing_people", job.plan_id)
    page = {"form": form, "plan": job.plan, "job": job, "title": _("Days and replacement"), "button": _("Keep")}
    return render(request, "staffing/form.html", page)


def _held_by_somebody(request: HttpRequest, pk: UUID) -> Job:
    job = job_in(request, pk)
    if not job.person:
        raise Http404
    return job


@guarded(RIGHT)
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who holds a job: in service since when, and away when, in every plan that names them."""
    job = _held_by_somebody(request, pk)
    member = Member.objects.filter(board=job.board_id, name=job.person).first()
    form = ServiceForm(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid():
        members.serve(actor_in(request), job, form.cleaned_data["in_service_since"])
        return redirect("staffing_people", job.plan_id)
    page = {"form": form, "job": job, "plan": job.plan, "leaves": member.leaves.all() if member else []}
    return render(request, "staffing/person.html", page)


@guarded(RIGHT)
def leave_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody is away."""
    job = _held_by_somebody(request, pk)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        members.add_leave(actor_in(request), job, form.cleaned_data)
        return redirect("staffing_person", pk)
    page = {"form": form, "plan": job.plan, "job": job, "title": _("Away"), "button": _("Keep")}
    return render(request, "staffing/form.html", page)


@require_POST
@guarded(RIGHT)
def leave_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A leave that was noted is none."""
    rows = Leave.objects.filter(board__in=actor_in(request).reach(RIGHT).boards).select_related("member")
    found = open_one(request, rows, pk, RIGHT, log=False)
    job = newest_job(found.member)
    members.remove_leave(actor_in(request), found)
    messages.success(request, _("The days away were removed."))
    return redirect("staffing_person", job.pk) if job else redirect("staffing")


@require_safe
@guarded(RIGHT)
def history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was chosen and sent, by whom, and which committee agreed: as it was written that day."""
    centre = centre_in(request, pk)
    return render(request, "staffing/history.html", {"centre": centre, "moments": queries.history_of(centre)})
