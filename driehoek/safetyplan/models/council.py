"""What the participation council and the board say of the plan, and the goals of a year on working conditions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.functions import Function
from driehoek.access.models import User

from .checks import Measure
from .rows import OfSchool, OfSchoolQuerySet


class SayQuerySet(OfSchoolQuerySet["Say"]):
    """Rows a reader may see."""


class Say(OfSchool):
    """What the council or the board says of something, noted by that person. A later one stands beside it."""

    class Subject(models.TextChoices):
        PLAN = "plan", _("the safety plan")
        INVENTORY = "inventory", _("the risk inventory with its plan of action")
        YEAR_PLAN = "year_plan", _("the year plan on working conditions")
        REPORT = "report", _("the report of the year")

    class Verdict(models.TextChoices):
        AGREES = "agrees", _("agrees")
        REMARKS = "remarks", _("agrees, with remarks")
        REFUSES = "refuses", _("does not agree")

    subject = models.CharField(_("about"), max_length=10, choices=Subject.choices)
    year = models.CharField(max_length=9)
    function = models.CharField(max_length=30, choices=Function.choices)
    verdict = models.CharField(_("what is said"), max_length=10, choices=Verdict.choices)
    remarks = models.TextField(_("in words"), blank=True)
    said_on = models.DateField(_("decided on"))
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = SayQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "year"])]

    def __str__(self) -> str:
        return f"{self.subject} {self.year} {self.verdict}"


class GoalQuerySet(OfSchoolQuerySet["Goal"]):
    """Rows a reader may see."""


class Goal(OfSchool):
    """What a school wants to reach in a year on working conditions, and what came of it (the Arbo year plan)."""

    class Reached(models.TextChoices):
        OPEN = "", _("not looked at yet")
        YES = "yes", _("reached")
        PARTLY = "partly", _("reached in part")
        NO = "no", _("not reached")

    year = models.CharField(max_length=9)
    what = models.CharField(_("what the school wants to reach"), max_length=300)
    how = models.CharField(_("how, and with what"), max_length=300, blank=True)
    owner = models.CharField(_("who"), max_length=30, choices=Function.choices)
    due = models.DateField(_("before"))
    reached = models.CharField(_("was it reached"), max_length=10, choices=Reached.choices, blank=True)
    why_not = models.TextField(_("what went otherwise, and why"), blank=True)
    looked_on = models.DateField(null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "year"])]
        ordering: ClassVar[list[str]] = ["due", "pk"]

    def __str__(self) -> str:
        return f"{self.year} {self.due}"


class NearMissQuerySet(OfSchoolQuerySet["NearMiss"]):
    """Rows a reader may see."""


class NearMiss(OfSchool):
    """Something that nearly went wrong, or that is not safe: nobody was hurt, so nobody is named."""

    seen_on = models.DateField(_("seen on"))
    place = models.CharField(_("where"), max_length=10)
    what = models.TextField(_("what is not safe, or what nearly happened"))
    done_at_once = models.CharField(_("what you did at once"), max_length=300, blank=True)
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(auto_now_add=True)
    measure = models.OneToOneField(Measure, models.PROTECT, null=True, blank=True, related_name="near_miss")
    answer = models.CharField(_("answer to who reported it"), max_length=300, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects = NearMissQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-seen_on", "-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "answered_on"])]

    def __str__(self) -> str:
        return f"{self.seen_on}"

    @property
    def is_open(self) -> bool:
        return self.answered_on is None
