"""A plan out and in as a spreadsheet: a preview first, nothing of a file that does not fit, and undo."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from driehoek.access.guards import actor_in, guarded
from driehoek.exchange.roster import BadFile
from driehoek.staffing import spreadsheet
from driehoek.staffing.actions import jobs as actions
from driehoek.staffing.forms.files import ConfirmForm, FileForm
from driehoek.staffing.models import Plan
from driehoek.staffing.pages import preview_page, sentence_of_file, told_apart

from .plans import RIGHT, plan_in

WRITERS = {
    "csv": (spreadsheet.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (spreadsheet.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
@guarded(RIGHT)
def plan_export(request: HttpRequest, pk: UUID, form: str) -> HttpResponse:
    """The jobs of a plan as CSV or XLSX, which comes back in by the import."""
    if form not in WRITERS:
        raise Http404
    found = plan_in(request, pk)
    write, content_type = WRITERS[form]
    actions.exported(actor_in(request), found)
    response = HttpResponse(write(found.jobs.in_order()), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="personeelsformatie-{found.school_year}.{form}"'
    return response


@guarded(RIGHT)
def plan_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A file, and what it would make of the plan. Nothing is written yet."""
    found = plan_in(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _preview(request, found, spreadsheet.read(form.cleaned_data["sent"]))
        except BadFile as bad:
            form.add_error("sent", sentence_of_file(bad))
    page = {"form": form, "plan": found, "title": _("Jobs from a file"), "button": _("Look at it first")}
    return render(request, "staffing/form.html", page)


def _preview(request: HttpRequest, plan: Plan, reading: spreadsheet.Reading) -> HttpResponse:
    reading = told_apart(plan, reading)
    return render(request, "staffing/preview.html", preview_page(plan, reading), status=422 if reading.notes else 200)


@require_POST
@guarded(RIGHT)
def plan_import_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows of the preview take the place of the jobs, as one step that undo takes back."""
    found, form = plan_in(request, pk), ConfirmForm(request.POST)
    reading = told_apart(found, spreadsheet.confirmed(form.cleaned_data["rows"] if form.is_valid() else None))
    if reading.notes:
        return _preview(request, found, reading)
    number = actions.replace_all(actor_in(request), found, reading.jobs)
    messages.success(request, _("%(number)d jobs came in. “Undo” brings back what was there.") % {"number": number})
    return redirect("staffing_plan", pk)
