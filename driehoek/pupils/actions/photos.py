"""Keeping the photo of a child, and taking it away: the bytes go with it."""

from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.pupils.models import Consent, Photo
from driehoek.pupils.queries import consent_in_force

from .attachments import keeping, path_of

NAME, TYPE = "photo.jpg", "image/jpeg"  # never the name it was sent under: that may say who it is


class WithoutConsent(ValueError):
    """The parents have not consented to a photo, or no longer."""


@transaction.atomic
def put(actor: Actor, pupil: Pupil, picture: bytes) -> Photo:
    """Keep a photo in place of the one there was. Raises WithoutConsent."""
    Pupil.objects.select_for_update().get(pk=pupil.pk)  # one photo a child, also when two people send one
    if not consent_in_force(pupil, Consent.Purpose.PHOTO, actor.on):
        raise WithoutConsent
    clear(pupil)
    made = Photo(board_id=pupil.board_id, pupil=pupil)
    with keeping(actor, made, ContentFile(picture), NAME, TYPE):
        _journal(actor, "photo.add", made)
    return made


@transaction.atomic
def remove(actor: Actor, photo: Photo) -> None:
    _journal(actor, "photo.remove", photo)
    clear(photo.pupil)


def clear(pupil: Pupil) -> int:
    """Delete what is kept of a child's photo within the act that asks for it; its bytes go once that is certain."""
    held = list(Photo.objects.filter(pupil=pupil))
    for one in held:
        one.delete()
        transaction.on_commit(partial(path_of(one).unlink, missing_ok=True))
    return len(held)


def _journal(actor: Actor, act: str, photo: Photo) -> None:
    journal.write(
        actor,
        act,
        stream=photo.pupil.school_id,
        kind="pupils.photo",
        subject_id=photo.pk,
        pupil_id=photo.pupil_id,
        category="identity",
        facts={"bytes": photo.size},
    )
