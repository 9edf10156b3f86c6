"""Talking an incident over, and its plan of action (SAF-19)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.safety.actions import discussions
from driehoek.safety.forms.discussions import RULES, ActionForm, DiscussionForm, DoneForm, Plan
from driehoek.safety.queries import discussions as queries
from driehoek.safety.queries import incidents

CARE = "incident.care"


@guarded("incident.care")
def discussion_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How it was talked over, and what comes of it."""
    actor = actor_in(request)
    found = open_one(request, incidents.loaded(actor, CARE), pk, CARE, log=False)
    form = DiscussionForm(request.POST or None, actor=actor, incident=found)
    plan = Plan(request.POST or None, actor, found)
    if request.POST and all([form.is_valid(), plan.is_valid()]):
        made = discussions.hold(actor, found, form.save(commit=False), plan.actions())
        messages.success(request, _("Kept. What was agreed to do stands on the lists of who does it."))
        return redirect("incident_discussion", made.pk)
    shown = {"form": form, "plan": plan, "incident": found}
    return render(request, "safety/discussion_form.html", shown, status=422 if request.POST else 200)


@guarded("incident.open")
def discussion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One discussion with its plan, and room for one more action."""
    actor = actor_in(request)
    found = open_one(request, queries.readable(actor), pk, "incident.read")
    form = ActionForm(request.POST or None, actor=actor, incident=found.incident, empty_permitted=False)
    cares = incidents.cares(actor, found.incident)
    if request.POST and cares and form.is_valid():
        discussions.agree(actor, found, form.save(commit=False))
        messages.success(request, _("Agreed."))
        return redirect("incident_discussion", pk)
    shown = {
        "discussion": found,
        "incident": found.incident,
        "form": form,
        "cares": cares,
        "rules": [words for code, words in RULES if code in found.rules],
        "reads_course": queries.reads_course(actor, found),
    }
    return render(request, "safety/discussion.html", shown, status=422 if form.errors else 200)


@guarded("incident.open")
def action_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what came of an action: who takes care of the incident, or whose action it is."""
    actor = actor_in(request)
    found = open_one(request, queries.actions_of(actor), pk, "incident.action_done", log=False)
    form = DoneForm(request.POST or None, instance=found, actor=actor, initial={"done_on": actor.on})
    if request.POST and form.is_valid():
        discussions.finish(actor, form.save(commit=False))
        messages.success(request, _("Noted."))
        return redirect("incident_discussion", found.discussion_id)
    shown = {
        "form": form,
        "incident": found.discussion.incident,
        "title": _("What came of it"),
        "act": _("Note it"),
        "action": found,
    }
    return render(request, "safety/incident_form.html", shown, status=422 if form.errors else 200)
