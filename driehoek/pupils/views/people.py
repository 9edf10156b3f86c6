"""The people around a child: who they are, in which order the school calls them, how information flows (ORG-11)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.functions import Category
from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.access.policy import right
from driehoek.people.models import Guardianship, InformationAgreement
from driehoek.pupils import queries
from driehoek.pupils.actions import people as actions
from driehoek.pupils.actions.accounts import RIGHT
from driehoek.pupils.around import with_accounts
from driehoek.pupils.forms.people import GuardianForm, InformationForm

from .door import Reading, of_pupil

READ, WRITE = right("file.read", Category.CONTACTS), right("file.write", Category.CONTACTS)


@of_pupil(READ)
def people(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Who is around the child, in the order the school calls them, and what was agreed or ruled on information."""
    reading.log("file.read", {"contacts"})
    found = reading.pupil
    ties = with_accounts(found)
    context = reading.context(
        guardianships=ties,
        this_week=[tie.pk for tie in ties if tie.is_the_week_of(reading.actor.on)],
        invites=reading.may(RIGHT),
        agreements=found.information_agreements.order_by("-dated"),
        mine=Category.CONTACTS in reading.writable,
    )
    return render(request, "pupils/people.html", context)


@of_pupil(WRITE)
def guardian_add(request: HttpRequest, reading: Reading) -> HttpResponse:
    form = GuardianForm(request.POST or None, pupil=reading.pupil, sees_secret=reading.may_see_secret)
    if request.POST and form.is_valid():
        tie = actions.add(reading.actor, form.wanted())
        messages.success(request, _("%(name)s stands around the child now.") % {"name": tie.guardian})
        return redirect("pupil_people", reading.pupil.pk)
    return render(request, "pupils/guardian_form.html", reading.context(form=form))


def _tie(request: HttpRequest, pk: UUID) -> tuple[Guardianship, Reading]:
    found = open_one(request, queries.guardianships(actor_in(request)), pk, WRITE, log=request.method != "POST")
    return found, Reading(actor_in(request), found.pupil, "")


@guarded(WRITE)
def guardian(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an adult and what they are to the child; the adult is the same one around a brother or sister."""
    tie, reading = _tie(request, pk)
    form = GuardianForm(request.POST or None, instance=tie, pupil=tie.pupil, sees_secret=reading.may_see_secret)
    if request.POST and form.is_valid():
        actions.change(reading.actor, form.wanted(), form.changed_data)
        messages.success(request, _("Saved."))
        return redirect("pupil_people", tie.pupil_id)
    others = queries.children_of(tie)
    return render(request, "pupils/guardian_form.html", reading.context(form=form, tie=tie, others=others))


@require_POST
@guarded(WRITE)
def guardian_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    tie, reading = _tie(request, pk)
    actions.remove(reading.actor, tie)
    messages.success(request, _("%(name)s no longer stands around the child.") % {"name": tie.guardian})
    return redirect("pupil_people", tie.pupil_id)


@of_pupil(WRITE)
def information_add(request: HttpRequest, reading: Reading) -> HttpResponse:
    form = InformationForm(request.POST or None, actor=reading.actor, pupil=reading.pupil)
    if request.POST and form.is_valid():
        actions.record(reading.actor, form.instance, silent=form.cleaned_data["silent"])
        messages.success(request, _("Recorded. It stands where somebody is informed."))
        return redirect("pupil_people", reading.pupil.pk)
    return render(request, "pupils/information_form.html", reading.context(form=form))


def _agreement(request: HttpRequest, pk: UUID) -> InformationAgreement:
    return open_one(request, queries.agreements(actor_in(request)), pk, WRITE, log=request.method != "POST")


@guarded(WRITE)
def information(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an agreement or judgment; one that is over gets its last day."""
    actor, found = actor_in(request), _agreement(request, pk)
    form = InformationForm(request.POST or None, instance=found, actor=actor, pupil=found.pupil)
    if request.POST and form.is_valid():
        actions.record(actor, form.instance, "information.change", form.cleaned_data["silent"])
        messages.success(request, _("Saved."))
        return redirect("pupil_people", found.pupil_id)
    context = {"form": form, "agreement": found, "pupil": found.pupil}
    return render(request, "pupils/information_form.html", context)


@require_POST
@guarded(WRITE)
def information_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _agreement(request, pk)
    actions.forget(actor_in(request), found)
    messages.success(request, _("Removed."))
    return redirect("pupil_people", found.pupil_id)
