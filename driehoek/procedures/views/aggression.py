"""The ban register with its print, and the review of half a year."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.journal import actions as journal
from driehoek.procedures import aggression, doors, from_incident
from driehoek.procedures.definitions.nl_aggression import INCIDENT
from driehoek.procedures.forms import StepForm
from driehoek.schools.models import School
from lawbook.tables import FIRST_YEAR, LAST_YEAR


@guarded(aggression.READ)
def bans(request: HttpRequest) -> HttpResponse:
    """Who may not come to school, until when, and who could not before."""
    return render(request, "procedures/bans.html", aggression.context(actor_in(request)))


@guarded(from_incident.OPEN)
def aggression_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Look over what an incident knows, and open the case that follows it up."""
    actor, incident = actor_in(request), from_incident.opened(request, pk)
    known = from_incident.known(incident)
    form = StepForm(request.POST or None, step=INCIDENT, today=known["on"], carried=known)
    if request.method == "POST" and form.is_valid():
        made = doors.acts(form, from_incident.begin, actor, incident, form.entered())
        if made:
            return redirect("case", pk=made.pk)
    journal.opened(actor, from_incident.OPEN, incident)
    shown = {"form": form, "incident": incident, "step": INCIDENT}
    return render(request, "procedures/from_incident.html", shown, status=422 if form.errors else 200)


@guarded(aggression.READ)
def bans_print(request: HttpRequest, school: UUID) -> HttpResponse:
    """The running bans of one school for the staff room: names and days, no reasons. That it was printed is noted."""
    actor = actor_in(request)
    place = open_one(request, School.objects.visible_to(actor, aggression.READ), school, aggression.READ, log=False)
    journal.write(actor, "bans.print", stream=place.pk, kind="schools.school", subject_id=place.pk)
    rows = [one for one in aggression.bans(actor) if one.case.school_id == place.pk]
    shown = [one for one in rows if one.runs_on(actor.on) or one.is_to_come(actor.on)]
    return render(request, "procedures/bans_print.html", {"school": place, "rows": shown, "now": timezone.localtime()})


@guarded(aggression.READ)
def bans_review(request: HttpRequest, year: int) -> HttpResponse:
    """The figures of the two half years that are talked over in January and in July of a year."""
    actor = actor_in(request)
    if not FIRST_YEAR <= year < LAST_YEAR:
        raise Http404
    told = [(place, aggression.reviewed(place, year, actor.on)) for place in aggression.schools(actor)]
    return render(request, "procedures/bans_review.html", {"told": told, "year": year, "on": actor.on})
