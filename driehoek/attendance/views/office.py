"""The office: who has not taken the class, reporting an absence, completing its reason (ATT-1 to ATT-9)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.attendance import actions, doubt, nursery, office_day, office_queries, reasons, undoing
from driehoek.attendance.actions import Kept
from driehoek.attendance.forms import AbsenceForm, ReportForm
from driehoek.attendance.models import Absence
from driehoek.attendance.thresholds import Ground
from driehoek.people.models import Pupil
from driehoek.people.queries import with_groups
from driehoek.schools.law import Answer

RIGHT = office_queries.RIGHT


@guarded(RIGHT)
def office(request: HttpRequest) -> HttpResponse:
    """The day at a glance: classes not taken, who is away, reasons still missing, and a search to report an absence."""
    actor = actor_in(request)
    day = _day(request) or actor.on
    name = request.GET.get("name", "").strip()
    groups = office_queries.groups_of_day(actor, day)
    shown = {
        "day": day,
        "on": actor.on,
        "name": name,
        "groups": groups,
        "before": None if groups else office_queries.school_day_before(actor, day),
        "seen": office_day.read(actor, day),
        "open": office_queries.without_reason(actor, actor.on),
        "found": office_queries.pupils_named(actor, name) if name else None,
    }
    return render(request, "attendance/office.html", shown)


@guarded(RIGHT)
def office_report(request: HttpRequest, pupil: UUID) -> HttpResponse:
    """Report that a child is away for one or several half days."""
    actor = actor_in(request)
    found = pupil_at_office(request, pupil)
    ground, now = actions.ground_of(found.school), timezone.localtime(actor.at)
    initial = {
        "first_day": actor.on,
        "last_day": actor.on,
        "reported_on": actor.on,
        "reported_at": now.time(),
        "reason": reasons.UNKNOWN,
    }
    form = ReportForm(request.POST or None, ground=ground, day=actor.on, pupil=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.values() | _reported(form.cleaned_data, now)
        saved(request, actions.report(actor, found.school, found, form.half_days, **values).saved, found)
        _advise(request, form, found)
        return redirect("office")
    shown = {
        "pupil": found,
        "form": form,
        "cut_off": found.school.cut_off,
        "presence": nursery.presence(ground, actor.on, [found.pk]).get(found.pk),
    }
    return render(request, "attendance/report.html", shown, status=422 if form.errors else 200)


@guarded(RIGHT)
def office_absence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The reason of an absence, completed afterwards for all its half days, with the document that was received."""
    actor, row = actor_in(request), _absence(request, pk)
    ground = actions.ground_of(row.pupil.school)
    run = office_queries.run_of(ground, row)
    initial = {name: getattr(row, name) for name in ("reason", "document", "document_on", "note")}
    form = AbsenceForm(request.POST or None, run=run, ground=ground, day=row.day, pupil=row.pupil, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved(request, actions.give_reason(actor, row.pupil.school, run, **form.values()).saved, row.pupil)
        return redirect("office")
    shown = {
        "row": row,
        "run": run,
        "form": form,
        "told": office_queries.away(row, ground, ""),
        "evidence": _evidence(ground, row, run),
        "history": office_queries.history(row),
        "official": reasons.official(ground.school.jurisdiction, ground.law, row.reason, row.day),
        "presence": nursery.presence(ground, actor.on, [row.pupil_id]).get(row.pupil_id),
        "ill": row.reason in reasons.ILLNESS[ground.school.jurisdiction],
    }
    return render(request, "attendance/absence.html", shown, status=422 if form.errors else 200)


@require_POST
@guarded(RIGHT)
def office_present(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The child was there after all; duties that came from it are withdrawn."""
    row = _absence(request, pk)
    done = actions.set_back(actor_in(request), row.pupil.school, [row])
    doubt.drop(row.board_id, [row.pk])
    saved(request, done.saved, row.pupil)
    return redirect("office")


@require_POST
@guarded(RIGHT)
def office_undo(request: HttpRequest, at: datetime, first: date, last: date) -> HttpResponse:
    """Take back what the same person wrote a moment ago."""
    count = undoing.undo(actor_in(request), undoing.Written(at, first, last))
    if count:
        told = ngettext("Taken back: %(n)d half day.", "Taken back: %(n)d half days.", count) % {"n": count}
        messages.success(request, told)
    else:
        messages.warning(request, _("Nothing was taken back: it was changed since, or the day is over."))
    return redirect("office")


def saved(request: HttpRequest, rows: list[Kept], pupil: Pupil | None = None) -> None:
    """Say of whom and how much was saved, with a button that takes it back (ATT-1)."""
    half = ngettext("%(n)d half day", "%(n)d half days", len(rows)) % {"n": len(rows)}
    count = len({row.pupil_id for row in rows})
    many = ngettext("%(n)d child", "%(n)d children", count) % {"n": count}
    who = ", ".join([pupil.name, *(place.group.name for place in pupil.current)]) if pupil else many
    written = undoing.Written.of(rows)
    tags = f"undo={reverse('office_undo', args=written)}" if written else ""
    messages.success(request, _("Saved: %(who)s, %(half)s.") % {"who": who, "half": half}, extra_tags=tags)


@require_POST
@guarded(RIGHT)
def office_doubt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Doubt about the evidence of an illness: the doctor is asked."""
    row = _absence(request, pk)
    doubt.ask_doctor(actor_in(request), actions.ground_of(row.pupil.school), row)
    messages.success(request, _("The doctor is asked. It stands in the list of duties."))
    return redirect("office_absence", pk=pk)


def _evidence(ground: Ground, row: Absence, run: list[Absence]) -> Answer | None:
    """What an illness would ask, for a child that is absent; somebody who came late is not ill."""
    absent = row.state == Absence.State.ABSENT
    return office_queries.evidence(ground, row.pupil_id, run[0].day, run[-1].day) if absent else None


def _reported(data: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Who reported it and when: on the day that is given, else today."""
    at, who = data["reported_at"], data["reported_by"]
    moment = timezone.make_aware(datetime.combine(data["reported_on"] or now.date(), at)) if at and who else None
    return {"reported_by": who, "reported_at": moment}


def _advise(request: HttpRequest, form: ReportForm, pupil: Pupil) -> None:
    """Say, for an illness, which evidence the law asks for."""
    if not form.half_days:
        return
    first, last = form.half_days[0].date, form.half_days[-1].date
    if form.cleaned_data["reason"] in reasons.ILLNESS[pupil.school.jurisdiction]:
        answer = office_queries.evidence(form.ground, pupil.pk, first, last)
        if answer and answer.outcome:
            messages.info(request, answer.outcome.reasons[0].text(reasons.lang()))


def pupil_at_office(request: HttpRequest, pk: UUID) -> Pupil:
    """A child through the door of the office, with its classes of today."""
    rows = Pupil.objects.visible_to(actor_in(request), RIGHT).select_related("school")
    return with_groups([open_one(request, rows, pk, RIGHT, category="attendance")], actor_in(request).on)[0]


def _absence(request: HttpRequest, pk: UUID) -> Absence:
    rows = Absence.objects.visible_to(actor_in(request), RIGHT).select_related("pupil__school", "recorded_by")
    row = open_one(request, rows, pk, RIGHT, log=request.method == "GET", category="attendance")
    with_groups([row.pupil], actor_in(request).on)
    return row


def _day(request: HttpRequest) -> Any:
    try:
        return parse_date(request.GET.get("day", ""))
    except ValueError:
        return None
