"""The people of a plan and of the centre, and the history of what was laid down and sent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.staffing import refusals
from driehoek.staffing.actions import jobs as actions
from driehoek.staffing.actions import members
from driehoek.staffing.actions.plans import CannotDo
from driehoek.staffing.forms.people import LeaveForm, MoreForm, PersonForm
from driehoek.staffing.models import Centre, Leave, Member
from driehoek.staffing.queries import history as queries
from driehoek.staffing.queries.people import jobs_of, members_of, people_of

from .jobs import job_in
from .plans import RIGHT, centre_in, plan_in


def member_in(request: HttpRequest, pk: UUID) -> Member:
    return open_one(request, Member.objects.visible_to(actor_in(request), RIGHT), pk, RIGHT, log=False)


@require_safe
@guarded(RIGHT)
def plan_people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Each person once, with all their jobs, who stands in for them, and what they would lose."""
    found = plan_in(request, pk)
    return render(request, "staffing/people.html", {"plan": found, "people": people_of(found)})


@guarded(RIGHT)
def job_more(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who holds it, from when until when, and whom a replacement stands in for."""
    job = job_in(request, pk)
    form = MoreForm(request.POST or None, instance=job)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(actor_in(request), job, form.facts)
        except CannotDo as why:
            form.add_error("new_name", refusals.sentence(why))
        else:
            return redirect("staffing_people", job.plan_id)
    page = {"form": form, "plan": job.plan, "job": job, "title": _("Person, days and replacement"), "button": _("Keep")}
    return render(request, "staffing/form.html", page)


@require_safe
@guarded(RIGHT)
def member_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everybody whom a plan of the centre names, or who was noted before there was a job."""
    centre = centre_in(request, pk)
    return render(request, "staffing/members.html", {"centre": centre, "members": members_of(centre)})


@guarded(RIGHT)
def member_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody new, told apart from who has the same name."""
    centre = centre_in(request, pk)
    form = PersonForm(request.POST or None, centre=centre)
    if (answer := _kept(request, form)) is not None:
        return answer
    page = {"form": form, "title": _("Somebody new"), "button": _("Keep"), "centre": centre}
    return render(request, "staffing/form.html", page)


@guarded(RIGHT)
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody of the centre: the name, in service since when, the jobs of every year, and away when."""
    found = member_in(request, pk)
    form = PersonForm(request.POST or None, instance=found, centre=Centre.objects.get(pk=found.board_id))
    if (answer := _kept(request, form)) is not None:
        return answer
    stands = Member.objects.get(pk=pk)
    page = {"form": form, "member": stands, "jobs": jobs_of(stands), "leaves": stands.leaves.all()}
    return render(request, "staffing/person.html", page)


def _kept(request: HttpRequest, form: PersonForm) -> HttpResponse | None:
    """The page of who was kept. None: nothing was sent, or it has to be put right."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        kept = members.keep(actor_in(request), form.save(commit=False))
    except CannotDo as why:
        form.add_error("born_on", refusals.sentence(why))
        return None
    messages.success(request, _("Kept. Every plan shows it from now on."))
    return redirect("staffing_person", kept.pk)


@guarded(RIGHT)
def leave_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody is away."""
    found = member_in(request, pk)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        members.add_leave(actor_in(request), found, form.cleaned_data)
        return redirect("staffing_person", pk)
    page = {"form": form, "member": found, "title": _("Away"), "button": _("Keep")}
    return render(request, "staffing/form.html", page)


@require_POST
@guarded(RIGHT)
def leave_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A leave that was noted is none."""
    rows = Leave.objects.filter(board__in=actor_in(request).reach(RIGHT).boards).select_related("member")
    found = open_one(request, rows, pk, RIGHT, log=False)
    members.remove_leave(actor_in(request), found)
    messages.success(request, _("The days away were removed."))
    return redirect("staffing_person", found.member_id)


@require_safe
@guarded(RIGHT)
def history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was chosen and sent, by whom, and which committee agreed: as it was written that day."""
    centre = centre_in(request, pk)
    return render(request, "staffing/history.html", {"centre": centre, "moments": queries.history_of(centre)})
