"""Answering a survey with a code from a paper, without logging in: no name, nothing kept but the answers."""

from allauth.core import ratelimit
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.access.guards import public
from driehoek.access.wall import within
from driehoek.safetyplan.actions import surveys as actions
from driehoek.safetyplan.forms.surveys import AnswerForm, EnterForm
from driehoek.safetyplan.models import Survey, SurveyCode
from driehoek.safetyplan.queries import surveys

WRONG_CODES = "survey_code"  # settings.ACCOUNT_RATE_LIMITS says how many wrong codes an address may try
REASON = "opens with a code on paper alone; questions without a name, and no answer is ever shown"


@public(REASON)
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code. It says kindly what is wrong: unknown, used, or not open."""
    form = EnterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = _known(request, form.cleaned_data["code"])
        if code is not None:
            return redirect("answer", form.cleaned_data["code"].strip())
        form.add_error("code", _("We do not know this code. Look at your paper again, sign by sign."))
    return _private(render(request, "safetyplan/enter.html", {"form": form}, status=422 if form.errors else 200))


@public(REASON)
def answer(request: HttpRequest, text: str) -> HttpResponse:
    code = _known(request, text)
    if code is None:
        return redirect("enter")
    found = _survey_of(code)
    if code.used or found is None or not found.is_open(timezone.localdate()):
        return _private(render(request, "safetyplan/answered.html", {"used": code.used}))
    form = AnswerForm(request.POST or None, audience=found.audience)
    if request.method == "POST" and form.is_valid():
        kept = actions.answer(code, form.given())
        return _private(render(request, "safetyplan/answered.html", {"used": not kept, "thanks": kept}))
    page = render(request, "safetyplan/answer.html", {"form": form}, status=422 if form.errors else 200)
    return _private(page)


def _known(request: HttpRequest, text: str) -> SurveyCode | None:
    """The code of a paper. Wrong ones are counted per address; who tries too many gets none, right or wrong."""
    if not ratelimit.consume(request, action=WRONG_CODES, dry_run=True):
        return None
    code = surveys.code_of(text)
    if code is None:
        ratelimit.consume(request, action=WRONG_CODES)
    return code


def _survey_of(code: SurveyCode) -> Survey | None:
    """The survey of a code. Nobody is logged in, so the code's own board is named to the wall."""
    with transaction.atomic(), within(code.board_id):
        return Survey.objects.filter(pk=code.survey_id).first()


def _private(page: HttpResponse) -> HttpResponse:
    page["Cache-Control"] = "no-store"
    return page
