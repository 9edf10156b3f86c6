"""The centre's people and the schools they work at."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access import actions as accounts
from driehoek.access.accounts import may_open
from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.access.house import full, root_of
from driehoek.access.models import Appointment
from driehoek.access.views.people import ELSEWHERE, tell_invited
from driehoek.journal import actions as journal
from driehoek.staffing.forms.team import WorkerForm
from driehoek.staffing.queries import team as queries

from .plans import RIGHT, centre_in


@guarded(RIGHT)
def team(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who works for the centre, at which schools until when, and which schools lack somebody (ACC-3)."""
    centre, actor = centre_in(request, pk), actor_in(request)
    form = WorkerForm(request.POST or None, centre=centre, initial={"first_day": actor.on})
    if request.method == "POST" and form.is_valid():
        made = accounts.appoint(actor, form.save(commit=False), form.person)
        tell_invited(request, accounts.invite(actor, made, root_of(request)))
        return redirect("staffing_team", pk)
    journal.write(actor, "staffing.team_read", stream=centre.pk, kind="staffing.centre", subject_id=centre.pk)
    page = {"workers": queries.workers_of(centre, actor), "teams": queries.teams_of(centre, actor)}
    return render(request, "staffing/team.html", {"centre": centre, "form": form, **page})


@require_POST
@guarded(RIGHT)
def worker_code(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The link and the code of somebody of the centre, once, to hand over; who has a password needs neither."""
    actor = actor_in(request)
    rows = Appointment.objects.filter(board__in=actor.reach(RIGHT).boards, school=None).exclude(user=actor.user_id)
    found = open_one(request, rows.select_related("user", "board"), pk, RIGHT, log=False)
    if found.user.is_in_use:
        raise Http404
    back = reverse("staffing_team", args=[found.board_id])
    if not may_open(actor, found.user, RIGHT):
        messages.error(request, ELSEWHERE)
        return redirect(back)
    link, code = accounts.hand_over(actor, found, root_of(request), RIGHT)
    page = {"row": found, "link": link, "code": code, "address": full(request, reverse("letter_code")), "back": back}
    return render(request, "access/hand_over.html", page)


@require_POST
@guarded(RIGHT)
def worker_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody no longer works for the centre. Functions at schools are ended by the schools."""
    actor = actor_in(request)
    rows = Appointment.objects.filter(board__in=actor.reach(RIGHT).boards, school=None).exclude(user=actor.user_id)
    found = open_one(request, rows, pk, RIGHT, log=False)
    accounts.end(actor, found, max(actor.on, found.first_day))
    messages.success(request, _("Today is the last day for the centre. Schools end the function at their school."))
    return redirect("staffing_team", found.board_id)
