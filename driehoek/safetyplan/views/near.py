"""What nearly went wrong, or is not safe: anybody of the staff reports it, the school answers (the "meldpunt")."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.safety.models.incidents import Place
from driehoek.safetyplan.actions import council as actions
from driehoek.safetyplan.forms.council import AnswerForm, NearForm
from driehoek.safetyplan.models import Measure, NearMiss
from driehoek.safetyplan.queries import council, place

from .door import around, form_page, school_in

REPORT = "incident.report"


@guarded(REPORT)
def near_misses(request: HttpRequest) -> HttpResponse:
    """The own reports with their answer; all of the school for who keeps the plan."""
    school, actor = school_in(request, REPORT), actor_in(request)
    found = council.near_misses(actor, school, manages=place.manages(actor, school))
    rows = [(one, Place(one.place).label if one.place in Place.values else one.place) for one in found]
    return render(request, "safetyplan/near.html", around(request, school, {"rows": rows}, REPORT))


@guarded(REPORT)
def near_new(request: HttpRequest) -> HttpResponse:
    school, actor = school_in(request, REPORT), actor_in(request)
    back = f"{reverse('near_misses')}?school={school.pk}"
    form = NearForm(request.POST or None, instance=NearMiss(seen_on=actor.on), on=actor.on)
    if request.method == "POST" and form.is_valid():
        actions.report_near(actor, school, form.instance)
        messages.success(request, _("Thank you. You see here what the school does with it."))
        return redirect(back)
    return form_page(
        request, form, heading=_("Report what nearly went wrong"), intro=school.name, button=_("Report it"), back=back
    )


@guarded("plan.manage")
def near(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer it: with a measure on the plan of action, or without one."""
    actor = actor_in(request)
    rows = NearMiss.objects.visible_to(actor, "plan.manage").filter(answered_on=None).select_related("school__board")
    found = open_one(request, rows, pk, "plan.manage", log=False)
    back = f"{reverse('near_misses')}?school={found.school_id}"
    form = AnswerForm(request.POST or None, instance=Measure(), jurisdiction=found.school.jurisdiction)
    if request.method == "POST" and form.is_valid():
        found.answer = form.cleaned_data["answer"]
        actions.answer_near(actor, found, form.instance if form.cleaned_data["what"] else None)
        messages.success(request, _("Answered. Who reported it reads your answer."))
        return redirect(back)
    return form_page(
        request, form, heading=_("What does the school do with it?"), intro=found.what, button=_("Answer"), back=back
    )
