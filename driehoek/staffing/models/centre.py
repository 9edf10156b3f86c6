"""A CLB centre, and the weights it set for its own offices."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned
from driehoek.schools.models import Board

from .plan import Office


class CentreQuerySet(models.QuerySet["Centre"]):
    def visible_to(self, actor: Actor, right: str = "staffing.plan") -> "CentreQuerySet":
        """The centres a person leads. Their names alone are public: `others` lists them for an agreement."""
        return self.filter(pk__in=actor.reach(right).boards)

    def others(self, centre: "Centre") -> "CentreQuerySet":
        """With whom a centre can agree on something."""
        return self.exclude(pk=centre.pk).select_related("board").order_by("board__name")


class Centre(models.Model):
    """A board that is a CLB. Like the board itself every board may read it: name, number and address are public.

    The permanent support cell (POC) is one too: it receives weights and signs for them, and has no jobs of its own.
    """

    class Kind(models.TextChoices):
        CENTRE = "centre", _("CLB centre")
        SUPPORT_CELL = "support_cell", _("permanent support cell (POC)")

    board = models.OneToOneField(Board, models.PROTECT, primary_key=True, related_name="centre")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.CENTRE)
    number = models.CharField(_("official number"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)

    objects = CentreQuerySet.as_manager()

    def __str__(self) -> str:
        return self.board.name


class OwnWeight(BoardOwned):
    """A centre's own weight of an office from a day on, with the source it took it from (STA-1)."""

    office = models.CharField(_("office"), max_length=30, choices=Office.choices)
    valid_from = models.DateField(_("valid from"))
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=4)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["office", "valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "office", "valid_from"], name="one_own_weight_of_an_office_a_day"),
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="own_weight_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.weight}"
