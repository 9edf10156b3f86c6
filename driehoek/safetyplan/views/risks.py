"""The risk inventory: what an inspection would do, the risks by weight, the plan of action and its progress (SAF-3)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.safetyplan.actions import risks as actions
from driehoek.safetyplan.actions.turns import keep_measure
from driehoek.safetyplan.forms.risks import CloseForm, RiskForm
from driehoek.safetyplan.forms.turns import MeasureForm
from driehoek.safetyplan.models import Measure, Risk
from driehoek.safetyplan.queries import risks, turns

from .door import around, form_page, school_in


@guarded("plan.read")
def risks_page(request: HttpRequest) -> HttpResponse:
    school, on = school_in(request), actor_in(request).on
    found = {one.kind.code: one for one in turns.standings(school, on) if one.kind.room == "risks"}
    shown = {
        "inventory": found["rie"],
        "progress": found["action_plan"],
        "why": turns.why(found["rie"]),
        "inspection": risks.inspection(school, found["rie"].last, on),
        "risks": risks.weighed(school.pk, on),
        "unseen": risks.unseen(school.pk, on),
        "subjects": risks.untouched_subjects(school.pk),
        "measures": risks.plan_of_action(school.pk),
        "closed": risks.closed(school.pk),
    }
    return render(request, "safetyplan/risks.html", around(request, school, shown))


@guarded("plan.manage")
def risk_new(request: HttpRequest) -> HttpResponse:
    school, actor = school_in(request, "plan.manage"), actor_in(request)
    start = {name: request.GET.get(name, "") for name in ("place", "moment")}
    form = RiskForm(request.POST or None, instance=Risk(found_on=actor.on), initial=start)
    if request.method == "POST" and form.is_valid():
        made = actions.keep_risk(actor, school, form.instance)
        messages.success(request, _("The risk is in the inventory. Agree now what will be done."))
        return redirect("risk", made.pk)
    return form_page(
        request,
        form,
        heading=_("A new risk"),
        intro=school.name,
        button=_("Save"),
        back=f"{reverse('risks')}?school={school.pk}",
    )


@guarded("plan.read")
def risk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One risk: its weight, what incidents add, and its measures."""
    found = _risk(request, pk, "plan.read")
    form = MeasureForm(request.POST or None, instance=Measure(risk=found), jurisdiction=found.school.jurisdiction)
    if request.method == "POST" and form.is_valid():
        _risk(request, pk, "plan.manage")
        keep_measure(actor_in(request), found.school, form.instance)
        messages.success(request, _("The measure is on the plan of action."))
        return redirect("risk", pk)
    shown = {"one": risks.one(found, actor_in(request).on), "measures": found.measures.order_by("due", "pk")}
    page = around(request, found.school, {**shown, "form": form})
    return render(request, "safetyplan/risk.html", page, status=422 if form.errors else 200)


@guarded("plan.manage")
def risk_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _risk(request, pk, "plan.manage")
    form = RiskForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.keep_risk(actor_in(request), found.school, form.instance)
        messages.success(request, _("Saved."))
        return redirect("risk", pk)
    return form_page(
        request, form, heading=_("Weigh the risk anew"), intro="", button=_("Save"), back=reverse("risk", args=[pk])
    )


@guarded("plan.manage")
def risk_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, actor = _risk(request, pk, "plan.manage"), actor_in(request)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.close_risk(actor, found, actor.on, form.cleaned_data["why"])
        messages.success(request, _("The risk is gone. It stays to be read below the list."))
        return redirect(f"{reverse('risks')}?school={found.school_id}")
    return form_page(
        request,
        form,
        heading=_("Is this risk gone?"),
        intro=found.what,
        button=_("It is gone"),
        back=reverse("risk", args=[pk]),
    )


@require_POST
@guarded("plan.manage")
def risk_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.reopen_risk(actor_in(request), _risk(request, pk, "plan.manage"))
    messages.success(request, _("The risk is in the inventory again."))
    return redirect("risk", pk)


def _risk(request: HttpRequest, pk: UUID, right: str) -> Risk:
    rows = Risk.objects.visible_to(actor_in(request), right).select_related("school__board")
    return open_one(request, rows, pk, right, log=False)
