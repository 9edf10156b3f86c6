"""A measure: what, who, before when, and how it goes; changed, noted and done here (SAF-3)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.safetyplan.actions import turns as actions
from driehoek.safetyplan.forms.turns import MeasureForm, ProgressForm
from driehoek.safetyplan.models import Measure
from driehoek.safetyplan.queries import place

from .door import around, form_page


@guarded("plan.read")
def measure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One measure with its progress. A day in the form means that it is done."""
    found, actor = _measure(request, pk, "plan.read"), actor_in(request)
    fact = found.turn.done_on if found.turn else found.risk.found_on if found.risk else None
    form = ProgressForm(request.POST or None, on=actor.on, fact=fact, initial={"done_on": found.done_on})
    is_asked = place.owns(actor, found.school, found.owner)
    if request.method == "POST" and form.is_valid():
        _measure(request, pk, "plan.read" if is_asked else "plan.manage")
        actions.note_progress(actor, found, form.cleaned_data["text"], form.cleaned_data["done_on"])
        messages.success(request, _("Noted."))
        return redirect("measure", pk)
    shown = {"measure": found, "notes": found.notes.select_related("noted_by"), "form": form, "is_asked": is_asked}
    page = around(request, found.school, shown)
    return render(request, "safetyplan/measure.html", page, status=422 if form.errors else 200)


@guarded("plan.manage")
def measure_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _measure(request, pk, "plan.manage")
    form = MeasureForm(request.POST or None, instance=found, jurisdiction=found.school.jurisdiction)
    if request.method == "POST" and form.is_valid():
        actions.keep_measure(actor_in(request), found.school, form.instance)
        messages.success(request, _("Saved."))
        return redirect("measure", pk)
    return form_page(
        request, form, heading=_("Change the measure"), intro="", button=_("Save"), back=reverse("measure", args=[pk])
    )


def _measure(request: HttpRequest, pk: UUID, right: str) -> Measure:
    rows = Measure.objects.visible_to(actor_in(request), right).select_related("school__board", "turn", "risk")
    return open_one(request, rows, pk, right, log=False)
