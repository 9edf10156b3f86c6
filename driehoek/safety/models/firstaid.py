"""Ill or hurt at school (SAF-14): what was seen and done, the calls that were made, and with whom the child went."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User
from driehoek.people.models import Guardian, Pupil
from driehoek.schools.models import School


class CareMomentQuerySet(models.QuerySet["CareMoment"]):
    def visible_to(self, actor: Actor, right: str) -> "CareMomentQuerySet":
        return self.filter(pupil__in=Pupil.objects.visible_to(actor, right))


class CareMoment(BoardOwned):
    """A child that fell ill or was hurt at school, from first aid until somebody took it home or it went on."""

    class Kind(models.TextChoices):
        ILL = "ill", _("ill")
        HURT = "hurt", _("hurt")

    class Outcome(models.TextChoices):
        OPEN = "", _("still with us")
        STAYED = "stayed", _("back to class")
        COLLECTED = "collected", _("collected")
        AMBULANCE = "ambulance", _("taken by the ambulance")

    school = models.ForeignKey(School, models.PROTECT, related_name="care_moments")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="care_moments")
    kind = models.CharField(_("what"), max_length=4, choices=Kind.choices)
    at = models.DateTimeField(_("moment"))
    place = models.CharField(_("where"), max_length=200, blank=True)
    seen = models.TextField(_("what was seen or told"))
    first_aid = models.TextField(_("first aid given"), blank=True)
    helper = models.CharField(_("first aid by"), max_length=200, blank=True)
    serious = models.BooleanField(_("serious, or there is doubt"), default=False)
    outcome = models.CharField(_("how it ended"), max_length=10, choices=Outcome.choices, blank=True, default="")
    ended_at = models.DateTimeField(_("moment"), null=True, blank=True)
    collected_by = models.ForeignKey(
        Guardian, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("collected by")
    )
    collected_name = models.CharField(_("collected by somebody else"), max_length=200, blank=True)
    papers_on = models.DateField(_("insurance papers given on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = CareMomentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "-at"])]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def duties_origin(self) -> str:
        return f"firstaid:{self.pk}"


class Call(BoardOwned):
    """One call about a child that is ill or hurt; only ever added. Without `guardian` it went to somebody else."""

    class Whom(models.TextChoices):
        GUARDIAN = "guardian", _("somebody around the child")
        DOCTOR = "doctor", _("doctor")
        EMERGENCY = "emergency", _("112")
        OTHER = "other", _("somebody else")

    moment = models.ForeignKey(CareMoment, models.CASCADE, related_name="calls")
    whom = models.CharField(_("whom"), max_length=10, choices=Whom.choices, default=Whom.GUARDIAN)
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200, blank=True)
    at = models.DateTimeField(_("moment"))
    reached = models.BooleanField(_("reached"), default=False)
    agreed = models.CharField(_("what was agreed"), max_length=500, blank=True)
    lets_collect = models.CharField(_("who may collect the child, if it is somebody else"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "recorded_at"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def school_id(self) -> UUID:
        return self.moment.school_id

    @property
    def pupil_id(self) -> UUID:
        return self.moment.pupil_id
