"""The pages of procedures: the list, a case, its steps, who is on it, its papers, its print."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, showed
from driehoek.procedures import actions, doors, people, presenting, queries, renewing, touching
from driehoek.procedures.forms import LetterForm, OpenForm, PaperForm, ReasonForm, StepForm
from driehoek.procedures.models import Document

A_PAGE = 25


@guarded("case.read")
def cases(request: HttpRequest) -> HttpResponse:
    """The director's list: what is due this week, what is overdue and what that means."""
    actor = actor_in(request)
    asked = {name: request.GET.get(name, "").strip() for name in ("name", "procedure", "show")}
    rows = queries.listing(actor, words=asked["name"], code=asked["procedure"], over=asked["show"] == "over")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    showed(request, "case.read", ((one.case.school_id, one.case.pupil_id) for one in page.object_list))
    shown = {
        "page": page,
        "counts": queries.counts(rows, actor.on),
        "asked": asked,
        "on": actor.on,
        "procedures": doors.procedures_of(actor),
        "schools": doors.schools_for_new(actor),
        "prints": actor.may("case.print"),
    }
    return render(request, "procedures/cases.html", shown)


@guarded("case.open")
def case_new(request: HttpRequest, pupil: UUID | None = None, school: UUID | None = None) -> HttpResponse:
    """Open a case from a pupil's file, or for a school when it is about no pupil."""
    actor = actor_in(request)
    place, child, offered = doors.place_of_new(request, pupil, school)
    form = OpenForm(
        request.POST or None, offered=offered, today=actor.on, school=place, chosen=request.GET.get("definition", "")
    )
    if request.method == "POST" and form.is_valid():
        given = {"pupil": child, "origin": request.GET.get("origin", "")[:120], **form.values()}
        made = doors.acts(form, actions.open_case, actor, place, **given)
        if made:
            return redirect("case", pk=made.pk)
    shown = {"form": form, "offered": offered, "pupil": child, "school": place}
    return render(request, "procedures/new.html", shown, status=422 if form.errors else 200)


@guarded("case.read")
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A case: its next day, what can be done, the timeline, and everything that was recorded."""
    found = doors.case_to_read(request, pk)
    return render(request, "procedures/case.html", doors.shown(request, found))


@guarded("case.step")
def case_step(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    """Record a step; what the law refuses comes back as the form's errors, with its source."""
    found, one = doors.step_of(request, pk, step)
    on = actor_in(request).on
    form = StepForm(
        request.POST or None,
        request.FILES or None,
        step=one,
        today=on,
        carried=renewing.carried(found, one, on),
        named=people.named(found),
    )
    if request.method == "POST" and form.is_valid() and doors.recorded(request, found, form):
        messages.success(request, _("Recorded: %(step)s.") % {"step": one.title})
        return redirect("case", pk=pk)
    return render(
        request, "procedures/step.html", doors.step_shown(request, found, one, form), status=422 if form.errors else 200
    )


@guarded("case.step")
def case_correct(request: HttpRequest, pk: UUID, event: UUID) -> HttpResponse:
    """Correct an event, with the reason; everything is computed again and the old one stays in the history."""
    found, old, one = doors.event_of(request, pk, event)
    form = StepForm(
        request.POST or None,
        request.FILES or None,
        step=one,
        today=actor_in(request).on,
        old=old,
        named=people.named(found),
    )
    if request.method == "POST" and form.is_valid() and doors.recorded(request, found, form, old):
        messages.success(request, _("Corrected. All days were computed again."))
        return redirect("case", pk=pk)
    return render(
        request,
        "procedures/step.html",
        {**doors.step_shown(request, found, one, form), "old": old},
        status=422 if form.errors else 200,
    )


@guarded("case.step")
def case_withdraw(request: HttpRequest, pk: UUID, event: UUID) -> HttpResponse:
    """Take back an event that never happened, with the reason."""
    found, old, one = doors.event_of(request, pk, event)
    form = ReasonForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and doors.acts(form, actions.withdraw, actor_in(request), found, old, form.cleaned_data["reason"]):
        messages.success(request, _("Taken back. It stays in the history."))
        return redirect("case", pk=pk)
    shown = {"case": found, "step": one, "old": old, "form": form, "resting": doors.resting(request, found, old)}
    return render(request, "procedures/withdraw.html", shown, status=422 if form.errors else 200)


@guarded("case.step")
def case_paper(request: HttpRequest, pk: UUID, event: UUID) -> HttpResponse:
    """Add a paper to a step that was recorded: the report that came back signed."""
    found, old, one = doors.event_of(request, pk, event)
    form = PaperForm(request.POST or None, request.FILES or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and doors.acts(form, actions.attach, actor_in(request), found, old, form.cleaned_data["paper"]):
        messages.success(request, _("The paper was added."))
        return redirect("case", pk=pk)
    shown = {"case": found, "step": one, "old": old, "form": form}
    return render(request, "procedures/paper.html", shown, status=422 if form.errors else 200)


@guarded("case.read")
def case_document(request: HttpRequest, pk: UUID, document: UUID) -> HttpResponse:
    """A document of the case, as it was added."""
    found = doors.case_to_read(request, pk, document=str(document))
    row = get_object_or_404(Document, event__case=found, pk=document)
    answer = HttpResponse(bytes(row.content), content_type=row.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{row.pk}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@guarded("case.print")
def case_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole case on paper, with an index; that it was printed is journalled."""
    found = doors.case_to_read(request, pk, "case.print")
    return render(request, "procedures/print.html", {**doors.shown(request, found), "now": timezone.localtime()})


@guarded("case.read")
def case_why(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Why a day of the case is that day: facts, rule, values in force, the days that count (ALL-2)."""
    found = doors.case_to_read(request, pk)
    days = [one for one in queries.standing(found, actor_in(request).on).deadlines if one.code == code]
    if not days:
        raise Http404
    shown = {"case": found, "deadline": days[0], "why": presenting.explained(days[0], actor_in(request).on)}
    return render(request, "procedures/why.html", shown)


@guarded("case.print")
def cases_touched(request: HttpRequest) -> HttpResponse:
    """Which open cases would have other days under another dated value, before it takes effect (ALL-3)."""
    actor = actor_in(request)
    asked = touching.asked(request.GET, actor.on)
    rows = touching.touched(queries.loaded(actor), asked, actor.on) if asked.parameter else []
    shown = {"asked": asked, "rows": rows, "parameters": touching.parameters(), "values": touching.values_of(asked)}
    return render(request, "procedures/touched.html", shown)


@guarded("case.print")
def complaints_year(request: HttpRequest) -> HttpResponse:
    """The complaints of a school year, counted by how they ended, for the yearly report (PRO-12)."""
    actor = actor_in(request)
    return render(request, "procedures/complaints.html", doors.complaints_shown(actor, request.GET.get("year", "")))


@guarded("letters.write")
def case_letter(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    """Draft a letter of a step: the case fills in what it knows, a person looks it over and chooses to whom it goes."""
    found, one, kind = doors.letter_of(request, pk, step)
    form = LetterForm(request.POST or None, **doors.letter_known(request, found, one, kind))
    if request.method == "POST" and form.is_valid():
        drafts = doors.drafted(request, found, one, form)
        if drafts:
            messages.success(request, _("Drafted. Look it over, fix it and send it."))
            return redirect("letter", pk=drafts[0].pk) if len(drafts) == 1 else redirect("case", pk=pk)
    shown = {"case": found, "step": one, "kind": kind, "form": form}
    return render(request, "procedures/letter.html", shown, status=422 if form.errors else 200)
