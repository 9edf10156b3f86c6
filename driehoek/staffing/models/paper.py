"""The forms as they were made: kept byte for byte, with the explanation of what deviates (STA-8)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User

from .cell import Cell
from .plan import Plan
from .transfer import Transfer


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, actor: Actor, right: str = "staffing.plan") -> "PaperQuerySet":
        return self.filter(board__in=actor.reach(right).boards)

    def listed(self) -> "PaperQuerySet":
        return self.defer("pdf")


class Paper(BoardOwned):
    """One form of one school year. A change of what it says asks for a new one; the old one stays."""

    class Kind(models.TextChoices):
        APF = "apf", _("formation (APF)")
        PROTOCOL = "protocol", _("protocol of the local committee")
        TRANSFER = "transfer", _("transfer agreement")
        CELL = "roc", _("regional support cell (ROC)")

    kind = models.CharField(_("form"), max_length=10, choices=Kind.choices)
    school_year = models.CharField(_("school year"), max_length=9)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="papers")
    transfer = models.ForeignKey(Transfer, models.PROTECT, null=True, blank=True, related_name="papers")
    cell = models.ForeignKey(Cell, models.PROTECT, null=True, blank=True, related_name="papers")
    deviations = models.JSONField(default=list)  # codes of what the check found when it was made
    explanation = models.TextField(_("why the plan deviates"), blank=True)
    said = models.CharField(max_length=64)  # digest of what it says, to see when it is no longer so
    pdf = models.BinaryField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(deviations=[]) | ~models.Q(explanation=""), name="form_with_deviations_explains_them"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["board", "school_year"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.school_year}"
