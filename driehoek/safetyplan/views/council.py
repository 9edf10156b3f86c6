"""The seat of the participation council and the board, the year plan on working conditions, the wheel of the year."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.safetyplan.actions import council as actions
from driehoek.safetyplan.forms.council import GoalForm, SayForm
from driehoek.safetyplan.models import Goal, Say
from driehoek.safetyplan.queries import council
from driehoek.schools.models import School

from .door import around, form_page, note_of, school_in


@guarded("plan.read")
def participation(request: HttpRequest) -> HttpResponse:
    """What is agreed to, where it is read, and what council and board said of it this year."""
    school, actor = school_in(request), actor_in(request)
    year = council.year_of(school, actor.on, request.GET.get("year", ""))
    shown = {
        "rows": council.asked(school, year),
        "year": year,
        "years": council.years(school, actor.on),
        "speaks": council.speaks_as(actor, school),
        "reads_report": actor.may("report.read"),
        "seating": council.seats_of(school, actor.on),
        "appoints": actor.may("people.manage"),
        "at_seat": True,
    }
    return render(request, "safetyplan/participation.html", around(request, school, shown))


@guarded(council.AGREE)
def participation_say(request: HttpRequest, subject: str) -> HttpResponse:
    """The council or the board notes what it says, itself."""
    school, actor = school_in(request, council.AGREE), actor_in(request)
    year, function = council.year_of(school, actor.on, request.GET.get("year", "")), council.speaks_as(actor, school)
    if subject not in Say.Subject.values or not function:
        raise Http404
    started = Say(subject=subject, year=year, function=function, said_on=actor.on)
    form = SayForm(request.POST or None, instance=started, on=actor.on)
    back = f"{reverse('participation')}?school={school.pk}&year={year}"
    if request.method == "POST" and form.is_valid():
        actions.say(actor, school, form.instance)
        messages.success(request, _("Noted, with your name and the day."))
        return redirect(back)
    heading = _("What do you say of %(what)s?") % {"what": Say.Subject(subject).label}
    return form_page(request, form, heading=heading, intro=f"{school.name} · {year}", button=_("Note it"), back=back)


@guarded("plan.read")
def year_plan(request: HttpRequest) -> HttpResponse:
    """The goals of a year, what was reached, what went otherwise, and what council and board said."""
    school, actor = school_in(request), actor_in(request)
    year = council.year_of(school, actor.on, request.GET.get("year", ""))
    said = next(one for one in council.asked(school, year) if one.subject == Say.Subject.YEAR_PLAN)
    shown = {
        "goals": council.goals(school.pk, year),
        "year": year,
        "years": council.years(school, actor.on),
        "said": said,
        "speaks": council.speaks_as(actor, school),
    }
    return render(request, "safetyplan/year_plan.html", around(request, school, shown))


@guarded("plan.manage")
def goal_new(request: HttpRequest) -> HttpResponse:
    school, actor = school_in(request, "plan.manage"), actor_in(request)
    goal = Goal(year=council.year_of(school, actor.on, request.GET.get("year", "")))
    form = GoalForm(request.POST or None, instance=goal, jurisdiction=school.jurisdiction, fresh=True)
    return _goal_page(request, form, school)


@guarded("plan.manage")
def goal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a goal, or say what came of it."""
    rows = Goal.objects.visible_to(actor_in(request), "plan.manage").select_related("school__board")
    found = open_one(request, rows, pk, "plan.manage", log=False)
    form = GoalForm(request.POST or None, instance=found, jurisdiction=found.school.jurisdiction)
    return _goal_page(request, form, found.school)


def _goal_page(request: HttpRequest, form: GoalForm, school: School) -> HttpResponse:
    back = f"{reverse('year_plan')}?school={school.pk}&year={form.instance.year}"
    if request.method == "POST" and form.is_valid():
        actions.keep_goal(actor_in(request), school, form.instance)
        messages.success(request, _("Saved."))
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("A goal of the year"),
        intro=f"{school.name} · {form.instance.year}",
        note=note_of(school),
        button=_("Save"),
        back=back,
    )


@guarded("plan.read")
def plan_wheel(request: HttpRequest) -> HttpResponse:
    """Everything the plan asks in the year to come, what was never done first."""
    school = school_in(request)
    never, late, months = council.wheel(school, actor_in(request).on)
    shown = {"never": never, "late": late, "months": months}
    return render(request, "safetyplan/wheel.html", around(request, school, shown))
