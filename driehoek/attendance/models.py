"""Half days: only what differs from present is stored, and that a class was taken (ATT-1)."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User
from driehoek.pupils.models import Pupil
from driehoek.schools.models import Group


class Part(models.TextChoices):
    AM = "am", _("morning")
    PM = "pm", _("afternoon")


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, actor: Actor, right: str) -> "AbsenceQuerySet":
        """Half days of the pupils that the right reaches."""
        return self.filter(pupil__in=Pupil.objects.visible_to(actor, right))


class Absence(BoardOwned):
    """One half day on which a pupil was not simply present: absent, or late.

    `reason` is the school's own (lawbook `absence_codes`); the official code is looked up by date when it is needed.
    `version` grows with each change, so that two teachers do not overwrite each other silently.
    """

    class State(models.TextChoices):
        ABSENT = "absent", _("absent")
        LATE = "late", _("late")
        PRESENT = "present", _("present")  # set back to present: kept, because somebody may have reported otherwise

    # On PostgreSQL the wall's composite key checks pupil and board at once. Django's own two keys beside it cost a
    # large import more than writing the rows did.
    board = models.ForeignKey("schools.Board", models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="absences", db_constraint=False)
    day = models.DateField()
    part = models.CharField(max_length=2, choices=Part.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ABSENT)
    reason = models.CharField(_("reason"), max_length=40, default="not_yet_known")
    arrived_at = models.TimeField(_("arrived at"), null=True, blank=True)
    reported_by = models.CharField(_("reported by"), max_length=200, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    document = models.CharField(_("document received"), max_length=40, blank=True)  # the kind the lawbook names
    document_on = models.DateField(_("received on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # The day first: what is written together (a class, a day, an import) then lies together in the index.
            models.UniqueConstraint(fields=["day", "pupil", "part", "board"], name="one_absence_a_half_day"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # What the nightly sweep counts: a small part of all half days, read from this index alone.
            models.Index(
                fields=["board", "day", "pupil"], name="absence_unauthorised",
                condition=models.Q(state="absent", reason="unauthorised"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.day}/{self.part} {self.state}"

    @property
    def school_id(self) -> UUID:
        """The school whose file it stands in: what the journal needs."""
        return self.pupil.school_id


class Register(BoardOwned):
    """That a group's attendance was taken for one half day, by whom and when."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="registers")
    day = models.DateField()
    part = models.CharField(max_length=2, choices=Part.choices)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "group", "day", "part"], name="one_register_a_half_day"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.day}/{self.part}"
