"""What the views of incidents share: opening the right rows, logging who is shown, the dictionaries of their pages."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor
from driehoek.access.guards import actor_in, open_one
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.safety.actions import incidents
from driehoek.safety.forms.report import CorrectionForm, Report, typed_in
from driehoek.safety.models import Incident, Thread
from driehoek.safety.queries import accidents, accused, care
from driehoek.safety.queries import incidents as queries
from driehoek.schools.models import School
from driehoek.web.nav import address


def incident_shown(request: HttpRequest, incident: Incident) -> dict[str, Any]:
    """An incident with the threads its reader may see; each of them is a line in the journal."""
    actor = actor_in(request)
    rows = queries.shown(actor, incident)
    log(actor, incident, [row.thread for row in rows])
    whole, cares = queries.reads_whole(actor, incident), queries.cares(actor, incident)
    wrote = queries.wrote(actor, incident)
    return {
        "incident": incident,
        "rows": rows,
        "whole": whole,
        "cares": cares,
        "on": actor.on,
        "follow_up": aggression_of(actor, incident) if whole else {},
        "reads_report": whole or wrote,
        "may_add": incident.is_open and (cares or wrote),
        "manages": queries.manages(actor, incident),
        "accused": accused.aside(incident).accused,
        "missed": care.missed(incident, [row.thread for row in rows]) if whole else [],
        "discussions": list(incident.discussions.select_related("leader", "group")) if whole else [],
        "versions": list(incident.versions.filter(thread=None).select_related("replaced_by")) if whole else [],
    }


def log(actor: Actor, incident: Incident, threads: Iterable[Thread], act: str = "incident.read") -> None:
    """Who was shown: a line per person, in each pupil's own part of the journal. Of nobody: one of the incident."""
    shown: list[Thread | Incident] = [*threads] or [incident]
    for row in shown:
        journal.opened(actor, act, row)


def thread_of(request: HttpRequest, pk: UUID, right: str = "incident.report") -> Thread:
    found: Thread = open_one(request, queries.threads(actor_in(request), right), pk, right, log=False)
    return found


def thread_to_write(request: HttpRequest, pk: UUID) -> Thread:
    """A thread that this person may write in now; 404 for others, as for what is not there."""
    found = thread_of(request, pk)
    if not queries.shown(actor_in(request), found.incident, only=found)[0].may_write:
        journal.refused(actor_in(request), "incident.write", kind="safety.thread", pk=pk)
        raise Http404
    return found


def to_add_to(request: HttpRequest, pk: UUID) -> Incident:
    """An open incident that this person takes care of or reported."""
    actor = actor_in(request)
    found: Incident = open_one(request, queries.loaded(actor), pk, "incident.report", log=False)
    if not found.is_open or not (queries.cares(actor, found) or queries.wrote(actor, found)):
        journal.refused(actor, "incident.report", kind="safety.incident", pk=pk)
        raise Http404
    return found


def after(actor: Actor, incident: Incident) -> HttpResponse:
    """To the incident; to the list for who named the own person as offender, and reads it no longer."""
    reads = Incident.objects.visible_to(actor).filter(pk=incident.pk).exists()
    return redirect("incident", incident.pk) if reads else redirect("incidents")


def kept_draft(request: HttpRequest, report: Report) -> bool:
    """Asking for one more row keeps what was typed, so that nothing is lost without a script either."""
    if "more" not in request.POST:
        return False
    actor = actor_in(request)
    incidents.keep_draft(actor, typed_in(request.POST), report.schools[0].board_id)
    return True


def corrected(request: HttpRequest, incident: Incident, form: CorrectionForm) -> bool:
    """Write the correction; False when a colleague was first, with that as the form's error."""
    try:
        incidents.correct(actor_in(request), form.fill(incident), form.before, form.cleaned_data["reason"])
    except incidents.Overtaken:
        form.add_error(None, _("A colleague changed this meanwhile. Open it again; nothing of yours was kept."))
        return False
    messages.success(request, _("Corrected. How it read stays in the history."))
    return True


def school_asked(actor: Actor, request: HttpRequest) -> School | None:
    rows = list(queries.schools_of(actor))
    wanted = request.GET.get("school", "")
    return next((one for one in rows if str(one.pk) == wanted), rows[0] if len(rows) == 1 else None)


def named(duties: Iterable[Duty], incident: Incident) -> list[tuple[Duty, Thread]]:
    """Duties with whose thread they are about."""
    of = {thread.origin: thread for thread in incident.threads.select_related("pupil", "user")}
    return [(duty, of[duty.origin]) for duty in duties]


def registers_of(actor: Actor) -> list[School]:
    return list(accidents.schools_of(actor))


def without_page(request: HttpRequest) -> str:
    """The filter of a list as it stands in its address, for the links to its other pages."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()


def aggression_of(actor: Actor, incident: Incident) -> dict[str, str]:
    """The way to the case that follows aggression up: the one that is there, or where it is opened."""
    if not incident.is_aggression or incident.school.jurisdiction != "nl" or accused.aside(incident).accused:
        return {}
    if incident.aggression_case:
        reads = incident.school_id in actor.reach("case.read:aggression").schools
        return {"case": address("case", incident.aggression_case) or ""} if reads else {"told": "yes"}
    opens = incident.school_id in actor.reach("case.open:aggression").schools and cares_for(actor, incident)
    return {"open": address("case_from_incident", incident.pk) or ""} if opens else {}


def cares_for(actor: Actor, incident: Incident) -> bool:
    return incident.is_open and queries.cares(actor, incident)


def procedure_of(actor: Actor, thread: Thread) -> str:
    """The address where a procedure is opened for this pupil, when this person may open one; procedures stand above."""
    where = address("case_new", thread.pupil_id) if thread.pupil_id else None
    school = thread.incident.school_id in actor.reach("case.open:discipline").schools
    return f"{where}?origin=incident:{thread.incident_id}" if where and school else ""
