"""What comes back: the list with its terms, one kind with its history, recording, planning, withdrawing."""

from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.actions import turns as actions
from driehoek.safetyplan.catalogue import Kind
from driehoek.safetyplan.forms.turns import LaterForm, MeasureForm, PlanningForm, RecordForm, WhyForm
from driehoek.safetyplan.models import Measure, Turn
from driehoek.safetyplan.queries import norms, turns
from driehoek.schools.models import School

from .door import around, form_page, note_of, school_in


@guarded("plan.read")
def checks(request: HttpRequest) -> HttpResponse:
    """Everything that is looked at again and again: when it was last, and when it must be next (SAF-2)."""
    school = school_in(request)
    rows = [one for one in turns.standings(school, actor_in(request).on) if one.kind.room == "checks"]
    return render(request, "safetyplan/checks.html", around(request, school, {"rows": rows}))


@guarded("plan.read")
def drills(request: HttpRequest) -> HttpResponse:
    """Evacuation drills: the next, and what each taught."""
    school = school_in(request)
    shown = {
        "one": turns.one(school, "evacuation_drill", actor_in(request).on),
        "turns": turns.turns_of(school.pk, "evacuation_drill"),
    }
    return render(request, "safetyplan/drills.html", around(request, school, shown))


@guarded("plan.read")
def check(request: HttpRequest, code: str) -> HttpResponse:
    school = school_in(request)
    kind = _kind(code, school)
    one = turns.one(school, kind.code, actor_in(request).on)
    shown = {"one": one, "turns": turns.turns_of(school.pk, kind.code), "why": turns.why(one)}
    return render(request, "safetyplan/check.html", around(request, school, shown))


@guarded("plan.manage")
def check_record(request: HttpRequest, code: str) -> HttpResponse:
    """Record that it was done: today or before, with what was found."""
    school, actor = school_in(request, "plan.manage"), actor_in(request)
    kind = _kind(code, school)
    planned = turns.planned(school.pk, kind.code) or Turn(school=school)
    planned.done_on = actor.on
    form = RecordForm(request.POST or None, instance=planned, kind=kind, on=actor.on)
    if request.method == "POST" and form.is_valid():
        made = actions.record(actor, school, form.filled())
        found = made.measures.exists()
        messages.success(request, _("Recorded. What was not in order is now a measure.") if found else _("Recorded."))
        return redirect("turn", made.pk)
    head = _("Record: %(what)s") % {"what": kind.title}
    return _page(request, form, school, kind, heading=head, intro=kind.why, button=_("Record"))


@guarded("plan.manage")
def check_plan(request: HttpRequest, code: str) -> HttpResponse:
    school, actor = school_in(request, "plan.manage"), actor_in(request)
    kind = _kind(code, school)
    turn = turns.planned(school.pk, kind.code) or Turn(kind=kind.code)
    form = PlanningForm(request.POST or None, instance=turn, on=actor.on)
    if request.method == "POST" and form.is_valid():
        actions.plan_turn(actor, school, form.instance)
        messages.success(request, _("The day is planned."))
        return redirect(_back(kind, school))
    head, intro = _("Plan: %(what)s") % {"what": kind.title}, _("Agree a day for the next time.")
    return _page(request, form, school, kind, heading=head, intro=intro, button=_("Plan"))


@guarded("plan.read")
def turn(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One time it was done: what was found, the norms that can be computed, the measures that follow."""
    found = _turn(request, pk, "plan.read")
    form = MeasureForm(request.POST or None, instance=Measure(turn=found), jurisdiction=found.school.jurisdiction)
    if request.method == "POST" and form.is_valid():
        open_one(request, Turn.objects.visible_to(actor_in(request), "plan.manage"), pk, "plan.manage", log=False)
        actions.keep_measure(actor_in(request), found.school, form.instance)
        messages.success(request, _("The measure is on the plan of action."))
        return redirect("turn", pk)
    shown = {
        "turn": found,
        "kind": _kind(found.kind, found.school),
        "told": turns.told(found),
        "later": turns.later(found),
        "listed": turns.listed(found),
        "norms": norms.of(found),
        "measures": found.measures.order_by("due", "pk"),
        "form": form,
    }
    return render(
        request, "safetyplan/turn.html", around(request, found.school, shown), status=422 if form.errors else 200
    )


@guarded("plan.manage")
def turn_later(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add what became known after it was recorded: the evaluation of a drill, the review of an inventory."""
    found, actor = _turn(request, pk, "plan.manage"), actor_in(request)
    if found.withdrawn_at or not found.done_on:
        raise Http404
    form = LaterForm(request.POST or None, turn=found, kind=_kind(found.kind, found.school), on=actor.on)
    if request.method == "POST" and form.is_valid():
        actions.add_later(actor, found, form.said(), form.cleaned_data["remark"])
        messages.success(request, _("Added. What was recorded before stays as it is."))
        return redirect("turn", pk)
    head, intro = _("Add what became known later"), _("Only what was left empty can be filled in.")
    back = reverse("turn", args=[pk])
    return form_page(request, form, heading=head, intro=intro, button=_("Add"), back=back)


@guarded("plan.manage")
def turn_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _turn(request, pk, "plan.manage")
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(actor_in(request), found, form.cleaned_data["why"])
        messages.success(request, _("Withdrawn. The time before it counts again."))
        return redirect(_back(_kind(found.kind, found.school), found.school))
    intro = _("It stays in the history, with your reason.")
    return form_page(
        request, form, heading=_("Withdraw this?"), intro=intro, button=_("Withdraw"), back=reverse("turn", args=[pk])
    )


def _turn(request: HttpRequest, pk: UUID, right: str) -> Turn:
    rows = Turn.objects.visible_to(actor_in(request), right).select_related("school__board", "recorded_by")
    return open_one(request, rows, pk, right, log=False)


def _kind(code: str, school: School) -> Kind:
    found = catalogue.kinds(school.jurisdiction).get(code)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, form: BaseForm, school: School, kind: Kind, **words: str) -> HttpResponse:
    return form_page(request, form, note=note_of(school), back=_back(kind, school), **words)


def _back(kind: Kind, school: School) -> str:
    return f"{reverse('check', args=[kind.code])}?school={school.pk}"
