"""Pages about one entry: adding, reading with its history, correcting, taking back, goals and attachments."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.people.models import Pupil
from driehoek.pupils import queries
from driehoek.pupils.actions import attachments, entries, steps
from driehoek.pupils.forms.entries import CorrectionForm, EntryForm, EvaluationForm, StepForm, step_formset, steps_in
from driehoek.pupils.forms.others import AttachmentForm
from driehoek.pupils.kinds import KINDS, Kind, kinds_of
from driehoek.pupils.models import Entry
from driehoek.pupils.models.sight import governed

from .door import Reading, of_pupil, reading_of
from .stored import served


def opened(request: HttpRequest, pk: UUID, act: str = "file.read", *, log: bool = False, gone: bool = False) -> Entry:
    """One entry through the door, with its pupil's groups. `gone`: one that was taken back."""
    actor = actor_in(request)
    return open_one(request, queries.entries(actor, act, gone=gone), pk, act, log=log)


def opened_to_govern(request: HttpRequest, pk: UUID, *, gone: bool = False) -> Entry:
    """One entry of which this person says who reads it and whether it stays."""
    actor, act = actor_in(request), "file.write"
    rows = queries.entries(actor, act, gone=gone).filter(governed(actor))
    return open_one(request, rows, pk, act, log=gone and request.method == "GET")


@of_pupil("file.open")
def add(request: HttpRequest, reading: Reading, kind: str) -> HttpResponse:
    """A new entry of one kind, with its goals or follow-ups."""
    if kind not in kinds_of(reading.writable, reading.pupil.school.jurisdiction):
        raise Http404
    sort = KINDS[Kind(kind)]
    data = request.POST or None
    form = EntryForm(data, actor=reading.actor, pupil=reading.pupil, kind=Kind(kind), initial={"day": reading.actor.on})
    rows = step_formset(sort.steps, reading.pupil.school.jurisdiction, data) if sort.steps else None
    if data and form.is_valid() and (rows is None or rows.is_valid()):
        entries.add(reading.actor, form.instance, form.cleaned_data["readers"], steps_in(rows) if rows else ())
        messages.success(request, _("Noted in the file."))
        return redirect("pupil", reading.pupil.pk)
    context = reading.context(form=form, rows=rows, sort=sort)
    return render(request, "pupils/entry_form.html", context)


@guarded("file.open")
def entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One entry whole: its fields, goals, attachments, who may read it, and how it read before each correction."""
    actor, found = actor_in(request), opened(request, pk)
    reading = reading_of(request, found.pupil)
    reading.log("file.read", {found.category})
    mine = queries.entries(actor, "file.write").filter(pk=pk).exists()
    context = reading.context(
        entry=found,
        mine=mine,
        governs=mine and queries.governs(actor, found),
        sort=KINDS[Kind(found.kind)],
        attach=AttachmentForm(),
        step=_step_form(found),
        versions=queries.versions(actor, found),
        prints=Pupil.objects.visible_to(actor, "file.print").filter(pk=found.pupil_id).exists(),
    )
    return render(request, "pupils/entry.html", context)


def _step_form(entry: Entry, sent: Any = None) -> StepForm | None:
    """The form for a goal or follow-up, with the functions in the country's words; None where the kind has none."""
    kind = KINDS[Kind(entry.kind)].steps
    return StepForm(sent, kind=kind, jurisdiction=entry.pupil.school.jurisdiction) if kind else None


@guarded("file.open")
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct an entry; the text as it was stays in the history with the reason."""
    actor, found = actor_in(request), opened(request, pk, "file.write", log=request.method == "GET")
    data = request.POST or None
    form = CorrectionForm(data, instance=found, actor=actor, pupil=found.pupil, kind=Kind(found.kind))
    if data and form.is_valid():
        try:
            entries.correct(actor, found, form.before, form.cleaned_data["reason"], form.cleaned_data.get("readers"))
            messages.success(request, _("Corrected. The text as it was stays in the history."))
            return redirect("entry", pk)
        except entries.Overtaken:
            form.add_error(None, _("A colleague corrected this entry meanwhile. Open it again."))
    context = {"form": form, "entry": found, "pupil": found.pupil, "sort": KINDS[Kind(found.kind)]}
    return render(request, "pupils/entry_form.html", context)


@require_POST
@guarded("file.open")
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an entry out of the file: for its author and the direction."""
    entries.withdraw(actor_in(request), opened_to_govern(request, pk))
    return redirect("entry_withdrawn", pk)


@guarded("file.open")
def withdrawn(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was taken back, with the way to undo it; a page of its own, so that reloading it does no harm."""
    found = opened_to_govern(request, pk, gone=True)
    return render(request, "pupils/withdrawn.html", {"entry": found, "pupil": found.pupil})


@of_pupil("file.open")
def taken_back(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Everything that was taken out of this file, for whoever may put it back."""
    reading.log("file.open", set())
    rows = queries.taken_back(reading.actor, reading.pupil)
    return render(request, "pupils/taken_back.html", reading.context(rows=rows))


@require_POST
@guarded("file.open")
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    entries.restore(actor_in(request), opened_to_govern(request, pk, gone=True))
    messages.success(request, _("The entry is back in the file."))
    return redirect("entry", pk)


@require_POST
@guarded("file.open")
def agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a goal or a follow-up to an entry."""
    found = opened(request, pk, "file.write")
    form = _step_form(found, request.POST)
    if form is None:
        return redirect("entry", pk)
    if form.is_valid():
        steps.agree(actor_in(request), found, form.instance)
        messages.success(request, _("Agreed. It is on the list of duties until it is evaluated."))
        return redirect("entry", pk)
    return render(request, "pupils/part_form.html", {"form": form, "entry": found, "pupil": found.pupil})


@guarded("file.open")
def step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Evaluate a goal, or say what came of a follow-up; the duty is done with it."""
    actor = actor_in(request)
    found = open_one(request, queries.steps(actor), pk, "file.write", log=request.method != "POST")
    form = EvaluationForm(request.POST or None, instance=found)
    if request.POST and form.is_valid():
        steps.evaluate(actor, form.instance)
        messages.success(request, _("Evaluated. The duty is done."))
        return redirect("entry", found.entry_id)
    context = {"form": form, "step": found, "entry": found.entry, "pupil": found.entry.pupil}
    return render(request, "pupils/part_form.html", context)


@require_POST
@guarded("file.download")
def attach(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = opened(request, pk, "file.write")
    form = AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        attachments.attach(actor_in(request), found, upload, upload.name, form.content_type)
        messages.success(request, _("Attached."))
        return redirect("entry", pk)
    return render(request, "pupils/part_form.html", {"form": form, "entry": found, "pupil": found.pupil})


@guarded("file.download")  # type: ignore[arg-type]  # guards speak of HttpResponse; a file is streamed
def attachment(request: HttpRequest, pk: UUID) -> FileResponse:
    """The bytes of an attachment, saved rather than opened; an image also beside its entry. Nothing in it runs."""
    actor = actor_in(request)
    found = open_one(request, queries.attachments(actor), pk, "file.download", log=False)
    if actor.only_reads:
        raise Http404
    reading_of(request, found.entry.pupil).log("file.download", {found.entry.category})
    return served(found, show="show" in request.GET)


@require_POST
@guarded("file.download")
def detach(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_in(request)
    found = open_one(request, queries.attachments(actor, "file.write"), pk, "file.write", log=False)
    entry_id = found.entry_id
    attachments.detach(actor, found)
    messages.success(request, _("The attachment is removed."))
    return redirect("entry", entry_id)
