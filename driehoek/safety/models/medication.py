"""Medicines taken at school (SAF-14): the form signed by parent and physician, and the register of every dose.

Data on health: kept and shown only while the parents' written consent is in force (ACC-9).
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User
from driehoek.people.models import Guardian, Pupil
from driehoek.pupils.models import StoredFile
from driehoek.pupils.models.sight import consented
from driehoek.schools.models import School


class MedicationFormQuerySet(models.QuerySet["MedicationForm"]):
    def visible_to(self, actor: Actor, right: str) -> "MedicationFormQuerySet":
        """Forms of the children this right reaches, as long as the parents consent to keeping data on health."""
        reached = Pupil.objects.visible_to(actor, right)
        return self.filter(consented("health", actor.on), pupil__in=reached)

    def running(self, on: date) -> "MedicationFormQuerySet":
        """Those whose days include this one and that were not stopped, complete or not."""
        stopped = models.Q(stopped_on__isnull=False, stopped_on__lte=on)
        followed = models.Q(followed_by__isnull=False, followed_by__first_day__lte=on)
        return self.filter(first_day__lte=on, last_day__gte=on).exclude(stopped | followed)


class MedicationForm(BoardOwned):
    """What parents and physician ask the school to see taken. Without both signatures it is a request, not a form."""

    school = models.ForeignKey(School, models.PROTECT, related_name="medication_forms")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="medication_forms")
    medicine = models.CharField(_("medicine"), max_length=200)
    dose = models.CharField(_("dose"), max_length=100)
    times = models.JSONField(_("times of the day"), default=list, blank=True)  # "12:00"; none: only when needed
    most_a_day = models.PositiveSmallIntegerField(_("at most this often a day"), null=True, blank=True)
    hours_between = models.PositiveSmallIntegerField(
        _("at least this many hours between two doses"), null=True, blank=True
    )
    instructions = models.TextField(_("how it is taken, and what to watch for"), blank=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    storage = models.CharField(_("where it is kept"), max_length=200)
    expires_on = models.DateField(_("the medicine can be used until"))
    physician = models.CharField(_("physician"), max_length=200)
    physician_phone = models.CharField(_("telephone of the physician"), max_length=40)
    parent = models.ForeignKey(Guardian, models.PROTECT, related_name="+", verbose_name=_("parent who asks"))
    parent_signed_on = models.DateField(_("signed by the parent on"), null=True, blank=True)
    physician_signed_on = models.DateField(_("signed by the physician on"), null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    stopped_why = models.CharField(_("why it stops"), max_length=300, blank=True)
    followed_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="follows")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = MedicationFormQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["pupil__search_name", "medicine", "first_day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="medication_ends_after_it_starts"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "last_day"])]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_signed(self) -> bool:
        return self.parent_signed_on is not None and self.physician_signed_on is not None

    @property
    def as_needed(self) -> bool:
        return not self.times

    @property
    def duties_origin(self) -> str:
        return f"medication:{self.pk}"


class DoseQuerySet(models.QuerySet["Dose"]):
    def visible_to(self, actor: Actor, right: str) -> "DoseQuerySet":
        return self.filter(form__in=MedicationForm.objects.visible_to(actor, right))

    def standing(self) -> "DoseQuerySet":
        """What counts: without what was corrected, and without the lines that take something back."""
        return self.filter(replaced_by__isnull=True, withdrawn=False)


class Dose(BoardOwned):
    """One line of the register, only ever added: who gave what, when and how much, or why it was not taken.

    A correction is another line in the place of this one, with a reason; `withdrawn` says that it never happened.
    """

    class Outcome(models.TextChoices):
        GIVEN = "given", pgettext_lazy("medicine", "given")
        REFUSED = "refused", _("the child did not want it")
        ABSENT = "absent", _("the child was not there")
        NOT_GIVEN = "not_given", _("not given")

    form = models.ForeignKey(MedicationForm, models.PROTECT, related_name="doses")
    at = models.DateTimeField(_("moment"))
    slot = models.CharField(_("time on the form"), max_length=5, blank=True)
    outcome = models.CharField(_("what happened"), max_length=10, choices=Outcome.choices, default=Outcome.GIVEN)
    amount = models.CharField(_("how much"), max_length=100, blank=True)
    remarks = models.CharField(_("remarks"), max_length=500, blank=True)
    warned = models.JSONField(default=list, blank=True)  # what the form warned of when it was given all the same
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("given by"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    withdrawn = models.BooleanField(default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = DoseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "recorded_at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["form", "at"])]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def school_id(self) -> UUID:
        return self.form.school_id

    @property
    def pupil_id(self) -> UUID:
        return self.form.pupil_id


class MedicationScan(StoredFile):
    """The signed form as it was scanned or photographed."""

    form = models.ForeignKey(MedicationForm, models.CASCADE, related_name="scans")
