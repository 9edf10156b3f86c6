"""The photo of a child: the page where the office keeps it, and the picture for who sees the child on a list."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.access.guards import actor_in, guarded, open_one
from driehoek.pupils import queries
from driehoek.pupils.actions import photos
from driehoek.pupils.forms.photo import PhotoForm
from driehoek.pupils.models import Consent, Photo
from driehoek.pupils.models.photo import SEEN_BY

from .door import Reading, of_pupil
from .stored import served

KEPT_BY = "file.write:identity"


@guarded(SEEN_BY)  # type: ignore[arg-type]  # guards speak of HttpResponse; a file is streamed
def picture(request: HttpRequest, pk: UUID) -> FileResponse:
    """The bytes; the page on which it stands wrote the journal line."""
    found = open_one(request, Photo.objects.visible_to(actor_in(request)), pk, SEEN_BY, log=False)
    return served(found, show=True)


@of_pupil(KEPT_BY)
def photo(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The photo there is, and another in its place, as long as the parents consent."""
    form = PhotoForm(request.POST or None, request.FILES or None)
    if _kept(reading, form):
        messages.success(request, _("The photo is kept."))
        return redirect("pupil_photo", reading.pupil.pk)
    if request.method == "GET":
        reading.log("file.read", {"identity"})
    consent = queries.consent_in_force(reading.pupil, Consent.Purpose.PHOTO, reading.actor.on)
    held = Photo.objects.shown(reading.actor.on).filter(pupil=reading.pupil).first()
    shown = reading.context(form=form, consent=consent, held=held, may_consent=reading.may("consent.manage"))
    return render(request, "pupils/photo.html", shown)


def _kept(reading: Reading, form: PhotoForm) -> bool:
    """Whether what was sent is kept now; without consent the page says so."""
    if not form.is_valid():
        return False
    try:
        photos.put(reading.actor, reading.pupil, form.cleaned_data["file"])
    except photos.WithoutConsent:
        return False
    return True


@require_POST
@guarded(KEPT_BY)
def photo_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_in(request)
    rows = Photo.objects.visible_to(actor, KEPT_BY).select_related("pupil")
    found = open_one(request, rows, pk, KEPT_BY, log=False)
    photos.remove(actor, found)
    messages.success(request, _("The photo is removed."))
    return redirect("pupil_photo", found.pupil_id)
