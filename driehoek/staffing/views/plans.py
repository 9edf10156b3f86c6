"""Plans: the overview, one plan, its settings, copies, side by side, why, and the centre's own weights."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.staffing import refusals
from driehoek.staffing.actions import plans as actions
from driehoek.staffing.forms.plans import ChooseForm, CompareForm, CopyForm, PlanForm, WeightForm
from driehoek.staffing.models import Centre, OwnWeight, Plan
from driehoek.staffing.pages import first_error, overview_page, plan_page, why_page
from driehoek.staffing.queries import plans as queries

RIGHT = "staffing.plan"


def plan_in(request: HttpRequest, pk: UUID) -> Plan:
    return open_one(request, Plan.objects.visible_to(actor_in(request), RIGHT), pk, RIGHT, log=False)


def centre_in(request: HttpRequest, pk: UUID) -> Centre:
    return open_one(request, Centre.objects.visible_to(actor_in(request), RIGHT), pk, RIGHT, log=False)


@require_safe
@guarded(RIGHT)
def staffing(request: HttpRequest) -> HttpResponse:
    """The centres a person leads, with their school years and scenarios."""
    return render(request, "staffing/staffing.html", overview_page(actor_in(request)))


@guarded(RIGHT)
def plan_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A first scenario of a school year."""
    centre = centre_in(request, pk)
    form = PlanForm(request.POST or None, centre=centre)
    if request.method == "POST" and form.is_valid():
        return redirect("staffing_plan", actions.begin(actor_in(request), centre, form.save(commit=False)).pk)
    return render(request, "staffing/form.html", {"form": form, "title": _("A new plan"), "button": _("Make the plan")})


@require_safe
@guarded(RIGHT)
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The planning screen."""
    return render(request, "staffing/plan.html", plan_page(plan_in(request, pk)))


@guarded(RIGHT)
def plan_settings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its name and weights, and the day of the committee."""
    found = plan_in(request, pk)
    form = PlanForm(request.POST or None, instance=found, centre=Centre.objects.get(pk=found.board_id))
    if request.method == "POST" and form.is_valid():
        actions.change(actor_in(request), form.save(commit=False))
        return redirect("staffing_plan", pk)
    page = {"form": form, "plan": found, "title": _("Weights and name"), "button": _("Keep")}
    return render(request, "staffing/form.html", page)


@guarded(RIGHT)
def plan_copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another scenario, or the start of another year, from this one."""
    found = plan_in(request, pk)
    form = CopyForm(request.POST or None, plan=found, initial={"school_year": found.school_year})
    if request.method == "POST" and form.is_valid():
        return redirect("staffing_plan", actions.copy(actor_in(request), found, **form.cleaned_data).pk)
    page = {"form": form, "plan": found, "title": _("Copy this plan"), "button": _("Copy")}
    return render(request, "staffing/form.html", page)


@guarded(RIGHT)
def plan_choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """This scenario is the formation that counts: why, and which committee agreed."""
    found = plan_in(request, pk)
    form = ChooseForm(request.POST or None, initial={"negotiated_on": found.negotiated_on})
    if request.method == "POST" and form.is_valid():
        actions.choose(actor_in(request), found, **form.cleaned_data)
        messages.success(request, _("This scenario is now the formation that counts."))
        return redirect("staffing_plan", pk)
    return render(request, "staffing/choose.html", {"form": form, "plan": found, "answer": queries.sheet(found).answer})


@guarded(RIGHT)
def plan_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw a scenario away, after a question."""
    found = plan_in(request, pk)
    if request.method == "POST":
        try:
            actions.throw_away(actor_in(request), found)
        except actions.CannotDo as why:
            messages.error(request, refusals.sentence(why))
            return redirect("staffing_plan", pk)
        return redirect("staffing")
    return render(request, "staffing/remove.html", {"plan": found, "jobs": found.jobs.count()})


@require_safe
@guarded(RIGHT)
def compare(request: HttpRequest) -> HttpResponse:
    """Scenarios, or three school years, side by side."""
    form = CompareForm(request.GET, rows=Plan.objects.visible_to(actor_in(request), RIGHT).order_by("school_year"))
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("staffing")
    found = queries.sheets(form.cleaned_data["plan"])
    return render(request, "staffing/compare.html", {"sheets": found, "lines": queries.lines(found)})


@require_safe
@guarded(RIGHT)
def plan_why(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every figure of a plan down to the weight, its date and its article (ALL-2)."""
    return render(request, "staffing/why.html", why_page(plan_in(request, pk)))


@guarded(RIGHT)
def weights(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The centre's own dated weights."""
    centre = centre_in(request, pk)
    form = WeightForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.weigh(actor_in(request), centre, form.save(commit=False))
        messages.success(request, _("The weight counts from that day on."))
        return redirect("staffing_weights", pk)
    rows = OwnWeight.objects.filter(board=centre.pk)
    return render(request, "staffing/weights.html", {"centre": centre, "form": form, "weights": rows})


@require_POST
@guarded(RIGHT)
def weight_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An own weight no longer counts."""
    rows = OwnWeight.objects.filter(board__in=actor_in(request).reach(RIGHT).boards)
    found = open_one(request, rows, pk, RIGHT, log=False)
    actions.forget_weight(actor_in(request), found)
    messages.success(request, _("The weight was removed."))
    return redirect("staffing_weights", found.board_id)
