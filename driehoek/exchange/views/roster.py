"""A roster comes in: upload, columns, preview, confirm, result, undo."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh
from django_tasks import TaskResultStatus, default_task_backend
from django_tasks.exceptions import TaskResultDoesNotExist

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.access.models import User
from driehoek.exchange import actions, export, queries, tasks
from driehoek.exchange.forms import ColumnsForm, LeftForm, UploadForm
from driehoek.exchange.models import ImportRun, PaperRun
from driehoek.exchange.progress import told
from driehoek.exchange.readers import FORMATS, columns, source, table
from driehoek.exchange.roster import BadFile
from driehoek.schools.models import School
from lawbook.kinds import SchoolYear

State = ImportRun.State
ROWS = 50


@guarded("roster.import")
def roster(request: HttpRequest) -> HttpResponse:
    """Send a file, and see the imports before."""
    actor = actor_in(request)
    schools = queries.schools_of(actor, "roster.import")
    form = UploadForm(request.POST or None, request.FILES or None, schools=schools, initial={"school": schools.first()})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("roster_run", _upload(request, form).pk)
        except BadFile as bad:
            form.add_error("sent", sentence(bad))
    context = {
        "form": form,
        "runs": queries.earlier(actor, *FORMATS),
        "formats": FORMATS,
        "columns": columns.meanings(_country(schools)).values(),
    }
    return render(request, "exchange/roster.html", context)


def _country(schools: QuerySet[School]) -> str:
    """The country of whoever takes in a roster: its columns are those of that country."""
    first = schools.first()
    return first.jurisdiction if first else "be"


@require_safe
@guarded("roster.import")
def template(request: HttpRequest) -> HttpResponse:
    """A table to fill in: the headings by which the import knows every column."""
    country = _country(queries.schools_of(actor_in(request), "roster.import"))
    rows = export.lines(list(columns.meanings(country).values()), [])
    name = f"{_('pupil list')}.csv".replace(" ", "-")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(b"".join(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _upload(request: HttpRequest, form: UploadForm) -> ImportRun:
    sent = form.cleaned_data["sent"]
    files = source.from_bytes((one.name or "", one.read()) for one in sent)
    names = " ".join(one.name or "" for one in sent)
    run = actions.start(actor_in(request), form.cleaned_data["school"], files, names, by=user_of(request))
    if run.state == State.READING:
        tasks.plan_soon(run)
    return run


def user_of(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def sentence(bad: BadFile) -> str:
    note = bad.note
    where = [note.file, _("line %(line)d") % {"line": note.line} if note.line else "", note.field]
    return f"{', '.join(filter(None, where))}: {note.text}" if any(where) else note.text


def _run(request: HttpRequest, pk: UUID) -> ImportRun:
    rows = ImportRun.objects.visible_to(actor_in(request)).exclude(format="absences").select_related("school")
    return open_one(request, rows, pk, "roster.import", log=False)


@require_safe
@guarded("roster.import")
def run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One import in the state it is in."""
    found = _run(request, pk)
    if found.state == State.MAPPING:
        return _columns_page(request, found, _columns_form(found))
    if found.state in {State.READING, State.APPLYING, State.UNDOING}:
        context = {
            "run": found,
            "failed": has_failed(found),
            "percent": told(found.pk),
            "alone": tasks.nobody_works(found),
        }
        return render(request, "exchange/waiting.html", context)
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx; the waiting page asked
        return HttpResponseClientRefresh()
    return render(request, "exchange/run.html", _preview(request, found))


def has_failed(found: ImportRun | PaperRun) -> bool:
    """Whether the job of this run broke down; a job that only lost its worker is handed on."""
    if not found.job:
        return False
    try:
        return bool(default_task_backend.get_result(found.job).status == TaskResultStatus.FAILED)
    except TaskResultDoesNotExist:
        return True


def _preview(request: HttpRequest, found: ImportRun, left: LeftForm | None = None) -> dict[str, object]:
    counts = {tab: found.counts.get(tab, 0) for tab in queries.TABS}
    first = next((tab for tab, many in reversed(counts.items()) if tab == "refused" and many), None)
    first = first or next((tab for tab, many in counts.items() if many), "new")
    tab = request.GET.get("tab", first) if request.GET.get("tab") in queries.TABS else first
    of = request.GET.get("of", "") if request.GET.get("of") in queries.KINDS else ""
    rows = queries.shown_notes(found, "refused") if tab == "refused" else queries.cards(found, tab, of)
    summary = queries.summary(found)
    return {
        "run": found,
        "tab": tab,
        "of": of,
        "of_label": queries.KINDS[of][1] if of else "",
        "summary": summary,
        "steps": _steps(request, found),
        "tabs": _tabs(counts, summed=bool(summary)),
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "warnings": queries.shown_notes(found, "warnings"),
        "skipped": sorted(found.notes.get("skipped", {}).items()),
        "format": FORMATS.get(found.format),
        "undoable": found == actions.last_applied(found.school_id),
        "left": left or _left_form(found),
    }


def _tabs(counts: dict[str, int], *, summed: bool) -> list[tuple[str, str, int | None]]:
    """Each outcome with its number; of kinds mixed up no number, where the summary has them apart."""
    mixed = {"new", "changed"} if summed else set()
    return [(key, str(label), None if key in mixed else counts[key]) for key, label in queries.TABS.items()]


def _steps(request: HttpRequest, found: ImportRun) -> list[tuple[str, str]]:
    """Where to go on once a roster is taken in: the pages that this person may open for this school."""
    actor = actor_in(request)
    steps = [
        ("people.manage", "invite_all", _("Invite the teachers")),
        ("account.parents", "invite_parents", _("Invite the parents")),
        ("file.open", "pupils", _("See the pupils")),
    ]
    if found.state != State.APPLIED:
        return []
    return [(reverse(name), text) for right, name, text in steps if found.school_id in actor.reach(right).schools]


def _columns_form(found: ImportRun, data: object = None) -> ColumnsForm:
    year = SchoolYear.of(timezone.localdate(), found.school.jurisdiction).as_text()
    opened = table.open_table(actions.uploaded(found))
    return ColumnsForm(
        data,
        header=opened.header,
        sample=opened.rows[0][1],
        jurisdiction=found.school.jurisdiction,
        initial={**found.mapping, "school_year": year},
    )


def _columns_page(request: HttpRequest, found: ImportRun, form: ColumnsForm) -> HttpResponse:
    opened = table.open_table(actions.uploaded(found))
    sample = [row for _line, row in opened.rows[:3]]
    return render(
        request, "exchange/columns.html", {"run": found, "form": form, "header": opened.header, "sample": sample}
    )


@require_POST
@guarded("roster.import")
def name_columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the columns of a school's own table mean."""
    found = _run(request, pk)
    if found.state != State.MAPPING:
        return redirect("roster_run", pk)
    form = _columns_form(found, request.POST)
    if not form.is_valid():
        return _columns_page(request, found, form)
    actions.name_columns(found, form.columns(), form.cleaned_data["school_year"])
    tasks.plan_soon(found)
    return redirect("roster_run", pk)


@require_POST
@guarded("roster.import")
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the plan, with who stays and who left as ticked on the same form."""
    found = _run(request, pk)
    form = _left_form(found, request.POST)
    if form and not form.is_valid():
        return render(request, "exchange/run.html", _preview(request, found, form), status=422)
    try:
        if form:
            actions.choose(found, form.staying(), form.cleaned_data["left_on"])
        tasks.apply_soon(found, user_of(request))
    except actions.CannotApply as problem:
        messages.error(request, str(problem))
    return redirect("roster_run", pk)


def _left_form(found: ImportRun, data: object = None) -> LeftForm | None:
    """The question who left; none where everybody is in the file."""
    missing = [(card.pk, card.label) for card in queries.cards(found, "left")]
    if found.state != State.PLANNED or not missing:
        return None
    return LeftForm(data, missing=missing, in_file=found.counts["file"].get("pupils", 0))


@require_POST
@guarded("roster.import")
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw the upload and its plan away."""
    try:
        actions.cancel(_run(request, pk))
        messages.success(request, _("The import was cancelled. Nothing was written."))
    except actions.CannotApply as problem:
        messages.error(request, str(problem))
    return redirect("roster")


@require_POST
@guarded("roster.import")
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the last import back."""
    try:
        if tasks.undo_soon(_run(request, pk), user_of(request)):
            messages.success(request, _("The import was undone. Everything is as it was before."))
    except actions.CannotApply as problem:
        messages.error(request, str(problem))
    return redirect("roster_run", pk)
