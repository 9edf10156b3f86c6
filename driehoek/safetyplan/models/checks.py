"""What comes back (SAF-2): one turn of a check, a drill, an inventory or an evaluation, and the measures it asked for.

All are the same thing: planned for a day, done on a day, with a result. What differs stands in `catalogue/checks.toml`.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.functions import Function
from driehoek.access.models import BoardOwned, User

from .risks import Risk
from .rows import OfSchool, OfSchoolQuerySet


class TurnQuerySet(OfSchoolQuerySet["Turn"]):
    def standing(self) -> "TurnQuerySet":
        return self.filter(withdrawn_at=None)

    def done(self) -> "TurnQuerySet":
        return self.standing().filter(done_on__isnull=False)


class Turn(OfSchool):
    """One time that something which comes back was planned or done. `kind` names it in the catalogue.

    `details` are the answers of that kind's own fields and of its checklist, by code. A mistake is withdrawn, with a
    reason, and stays to be read.
    """

    class Result(models.TextChoices):
        GOOD = "good", _("in order")
        FINDINGS = "findings", _("with remarks")
        BAD = "bad", _("not in order")

    kind = models.CharField(max_length=30)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.CharField(_("done by"), max_length=200, blank=True)
    result = models.CharField(_("result"), max_length=10, choices=Result.choices, blank=True)
    findings = models.TextField(_("what was found"), blank=True)
    details = models.JSONField(default=dict)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(_("why it is withdrawn"), max_length=200, blank=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(planned_on__isnull=False) | models.Q(done_on__isnull=False),
                name="turn_is_planned_or_done",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "kind", "done_on"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.done_on or self.planned_on}"


class MeasureQuerySet(OfSchoolQuerySet["Measure"]):
    """Rows a reader may see."""


class Measure(OfSchool):
    """Something to do because of a finding or a risk: who, before when, how far (the plan of action, SAF-3)."""

    turn = models.ForeignKey(Turn, models.PROTECT, null=True, blank=True, related_name="measures")
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, blank=True, related_name="measures")
    what = models.CharField(_("what will be done"), max_length=300)
    owner = models.CharField(_("who"), max_length=30, choices=Function.choices)
    due = models.DateField(_("before"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "due"])]

    def __str__(self) -> str:
        return f"{self.what} {self.due}"


class MeasureNote(BoardOwned):
    """How a measure goes, said on a day. Only ever added."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="notes")
    on = models.DateField(_("on"))
    text = models.CharField(_("how it goes"), max_length=300)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on}"


class PlanStart(OfSchool):
    """Since when the plan of a school is looked after here: what was never done is due some weeks after this day."""

    first_day = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "school"], name="plan_starts_once"),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.first_day}"
