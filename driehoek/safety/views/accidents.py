"""The accident of one person, and the register of a school's year (SAF-7)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.safety import incident_door as door
from driehoek.safety.actions import accidents
from driehoek.safety.forms.accidents import AccidentForm, ReviewForm
from driehoek.safety.models import RegisterReview
from driehoek.safety.queries import accidents as queries


@guarded("incident.care")
def accident(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record what is known of an accident; the law of that day says whether to report it at once."""
    actor, found = actor_in(request), door.thread_of(request, pk, "incident.care")
    begun = accidents.begun(found)
    form = AccidentForm(request.POST or None, instance=begun, actor=actor)
    if request.POST and form.is_valid():
        accidents.record(actor, form.save(commit=False), form.before, form.cleaned_data.get("reason", ""))
        messages.success(request, _("Kept."))
        return redirect("incident_accident", pk)
    door.log(actor, found.incident, [found])
    answer = accidents.answer(begun) if begun.recorded_by_id and not form.errors else None
    shown = {
        "form": form,
        "thread": found,
        "incident": found.incident,
        "accident": begun,
        "answer": answer,
        "why": answer.why if answer else None,
    }
    return render(request, "safety/accident.html", shown, status=422 if form.errors else 200)


@guarded("incident.manage")
def register(request: HttpRequest, school: UUID) -> HttpResponse:
    """The accidents of a year at a school, and whether anybody looked at what they tell."""
    actor = actor_in(request)
    place = open_one(request, queries.schools_of(actor), school, "incident.manage", log=False)
    found = queries.register(actor, place, queries.year_of(request.GET.get("year", ""), actor.on))
    for row in found.rows:
        door.log(actor, row.thread.incident, [row.thread])
    shown = {"register": found, "years": range(actor.on.year, actor.on.year - 6, -1), "school": place}
    return render(request, "safety/register.html", shown)


@guarded("incident.manage")
def register_review(request: HttpRequest, school: UUID, year: int) -> HttpResponse:
    """The yearly look at the register."""
    actor = actor_in(request)
    place = open_one(request, queries.schools_of(actor), school, "incident.manage", log=False)
    kept = RegisterReview.objects.filter(school=place, year=year).first()
    made = kept or RegisterReview(board_id=place.board_id, school=place, year=year, on=actor.on)
    made.recorded_by_id = actor.account
    form = ReviewForm(request.POST or None, instance=made, actor=actor)
    if request.POST and form.is_valid():
        accidents.review(actor, form.save(commit=False))
        messages.success(request, _("Kept."))
        return redirect("accidents", place.pk)
    shown = {"form": form, "school": place, "year": year}
    return render(request, "safety/register_review.html", shown, status=422 if form.errors else 200)
