"""What was done by hand to children and classes, with old and new values, so that it can be taken back."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User
from driehoek.schools.models import School

RIGHT = "enrolment.manage"


class HandworkQuerySet(models.QuerySet["Handwork"]):
    def visible_to(self, actor: Actor, right: str = RIGHT) -> "HandworkQuerySet":
        return self.filter(school__in=School.objects.visible_to(actor, right))


class Handwork(BoardOwned):
    """One act by hand. `changes` are the rows it wrote (`exchange.changes`), which undo verifies and takes back.

    `pupil_id` is no key: undoing an enrolment takes the pupil away and keeps the act.
    """

    class Kind(models.TextChoices):
        ENROL = "enrol", _("enrolled")
        AGAIN = "again", _("enrolled again")
        MOVE = "move", _("placed in a class")
        END = "end", _("enrolment ended")
        CORRECT = "correct", _("enrolment corrected")
        REMOVE = "remove", _("enrolment removed")
        CLASS_NEW = "class_new", _("class made")
        CLASS_CHANGE = "class_change", _("class changed")
        CLASS_CLOSE = "class_close", _("class closed")
        NEXT_YEAR = "next_year", _("classes of next year")

    school = models.ForeignKey(School, models.CASCADE, related_name="handwork")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    pupil_id = models.UUIDField(null=True, blank=True)
    words = models.CharField(
        max_length=200, blank=True
    )  # what is shown beside the kind: "3A → 3B", never a name of a child
    day = models.DateField()  # from which day it counts
    changes = models.JSONField(default=list)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = HandworkQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-done_at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "pupil_id", "-done_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"

    def may_be_undone(self, on: date) -> bool:
        """Classes of next year are undone until that year starts; anything else while nothing came after it."""
        return self.undone_at is None and (self.kind != self.Kind.NEXT_YEAR or on < self.day)
