"""The photo of a child, while the parents consent to it."""

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.people.models import Pupil
from driehoek.ready import Ready

from .file import StoredFile
from .sight import Consent, consented

# Who may take the class list sees the photos on it: the staff of the child, and nobody who only reads.
SEEN_BY = "list.take"


class PhotoQuerySet(models.QuerySet["Photo"]):
    def shown(self, on: date) -> "PhotoQuerySet":
        """Those the parents consent to on a day, of children who have not left by then."""
        here = models.Q(pupil__left_on__isnull=True) | models.Q(pupil__left_on__gte=on)
        return self.filter(here, consented(Consent.Purpose.PHOTO, on))

    def visible_to(self, actor: Actor, right: str = SEEN_BY) -> "PhotoQuerySet":
        return self.shown(actor.on).filter(pupil__in=Pupil.objects.visible_to(actor, right))


class Photo(StoredFile):
    """One photo a child, made anew from what was sent (`pupils.pictures`). Goes with the consent, bytes too."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="photos")

    objects = PhotoQuerySet.as_manager()

    class Meta(StoredFile.Meta):
        abstract = False
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "pupil"], name="photo_once_a_pupil"),
        ]


def photos_of(pupils: Collection[UUID], on: date) -> dict[UUID, UUID]:
    """By child the photo that may be shown; one statement however many children there are."""
    return dict(_shown(set(pupils), on)) if pupils else {}


@Ready
def _shown(pupils: Collection[UUID], on: date) -> QuerySet[Photo, Any]:
    return Photo.objects.shown(on).filter(pupil__in=pupils).order_by().values_list("pupil_id", "pk")
