"""The people of a plan, and the history of what was laid down and sent."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from driehoek.access.guards import actor_in, guarded
from driehoek.staffing.actions import jobs as actions
from driehoek.staffing.forms.plans import MoreForm
from driehoek.staffing.queries import history as queries
from driehoek.staffing.queries.people import people_of

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


@require_safe
@guarded(RIGHT)
def history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was chosen and sent, by whom, and which committee agreed: as it was written that day."""
    centre = centre_in(request, pk)
    return render(request, "staffing/history.html", {"centre": centre, "moments": queries.history_of(centre)})
