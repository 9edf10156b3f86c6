"""Absences come in from a CSV file: upload, preview, confirm, result, undo."""

from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.attendance import reasons
from driehoek.attendance.models import Absence
from driehoek.exchange import absence_runs, queries
from driehoek.exchange.actions import CannotApply
from driehoek.exchange.forms import AbsencesForm
from driehoek.exchange.models import ImportRun
from driehoek.exchange.readers import halfdays
from driehoek.exchange.roster import BadFile
from driehoek.web.words import half_day

from .roster import ROWS, sentence, user_of

RIGHT = "roster.import"


class Line(NamedTuple):
    """One half day of a preview, in words."""

    name: str
    day: str
    part: str
    before: str
    after: str


@guarded(RIGHT)
def absences(request: HttpRequest) -> HttpResponse:
    """Send a file, and see the imports before."""
    actor = actor_in(request)
    schools = queries.schools_of(actor, RIGHT)
    form = AbsencesForm(request.POST or None, request.FILES or None, schools=schools)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("absences_run", _upload(request, form).pk)
        except BadFile as bad:
            form.add_error("sent", sentence(bad))
    context = {"form": form, "runs": queries.earlier(actor, absence_runs.FORMAT), "columns": halfdays.REQUIRED}
    return render(request, "exchange/absences.html", context)


def _upload(request: HttpRequest, form: AbsencesForm) -> ImportRun:
    (sent,) = form.cleaned_data["sent"]
    school = form.cleaned_data["school"]
    actor, illness = actor_in(request), form.cleaned_data["illness"]
    return absence_runs.start(
        actor, school, sent.name or "", sent.read(), by=user_of(request), on=actor.on, illness=illness
    )


def _run(request: HttpRequest, pk: UUID) -> ImportRun:
    rows = ImportRun.objects.visible_to(actor_in(request)).filter(format=absence_runs.FORMAT).select_related("school")
    return open_one(request, rows, pk, RIGHT, log=False)


@require_safe
@guarded(RIGHT)
def absences_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One import: what it would write, what it wrote, or what is wrong with its file."""
    found = _run(request, pk)
    page = Paginator(absence_runs.planned(found), ROWS).get_page(request.GET.get("page"))
    names = absence_runs.names(found)
    context = {
        "run": found,
        "page": page,
        "lines": [_line(one, names, found.school.jurisdiction) for one in page],
        "refused": queries.shown_notes(found, "refused"),
        "undoable": found == absence_runs.last_applied(found.school_id),
    }
    return render(request, "exchange/absences_run.html", context)


def _line(one: absence_runs.Planned, names: dict[str, str], country: str) -> Line:
    before = _spoken(one.before) if one.before != absence_runs.NOTHING else ""
    return Line(names.get(one.pupil, ""), one.day, half_day(one.part, country), before, _spoken(one.after))


def _spoken(stands: absence_runs.Stands) -> str:
    state, reason, at = stands
    said = str(Absence.State(state).label)
    more = at if state == Absence.State.LATE else reasons.spoken(reason) if state == Absence.State.ABSENT else ""
    return f"{said}, {more}" if more else said


@require_POST
@guarded(RIGHT)
def absences_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the plan."""
    try:
        absence_runs.apply(actor_in(request), _run(request, pk))
        messages.success(request, _("The absences were taken in."))
    except CannotApply as problem:
        messages.error(request, str(problem))
    return redirect("absences_run", pk)


@require_POST
@guarded(RIGHT)
def absences_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw the plan away."""
    try:
        absence_runs.cancel(_run(request, pk))
        messages.success(request, _("The import was cancelled. Nothing was written."))
    except CannotApply as problem:
        messages.error(request, str(problem))
    return redirect("absences_import")


@require_POST
@guarded(RIGHT)
def absences_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the last import back."""
    try:
        absence_runs.undo(actor_in(request), _run(request, pk))
        messages.success(request, _("The import was undone."))
    except CannotApply as problem:
        messages.error(request, str(problem))
    return redirect("absences_run", pk)
