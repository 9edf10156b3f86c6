"""Half days: only what differs from present is stored, and that a class was taken (ATT-1)."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User
from driehoek.people.models import Pupil
from driehoek.schools.models import Group

from . import reasons


class Part(models.TextChoices):
    AM = "am", _("morning")
    PM = "pm", _("afternoon")


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, actor: Actor, right: str) -> "AbsenceQuerySet":
        """Half days of the pupils that the right reaches."""
        return self.filter(pupil__in=Pupil.objects.visible_to(actor, right))


class PlannedAbsence(BoardOwned):
    """Days or a weekly pattern on which a child will not be there, settled beforehand: leave, permission, suspension.

    `origin` names what it came from ("case:<id>"), `key` this one within it. Its half days are written as absences at
    once, so that every list and count knows them. With hours it is a part of half days, on which the child is present.
    """

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="planned_absences")
    origin = models.CharField(max_length=120)
    key = models.CharField(max_length=60)
    reason = models.CharField(_("reason"), max_length=40)
    first_day = models.DateField(_("first day"))
    first_part = models.CharField(max_length=2, choices=Part.choices, default=Part.AM)
    last_day = models.DateField(_("last day"))
    last_part = models.CharField(max_length=2, choices=Part.choices, default=Part.PM)
    pattern = models.JSONField(default=list)  # half days of each week, as "0am" (Monday morning); empty: all of them
    since = models.TimeField(_("from"), null=True, blank=True)
    until = models.TimeField(_("until"), null=True, blank=True)
    document_on = models.DateField(_("decided on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["board", "origin", "key"],
                name="planned_once_an_origin",
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.first_day}"

    @property
    def school_id(self) -> UUID:
        return self.pupil.school_id

    @property
    def hours(self) -> str:
        """From when to when, where it is a part of a half day."""
        return f"{self.since:%H:%M}–{self.until:%H:%M}" if self.since and self.until else ""


class NotesAgreed(BoardOwned):
    """Days for which school, parents and CLB agreed that a note of the parents will do (ATT-7): a chronic illness.

    What the illness is stands nowhere here; `origin` names the case that holds the agreement.
    """

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="notes_agreed")
    origin = models.CharField(max_length=120)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "pupil", "origin", "first_day"], name="notes_agreed_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} {self.last_day}"

    @property
    def school_id(self) -> UUID:
        return self.pupil.school_id


class HalfDayContent(BoardOwned):
    """What is said of a half day, now or before somebody changed it.

    `reason` is the school's own (lawbook `absence_codes`); the official code is looked up by date when it is needed.
    `version` grows with each change, so that two teachers do not overwrite each other silently.
    """

    class State(models.TextChoices):
        ABSENT = "absent", _("absent")
        LATE = "late", _("late")
        PRESENT = "present", _("present")  # set back to present: kept, because somebody may have reported otherwise

    state = models.CharField(max_length=8, choices=State.choices, default=State.ABSENT)
    reason = models.CharField(_("reason"), max_length=40, default="not_yet_known")
    arrived_at = models.TimeField(_("arrived at"), null=True, blank=True)
    reported_by = models.CharField(_("reported by"), max_length=200, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    document = models.CharField(_("document received"), max_length=40, blank=True)  # the kind the lawbook names
    document_on = models.DateField(_("received on"), null=True, blank=True)
    # The plan that says so, for as long as nobody wrote otherwise. The wall's composite key checks it.
    planned = models.ForeignKey(
        PlannedAbsence, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @property
    def spoken(self) -> str:
        """The reason in the reader's language."""
        return reasons.spoken(self.reason)

    @property
    def spoken_document(self) -> str:
        return reasons.spoken(self.document) if self.document else ""


class Absence(HalfDayContent):
    """One half day on which a pupil was not simply present: absent, or late."""

    # On PostgreSQL the wall's composite key checks pupil and board at once. Django's own two keys beside it cost a
    # large import more than writing the rows did.
    board = models.ForeignKey("schools.Board", models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="absences", db_constraint=False)
    day = models.DateField()
    part = models.CharField(max_length=2, choices=Part.choices)
    recorded_at = models.DateTimeField(auto_now=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # The day first: what is written together (a class, a day, an import) then lies together in the index.
            models.UniqueConstraint(fields=["day", "pupil", "part", "board"], name="one_absence_a_half_day"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # What the nightly sweep counts: a small part of all half days, read from this index alone.
            models.Index(
                fields=["board", "day", "pupil"],
                name="absence_unauthorised",
                condition=models.Q(state="absent", reason="unauthorised"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}/{self.part} {self.state}"

    @property
    def school_id(self) -> UUID:
        """The school whose file it stands in: what the journal needs."""
        return self.pupil.school_id


class AbsenceVersion(HalfDayContent):
    """What a half day said before it was changed: by whom, when. The row of `Absence` itself is what it says now."""

    absence = models.ForeignKey(Absence, models.CASCADE, related_name="versions", db_index=False)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["absence", "version", "board"], name="one_row_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.absence_id} {self.version}"


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


class Reminder(BoardOwned):
    """That the teachers of a group were reminded of a half day nobody had taken; so that it happens once."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    day = models.DateField()
    part = models.CharField(max_length=2, choices=Part.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "group", "day", "part"], name="one_reminder_a_half_day"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.day}/{self.part}"
