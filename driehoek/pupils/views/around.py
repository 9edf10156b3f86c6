"""Around the file: consents and objections of the parents, their agreement, the parents' own page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.people import actions as people
from driehoek.people.models import Enrolment, Pupil
from driehoek.people.models.people import PupilQuerySet
from driehoek.pupils.actions import rights
from driehoek.pupils.forms.entries import how_many_go
from driehoek.pupils.forms.others import AgreementForm, ConsentForm, ObjectionForm
from driehoek.pupils.models import Consent, ObjectionToKeeping

from .door import Reading, of_pupil


@of_pupil("consent.manage")
def consents(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The parents' consents and objections, with their dates; new ones are recorded here."""
    which = request.POST.get("what")
    who: dict[str, Any] = {"actor": reading.actor, "pupil": reading.pupil}
    consent = ConsentForm(request.POST if which == "consent" else None, **who)
    objection = ObjectionForm(request.POST if which == "objection" else None, **who)
    if which == "consent" and consent.is_valid():
        rights.record_consent(reading.actor, consent.instance)
        messages.success(request, _("The consent is recorded."))
        return redirect("pupil_consents", reading.pupil.pk)
    if which == "objection" and objection.is_valid():
        gone = rights.record_objection(reading.actor, objection.instance)
        messages.success(request, _("The objection is recorded; entries removed: %(count)d.") % {"count": gone})
        return redirect("pupil_consents", reading.pupil.pk)
    return render(request, "pupils/consents.html", _consents(reading, consent, objection))


def _consents(reading: Reading, consent: ConsentForm, objection: ObjectionForm) -> dict[str, object]:
    found = reading.pupil
    return reading.context(
        consents=found.consents.all(),
        objections=found.objections.all(),
        consent=consent,
        objection=objection,
        going=how_many_go(len(rights.objected_to(found))),
    )


def _managed(request: HttpRequest) -> PupilQuerySet:
    return Pupil.objects.visible_to(actor_in(request), "consent.manage")


@require_POST
@guarded("consent.manage")
def consent_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Consent.objects.filter(pupil__in=_managed(request), withdrawn_on=None).select_related("pupil")
    found = open_one(request, rows, pk, "consent.manage", log=False)
    rights.withdraw_consent(actor_in(request), found)
    messages.success(request, _("The consent is withdrawn from today."))
    return redirect("pupil_consents", found.pupil_id)


@require_POST
@guarded("consent.manage")
def objection_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = ObjectionToKeeping.objects.filter(pupil__in=_managed(request), withdrawn_on=None).select_related("pupil")
    found = open_one(request, rows, pk, "consent.manage", log=False)
    rights.withdraw_objection(actor_in(request), found)
    messages.success(request, _("The objection is withdrawn from today."))
    return redirect("pupil_consents", found.pupil_id)


def _enrolment(request: HttpRequest, pk: UUID) -> Enrolment:
    rows = Enrolment.objects.filter(pupil__in=Pupil.objects.visible_to(actor_in(request), "enrolment.manage"))
    return open_one(request, rows.select_related("pupil__school"), pk, "enrolment.manage", log=False)


@guarded("enrolment.manage")
def enrolment_agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, found = actor_in(request), _enrolment(request, pk)
    form = AgreementForm(request.POST or None, instance=found, actor=actor, pupil=found.pupil)
    if request.POST and form.is_valid():
        people.agree(actor, form.instance)
        messages.success(request, _("The agreement is recorded."))
        return redirect("pupil_enrolment", found.pupil_id)
    return render(request, "pupils/part_form.html", {"form": form, "pupil": found.pupil, "enrolment": found})
