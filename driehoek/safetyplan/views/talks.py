"""Talks with staff, which the direction alone reads, and the support of starting teachers (SAF-20)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.safetyplan.actions import training as actions
from driehoek.safetyplan.forms.training import StartForm, StepForm, TalkForm, WhyForm
from driehoek.safetyplan.models.training import Start, StartStep, Talk
from driehoek.safetyplan.queries import training as queries

MANAGE, APPRAISE, READ = queries.MANAGE, queries.APPRAISE, "incident.report"


@guarded(APPRAISE)
def talk_new(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    form = TalkForm(
        request.POST or None,
        actor=actor,
        schools=actor.reach(APPRAISE).schools,
        initial={"person": request.GET.get("person"), "held_on": actor.on},
    )
    if request.POST and form.is_valid():
        made = actions.hold_talk(actor, form.instance)
        messages.success(request, _("The talk is recorded. Only the direction reads what was said."))
        return redirect("staff_member", made.person_id)
    context = {
        "form": form,
        "title": _("Record a talk"),
        "back": "trainings",
        "says": _("Only the direction of the school reads what was said."),
    }
    return render(request, "safetyplan/training_part.html", context)


def _talk(request: HttpRequest, pk: UUID, *, log: bool) -> Talk:
    rows = Talk.objects.visible_to(actor_in(request), APPRAISE).filter(withdrawn_at=None)
    return open_one(request, rows.select_related("school", "person", "held_by"), pk, APPRAISE, log=log)


@guarded(APPRAISE)
def talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was said in a talk; every reading of it stands in the journal."""
    return render(request, "safetyplan/talk.html", {"talk": _talk(request, pk, log=True)})


@guarded(APPRAISE)
def talk_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    one, form = _talk(request, pk, log=False), WhyForm(request.POST or None)
    if request.POST and form.is_valid():
        actions.withdraw_talk(actor_in(request), one, form.cleaned_data["why"])
        messages.success(request, _("Taken back. It stays in the history."))
        return redirect("staff_member", one.person_id)
    context = {"form": form, "title": _("Take back a talk"), "back": "trainings", "about": one}
    return render(request, "safetyplan/training_part.html", context)


@guarded(MANAGE)
def start_new(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    form = StartForm(
        request.POST or None,
        actor=actor,
        schools=actor.reach(MANAGE).schools,
        initial={"person": request.GET.get("person"), "started_on": actor.on},
    )
    if request.POST and form.is_valid():
        made = actions.start(actor, form.instance, form.dates)
        messages.success(request, _("The support begins. The steps with a day are duties of the coach."))
        return redirect("starting_teacher", made.pk)
    context = {"form": form, "title": _("A starting teacher"), "back": "trainings"}
    return render(request, "safetyplan/training_part.html", context)


def _start(request: HttpRequest, pk: UUID) -> Start:
    rows = Start.objects.visible_to(actor_in(request), MANAGE).select_related("school", "person", "coach")
    return open_one(request, rows, pk, READ, log=False)


@guarded(READ)
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The steps of one starting teacher, for the coach, the teacher and who keeps the training."""
    one, actor = _start(request, pk), actor_in(request)
    steps = [(step, StepForm(instance=step, actor=actor, prefix=step.code)) for step in one.steps.all()]
    manages = one.school_id in actor.reach(MANAGE).schools
    context = {
        "one": one,
        "steps": steps,
        "on": actor.on,
        "manages": manages,
        "may_write": manages or one.coach_id == actor.user_id,
    }
    return render(request, "safetyplan/starting_teacher.html", context)


@guarded(READ)
def start_step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set the day of a step, or note that it was done: the coach, or who keeps the training."""
    actor = actor_in(request)
    mine = Start.objects.visible_to(actor, MANAGE).exclude(person=actor.account)
    step = open_one(
        request, StartStep.objects.filter(start__in=mine).select_related("start__school"), pk, READ, log=False
    )
    form = StepForm(request.POST or None, instance=step, actor=actor, prefix=step.code)
    if request.POST and form.is_valid():
        actions.change_step(actor, form.instance)
        messages.success(request, _("Noted."))
        return redirect("starting_teacher", step.start_id)
    context = {"form": form, "title": step.get_code_display(), "back": "my_training"}
    return render(request, "safetyplan/training_part.html", context)


@guarded(MANAGE)
def start_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The support ends, or runs again when it was ended by mistake."""
    actor, one = actor_in(request), _start(request, pk)
    if request.method == "POST" and one.school_id in actor.reach(MANAGE).schools:
        actions.close_start(actor, one, None if one.closed_on else actor.on)
        messages.success(request, _("Closed.") if one.closed_on else _("The support runs again."))
    return redirect("starting_teacher", pk)
