"""The documents that people sign: the list, a new version, who signed it (SAF-21)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.safetyplan.actions import plan as actions
from driehoek.safetyplan.forms.plan import PaperForm, SignatureForm
from driehoek.safetyplan.models import Paper, Signature
from driehoek.safetyplan.queries import drafts, place, plan
from driehoek.schools.queries import calendar_of

from .door import around, form_page, school_in


@guarded("plan.read")
def plan_papers(request: HttpRequest) -> HttpResponse:
    school = school_in(request)
    stacks = plan.papers(school.pk)
    shown = {"stacks": stacks, "missing": plan.missing_papers(stacks)}
    return render(request, "safetyplan/papers.html", around(request, school, shown))


@guarded("plan.manage")
def plan_paper_new(request: HttpRequest) -> HttpResponse:
    """A new version: it starts from the one before, or from a text of our own to make your own."""
    school, actor = school_in(request, "plan.manage"), actor_in(request)
    start = drafts.of_paper(school, request.GET.get("kind", ""), place.id_of(request.GET.get("after", "")), actor.on)
    year = calendar_of(school).school_year(actor.on).as_text()
    form = PaperForm(request.POST or None, school=school, school_year=year, initial=start)
    if request.method == "POST" and form.is_valid():
        made = actions.keep_paper(actor, school, form.instance)
        messages.success(request, _("This version is kept. Record now who signed it."))
        return redirect("plan_paper", made.pk)
    back = f"{reverse('plan_papers')}?school={school.pk}"
    return form_page(request, form, heading=_("Record a document"), intro=school.name, button=_("Save"), back=back)


@guarded("plan.read")
def plan_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_in(request)
    paper = open_one(
        request, Paper.objects.visible_to(actor).select_related("school", "group"), pk, "plan.read", log=False
    )
    may = place.manages(actor, paper.school)
    form = SignatureForm(request.POST or None, instance=Signature(), paper=paper, on=actor.on) if may else None
    if request.method == "POST" and form and form.is_valid():
        actions.sign(actor, paper, form.instance)
        messages.success(request, _("The signature is recorded."))
        return redirect("plan_paper", pk)
    shown = around(request, paper.school, {"paper": paper, "form": form, "signatures": paper.signatures.all()})
    return render(request, "safetyplan/paper.html", shown, status=422 if form and form.errors else 200)
