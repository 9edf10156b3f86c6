"""The risk inventory: what can go wrong, how likely and how bad (SAF-3)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .rows import OfSchool, OfSchoolQuerySet


class RiskQuerySet(OfSchoolQuerySet["Risk"]):
    """Rows a reader may see."""


class Risk(OfSchool):
    """A risk of the inventory. Its weight is likelihood times effect, 1 to 25.

    `place` and `moment` are codes as an incident names them: repeated incidents there raise the risk, and the page
    says so; the weight that people gave is never changed by the computer.
    """

    class Likelihood(models.IntegerChoices):
        RARE = 1, _("hardly ever")
        UNLIKELY = 2, _("unlikely")
        POSSIBLE = 3, _("possible")
        LIKELY = 4, _("likely")
        OFTEN = 5, _("very likely")

    class Effect(models.IntegerChoices):
        NONE = 1, _("hardly any harm")
        SMALL = 2, _("first aid")
        MODERATE = 3, _("a doctor, or days away")
        SEVERE = 4, _("hospital or lasting harm")
        DEATH = 5, _("death")

    topic = models.CharField(_("about"), max_length=40)
    what = models.CharField(_("what can go wrong"), max_length=300)
    place = models.CharField(_("where"), max_length=40, blank=True)
    moment = models.CharField(_("when in the day"), max_length=40, blank=True)
    likelihood = models.PositiveSmallIntegerField(_("how likely"), choices=Likelihood.choices)
    effect = models.PositiveSmallIntegerField(_("how bad"), choices=Effect.choices)
    found_on = models.DateField(_("found on"))
    closed_on = models.DateField(_("gone since"), null=True, blank=True)
    closed_why = models.CharField(_("why it is gone"), max_length=200, blank=True)

    objects = RiskQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "closed_on"])]

    def __str__(self) -> str:
        return f"{self.topic} {self.weight}"

    @property
    def weight(self) -> int:
        return self.likelihood * self.effect
