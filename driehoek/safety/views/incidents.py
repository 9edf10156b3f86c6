"""The pages of incidents: the list, the report, one incident, correcting and closing it (SAF-6)."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.safety import incident_door as door
from driehoek.safety.actions import incidents
from driehoek.safety.forms.incidents import CloseForm, FilterForm, NewPersonForm
from driehoek.safety.forms.report import CorrectionForm, Report, typed_in
from driehoek.safety.models import Incident
from driehoek.safety.queries import incidents as queries
from driehoek.safety.queries.naming import candidates

A_PAGE = 50


@guarded("incident.open")
def incidents_list(request: HttpRequest) -> HttpResponse:
    """The incidents somebody may open something of, with the care that is late."""
    actor, form = actor_in(request), FilterForm(request.GET)
    page = Paginator(queries.listing(actor, form.asked()), A_PAGE).get_page(request.GET.get("page"))
    rows = queries.with_care(page.object_list, actor.on)
    shown = {
        "page": page,
        "rows": rows,
        "form": form,
        "draft": queries.draft_of(actor),
        "asked": door.without_page(request),
        "registers": door.registers_of(actor),
        "reports": actor.may("incident.report"),
    }
    return render(request, "safety/incidents.html", shown)


@guarded("incident.report")
def incident_new(request: HttpRequest) -> HttpResponse:
    """Report something that happened: five minutes, the rest later."""
    actor = actor_in(request)
    draft = queries.draft_of(actor) if request.method == "GET" else None
    report = Report(actor, request.POST or None, draft.data if draft else {}, actor.at)
    if report.is_valid():
        made = incidents.report(actor, report.incident(), report.threads())
        messages.success(request, report.said())
        return door.after(actor, made)
    shown = {"report": report, "draft": draft, "kept": door.kept_draft(request, report)}
    return render(request, "safety/incident_new.html", shown, status=422 if report.sent else 200)


@guarded("incident.report")
def incident_who(request: HttpRequest) -> HttpResponse:
    """Names of the school that begin with what is typed, for the list under a name."""
    actor = actor_in(request)
    school = door.school_asked(actor, request)
    words = next((value for name, value in request.GET.dict().items() if name.endswith("name")), "")
    found = candidates(actor, school, words, _("staff")) if school else []
    return render(request, "safety/_names.html", {"found": found})


@require_POST
@guarded("incident.report")
def incident_draft(request: HttpRequest) -> HttpResponse:
    """Keep what is typed so far, or throw it away."""
    actor = actor_in(request)
    if "drop" in request.POST:
        incidents.drop_draft(actor)
        messages.success(request, _("The draft is thrown away."))
        return redirect("incidents")
    incidents.keep_draft(actor, typed_in(request.POST), sorted(actor.boards)[0])
    return HttpResponse(status=204)


def _opened(request: HttpRequest, pk: UUID, right: str) -> Incident:
    found: Incident = open_one(request, queries.loaded(actor_in(request), right), pk, right, log=False)
    return found


@guarded("incident.open")
def incident(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One incident as far as its reader may see it; a line in the journal for each person shown."""
    found = _opened(request, pk, "incident.report")
    return render(request, "safety/incident.html", door.incident_shown(request, found))


@guarded("incident.care")
def incident_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, found = actor_in(request), _opened(request, pk, "incident.care")
    form = CorrectionForm(request.POST or None, actor=actor, incident=found)
    if request.POST and form.is_valid() and door.corrected(request, found, form):
        return redirect("incident", pk)
    shown = {"form": form, "incident": found, "title": _("Correct the incident"), "act": _("Save the correction")}
    return render(request, "safety/incident_form.html", shown, status=422 if form.errors else 200)


@guarded("incident.open")
def incident_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Name one more person: for who takes care of it, and for who reported it while it is open."""
    actor, found = actor_in(request), door.to_add_to(request, pk)
    form = NewPersonForm(request.POST or None, actor=actor, incident=found)
    if request.POST and form.is_valid():
        incidents.add_person(actor, found, form.thread())
        messages.success(request, _("Added. This person has a part of the own now."))
        return door.after(actor, found)
    shown = {"form": form, "incident": found, "title": _("Name one more person"), "act": _("Add this person")}
    return render(request, "safety/incident_form.html", shown, status=422 if form.errors else 200)


@guarded("incident.manage")
def incident_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close it; what care is still open is named, and a reason asked."""
    found = _opened(request, pk, "incident.manage")
    missing = queries.open_duties(found)
    form = CloseForm(request.POST if request.method == "POST" else None, asked=bool(missing))
    if request.method == "POST" and form.is_valid():
        incidents.close(actor_in(request), found, form.cleaned_data.get("reason", ""))
        messages.success(request, _("Closed. It can be opened again."))
        return redirect("incident", pk)
    shown = {"form": form, "incident": found, "missing": door.named(missing, found)}
    return render(request, "safety/incident_close.html", shown, status=422 if form.errors else 200)


@require_POST
@guarded("incident.manage")
def incident_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    incidents.reopen(actor_in(request), _opened(request, pk, "incident.manage"))
    messages.success(request, _("Open again. The care that was left is due as before."))
    return redirect("incident", pk)
