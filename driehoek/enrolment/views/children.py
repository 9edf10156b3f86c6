"""Enrolling a child by hand, putting it in a class, and putting an enrolment right (ORG-5, ORG-7, ORG-11)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.attendance import part_time
from driehoek.enrolment import actions, queries
from driehoek.enrolment.forms.brought import BroughtForm
from driehoek.enrolment.forms.enrol import EnrolForm
from driehoek.enrolment.forms.places import AgainForm, CorrectForm, MoveForm
from driehoek.enrolment.models import RIGHT, Handwork
from driehoek.people import enrolling
from driehoek.people.models import Enrolment, Pupil
from driehoek.pupils.forms.others import EndForm
from driehoek.pupils.views.door import Reading, of_pupil
from driehoek.schools.models import School


@guarded(RIGHT)
def enrol_where(request: HttpRequest) -> HttpResponse:
    """At which school; who works at one goes straight to its form."""
    found = list(queries.schools(actor_in(request)))
    if len(found) == 1:
        return redirect("school_enrol", found[0].pk)
    return render(request, "enrolment/where.html", {"schools": found})


@guarded(RIGHT)
def enrol(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new child: asked once whether it is not one the board knows already."""
    actor = actor_in(request)
    school = open_one(request, School.objects.visible_to(actor, RIGHT), pk, RIGHT, log=False)
    sees = school.pk in actor.reach("number.reveal").schools
    start = {"first_day": actor.on, "regulations_version": queries.years(school, actor.on)[0].as_text()}
    form = EnrolForm(request.POST or None, actor=actor, school=school, sees_number=sees, initial=start)
    if request.method == "POST" and form.is_valid():
        made = actions.enrol(actor, school, form.newcomer())
        messages.success(request, _("Enrolled."))
        return redirect("pupil_enrolment", made)
    page = {"form": form, "school": school, "known": _within_reach(request, form.known)}
    return render(request, "enrolment/enrol.html", page)


def _within_reach(request: HttpRequest, known: list[Pupil]) -> list[tuple[Pupil, bool]]:
    """The children that may be this one, each with whether its enrolment opens for this person."""
    mine = set(Pupil.objects.visible_to(actor_in(request), RIGHT).filter(pk__in=[one.pk for one in known]))
    return [(one, one in mine) for one in known]


@of_pupil(RIGHT)
def enrolment(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The enrolments of a child and its places, and enrolling again."""
    form = AgainForm(request.POST or None, actor=reading.actor, pupil=reading.pupil)
    if request.POST and form.is_valid():
        actions.enrol_again(reading.actor, form.instance, form.cleaned_data["group"])
        messages.success(request, _("Enrolled."))
        return redirect("pupil_enrolment", reading.pupil.pk)
    reading.log("file.read", {"identity"})
    return render(request, "enrolment/enrolment.html", _shown(reading, form))


def _shown(reading: Reading, form: AgainForm) -> dict[str, object]:
    found, actor = reading.pupil, reading.actor
    return reading.context(
        form=form,
        rows=found.enrolments.order_by("-first_day"),
        refusal=enrolling.may_refuse(found, actor.on),
        brought=found.brought.order_by("-school_year"),
        nursery=part_time.concerns(found, actor.on),
        places=queries.places(found, actor.on),
        done=queries.done(found.school, actor.on, found.pk),
    )


@of_pupil(RIGHT)
def move(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Into a class from a day; the page says what goes along."""
    actor, found = reading.actor, reading.pupil
    form = MoveForm(request.POST or None, actor=actor, pupil=found, initial={"first_day": actor.on})
    if request.POST and form.is_valid():
        actions.move(actor, found, form.cleaned_data["group"], form.cleaned_data["first_day"])
        messages.success(request, _("Placed in %(group)s.") % {"group": form.cleaned_data["group"]})
        return redirect("pupil_enrolment", found.pk)
    page = {"form": form, "places": queries.places(found, actor.on), "touched": queries.touched(found, actor.on)}
    return render(request, "enrolment/move.html", reading.context(**page))


@of_pupil(RIGHT)
def brought(request: HttpRequest, reading: Reading) -> HttpResponse:
    """What the former school counted this school year; thresholds and notes go on from there."""
    actor, found = reading.actor, reading.pupil
    form = BroughtForm(request.POST or None, actor=actor, pupil=found)
    if request.POST and form.is_valid():
        actions.bring(actor, form.instance)
        messages.success(request, _("Saved. The counts of this school year go on from there."))
        return redirect("pupil_enrolment", found.pk)
    return render(request, "enrolment/brought.html", reading.context(form=form, year=form.year.as_text()))


def _enrolment(request: HttpRequest, pk: UUID) -> Enrolment:
    rows = Enrolment.objects.filter(pupil__in=Pupil.objects.visible_to(actor_in(request), RIGHT))
    return open_one(request, rows.select_related("pupil__school"), pk, RIGHT, log=False)


def _page(request: HttpRequest, found: Enrolment, form: object, title: str) -> HttpResponse:
    touched = queries.touched(found.pupil, actor_in(request).on)
    page = {"form": form, "title": title, "pupil": found.pupil, "enrolment": found, "touched": touched}
    return render(request, "enrolment/correct.html", page)


@guarded(RIGHT)
def enrolment_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, found = actor_in(request), _enrolment(request, pk)
    if found.last_day:
        raise Http404
    form = EndForm(request.POST or None, instance=found)
    if request.POST and form.is_valid():
        actions.end(actor, _enrolment(request, pk), form.cleaned_data["last_day"], form.cleaned_data["end"])
        messages.success(request, _("The enrolment ends."))
        return redirect("pupil_enrolment", found.pupil_id)
    return _page(request, found, form, _("End the enrolment"))


@guarded(RIGHT)
def enrolment_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was entered by mistake: the days, the end, the previous school."""
    actor, found = actor_in(request), _enrolment(request, pk)
    form = CorrectForm(request.POST or None, instance=found)
    if request.POST and form.is_valid():
        data = dict(form.cleaned_data)
        actions.correct(actor, _enrolment(request, pk), data.pop("first_day"), data.pop("last_day"), **data)
        messages.success(request, _("The enrolment is corrected, and the class with it."))
        return redirect("pupil_enrolment", found.pupil_id)
    return _page(request, found, form, _("Correct the enrolment"))


@require_POST
@guarded(RIGHT)
def enrolment_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _enrolment(request, pk)
    actions.remove(actor_in(request), found)
    messages.success(request, _("The enrolment is removed."))
    return redirect("pupil_enrolment", found.pupil_id)


@require_POST
@guarded(RIGHT)
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an act back; where somebody worked with it since, say so."""
    found = open_one(request, Handwork.objects.visible_to(actor_in(request)), pk, RIGHT, log=False)
    try:
        actions.undo(actor_in(request), found)
        messages.success(request, _("Undone: everything is as it was."))
    except actions.CannotUndo:
        messages.error(request, _("This cannot be undone: since then somebody worked with it. Correct it by hand."))
    if found.pupil_id and Pupil.objects.filter(pk=found.pupil_id).exists():
        return redirect("pupil_enrolment", found.pupil_id)
    return redirect("pupils") if found.pupil_id else redirect("school_classes", found.school_id)
