"""The pages of duties: the list of today, one duty, why it is there, doing it and taking that back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access import post
from driehoek.access.actors import Actor
from driehoek.access.guards import actor_in, guarded, open_one, showed
from driehoek.access.house import root_of

from . import actions, daily, own, queries, subjects
from .forms import DailyMailForm, EvidenceForm
from .models import DailyMail, Duty

A_PAGE = 100


@guarded("duty.see")
def today(request: HttpRequest) -> HttpResponse:
    """The list of duties (ALL-1): one's own, of the group, or of the school; what is overdue first."""
    actor = actor_in(request)
    offered = queries.offered_to(actor)
    asked = {name: request.GET.get(name, "").strip() for name in queries.ASKED}
    filters = queries.filters_from(asked, offered)
    rows = queries.of(actor, filters)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    showed(request, "duty.see", ((row.school_id, row.pupil_id) for row in page.object_list))
    shown = {
        "page": page,
        "abouts": subjects.of(actor, page.object_list),
        "heading": queries.heading(rows, actor.on),
        "rules": queries.rules_in(queries.of(actor, filters._replace(rule=""))),
        "done": queries.done_today(actor)[:A_PAGE],
        "filters": filters,
        "offered": offered,
        "on": actor.on,
        "leads": actor.may("attendance.office"),
    }
    return render(request, "duties/today.html", shown)


@guarded("duty.see")
def daily_mail(request: HttpRequest) -> HttpResponse:
    """Whether one gets a mail a day, and at which hour."""
    actor = actor_in(request)
    chosen = DailyMail.objects.filter(user=actor.user_id).values_list("hour", flat=True).first()
    form = DailyMailForm(request.POST or None, initial={"hour": chosen})
    if request.method == "POST" and form.is_valid():
        daily.choose(actor, form.cleaned_data["hour"], root_of(request))
        messages.success(request, _("Kept."))
        return redirect("daily_mail")
    return render(request, "duties/daily_mail.html", {"form": form, "is_set_up": post.is_set_up()})


@guarded("duty.see")
def duty(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One duty: what, by when, why, and the form with which it is discharged."""
    actor = actor_in(request)
    found = open_one(request, Duty.objects.visible_to(actor).select_related("pupil", "group", "school"), pk, "duty.see")
    first = {"on": actor.on, "at": timezone.localtime(actor.at).time()}
    form = EvidenceForm(request.POST or None, initial=first, fact=queries.fact_of(found))
    mine = Duty.objects.visible_to(actor, "duty.discharge")
    if request.method == "POST":
        open_one(request, mine, pk, "duty.discharge", log=False)
        if page := own.page_of(found):  # done on its own page and nowhere else
            return redirect(page)
        if form.is_valid():
            _tell(request, actions.discharge(actor, found, form.evidence()))
            return redirect("today")
    shown = _shown(actor, found, form) | {"may_do": mine.filter(pk=pk).exists()}
    return render(request, "duties/duty.html", shown, status=422 if form.errors else 200)


def _shown(actor: Actor, found: Duty, form: EvidenceForm) -> dict[str, Any]:
    about = subjects.of(actor, [found]).get(found.pk)
    return {
        "duty": found,
        "about": about,
        "form": form,
        "on": actor.on,
        "may_take_back": found.may_be_taken_back_by(actor),
    }


def _tell(request: HttpRequest, done: int) -> None:
    if done > 1:
        messages.info(request, _("The other half day of that day is done with it."))
    messages.success(request, _("Done and noted. Until midnight you can take it back below the list."))


@require_POST
@guarded("duty.discharge")
def duty_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_in(request)
    found = open_one(request, Duty.objects.visible_to(actor, "duty.discharge"), pk, "duty.discharge", log=False)
    if actions.take_back(actor, found):
        messages.success(request, _("The duty is open again."))
    else:
        messages.error(request, _("Only whoever discharged it can take that back, on the same day."))
    return redirect("duty", pk=pk)


@guarded("duty.see")
def duty_why(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Why a duty is there: the facts, the rule, the value in force and its source (ALL-2)."""
    actor = actor_in(request)
    found = open_one(request, Duty.objects.visible_to(actor).select_related("pupil", "group", "school"), pk, "duty.see")
    return render(request, "duties/why.html", {"duty": found, "why": queries.explained(found), "on": actor.on})
