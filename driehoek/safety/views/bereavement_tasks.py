"""One item of the checklist: for who manages, and for who was asked to do it (SAF-13)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.journal import actions as journal
from driehoek.safety.actions import bereavement as actions
from driehoek.safety.forms.bereavement import FinishForm, GiveForm
from driehoek.safety.models.bereavement import Task
from driehoek.safety.queries import bereavement as queries

from .bereavement import MANAGE, SEE


def opened(request: HttpRequest, pk: UUID) -> Task:
    actor = actor_in(request)
    rows = Task.objects.visible_to(actor).select_related("bereavement__pupil", "bereavement__school", "person")
    task = open_one(request, rows, pk, SEE, log=False)
    journal.opened(actor, "bereavement.read", task.bereavement, category="care")
    return task


def shown(request: HttpRequest, task: Task, **forms: object) -> HttpResponse:
    actor = actor_in(request)
    manages = task.school_id in actor.reach(MANAGE).schools
    context = {
        "task": task,
        "one": task.bereavement,
        "title": queries.title_of(task, task.bereavement.kind),
        "manages": manages,
        "done": FinishForm(done=True),
        "not_needed": FinishForm(done=False),
        "give": GiveForm(instance=task, actor=actor) if manages else None,
        **forms,
    }
    return render(request, "safety/bereavement_task.html", context)


@guarded(SEE)
def task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What to do, by when, and the words to say that it was done or is not needed."""
    return shown(request, opened(request, pk))


def after(request: HttpRequest, task: Task) -> HttpResponse:
    """Back to the checklist for who manages it; for another to the list of duties."""
    manages = task.school_id in actor_in(request).reach(MANAGE).schools
    return redirect("bereavement", task.bereavement_id) if manages else redirect("today")


@require_POST
@guarded(SEE)
def task_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    task, form = opened(request, pk), FinishForm(request.POST, done=True)
    if not form.is_valid():
        return shown(request, task, done=form)
    actions.finish(actor_in(request), task, note=form.cleaned_data["note"])
    messages.success(request, _("Noted."))
    return after(request, task)


@require_POST
@guarded(SEE)
def task_not_needed(request: HttpRequest, pk: UUID) -> HttpResponse:
    task, form = opened(request, pk), FinishForm(request.POST, done=False)
    if not form.is_valid():
        return shown(request, task, not_needed=form)
    actions.finish(actor_in(request), task, not_needed=form.cleaned_data["not_needed"])
    messages.success(request, _("Noted, with the reason."))
    return after(request, task)


@require_POST
@guarded(SEE)
def task_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    task = opened(request, pk)
    actions.reopen(actor_in(request), task)
    messages.success(request, _("It is to be done again."))
    return redirect("bereavement_task", pk)


@require_POST
@guarded(MANAGE)
def task_give(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give an item to somebody else, or another day."""
    actor, task = actor_in(request), opened(request, pk)
    form = GiveForm(request.POST, instance=task, actor=actor)
    if task.school_id not in actor.reach(MANAGE).schools or not form.is_valid():
        return shown(request, task, give=form)
    actions.give(actor, form.instance)
    messages.success(request, _("Given."))
    return redirect("bereavement", task.bereavement_id)
