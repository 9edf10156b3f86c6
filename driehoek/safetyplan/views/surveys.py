"""Surveys of a school: the rounds, their codes on paper, and what was answered (SAF-15)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.access.house import full
from driehoek.kit import svg
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.actions import surveys as actions
from driehoek.safetyplan.forms.surveys import CodesForm, SurveyForm
from driehoek.safetyplan.models import Survey
from driehoek.safetyplan.queries import surveys
from driehoek.schools.queries import calendar_of

from .door import around, form_page, school_in
from .report import INERT

RIGHT = "survey.manage"


@guarded(RIGHT)
def surveys_page(request: HttpRequest) -> HttpResponse:
    school = school_in(request, RIGHT)
    shown = {"rounds": surveys.rounds(school, actor_in(request).on)}
    return render(request, "safetyplan/surveys.html", around(request, school, shown, RIGHT))


@guarded(RIGHT)
def survey_new(request: HttpRequest) -> HttpResponse:
    school, actor = school_in(request, RIGHT), actor_in(request)
    year = calendar_of(school).school_year(actor.on).as_text()
    form = SurveyForm(request.POST or None, instance=Survey(school_year=year, opens=actor.on), on=actor.on)
    if request.method == "POST" and form.is_valid():
        made = actions.keep(actor, school, form.instance)
        messages.success(request, _("The survey is there. Make the codes now, and print them."))
        return redirect("survey", made.pk)
    back, intro = f"{reverse('surveys')}?school={school.pk}", _("Whoever has a code answers once, without a name.")
    return form_page(request, form, heading=_("A new survey"), intro=intro, button=_("Save"), back=back)


@guarded(RIGHT)
def survey(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One round: its questions, its codes, and what was answered once it is over."""
    found, on = _survey(request, pk), actor_in(request).on
    over = found.is_over(on)
    form = None if over else _codes_form(request, found)
    shown = {
        "survey": found,
        "state": surveys.state(found, on),
        "questions": catalogue.questions(found.audience),
        "results": surveys.results(found) if over else None,
        "answered": found.answers.count(),
        "form": form,
    }
    return render(request, "safetyplan/survey.html", around(request, found.school, shown, RIGHT))


@require_POST
@guarded(RIGHT)
def survey_codes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """New codes for a group, on a page to print. They are shown this once."""
    found = _survey(request, pk)
    form = _codes_form(request, found)
    if found.is_over(actor_in(request).on):
        raise Http404
    if not form.is_valid():
        shown = {"survey": found, "questions": catalogue.questions(found.audience), "form": form, "state": "open"}
        return render(request, "safetyplan/survey.html", around(request, found.school, shown, RIGHT), status=422)
    group = form.cleaned_data.get("group")
    codes = actions.make_codes(actor_in(request), found, group, form.cleaned_data["number"])
    shown = {"survey": found, "group": group, "codes": codes, "address": full(request, reverse("enter"))}
    answer = render(request, "safetyplan/codes.html", shown)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@guarded(RIGHT)
def survey_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.close(actor_in(request), _survey(request, pk))
    messages.success(request, _("The survey is closed. What was answered stands below."))
    return redirect("survey", pk)


@guarded(RIGHT)
def survey_chart(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """The means as a picture, or their course over the years; nothing before the survey is over."""
    found = _survey(request, pk)
    results = surveys.results(found) if found.is_over(actor_in(request).on) else None
    if results is None or not results.is_shown:
        raise Http404
    rows = [(mean.question.text, mean.everybody or 0.0) for mean in results.means]
    drawn = svg.columns(results.trend) if code == "trend" else svg.bars(rows)
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Content-Security-Policy": INERT})


def _survey(request: HttpRequest, pk: UUID) -> Survey:
    rows = Survey.objects.visible_to(actor_in(request), RIGHT).select_related("school__board")
    return open_one(request, rows, pk, RIGHT, log=False)


def _codes_form(request: HttpRequest, found: Survey) -> CodesForm:
    return CodesForm(request.POST or None, school=found.school, school_year=found.school_year, audience=found.audience)
