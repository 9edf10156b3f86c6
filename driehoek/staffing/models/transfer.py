"""Weight that goes from one centre to another, or to the permanent support cell (STA-4)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned

from .centre import Centre


class TransferQuerySet(models.QuerySet["Transfer"]):
    def visible_to(self, actor: Actor, right: str = "staffing.plan") -> "TransferQuerySet":
        return self.filter(board__in=actor.reach(right).boards)

    def in_force(self) -> "TransferQuerySet":
        """Signed by both: what counts in the plans of its school year."""
        return self.filter(state=Transfer.State.ACCEPTED)


class Transfer(BoardOwned):
    """One side's copy of an agreement: each centre reads its own row, and both rows say the same.

    `agreement` is the id both share. Only `actions.transfers` writes them, always both in one transaction.
    """

    class Direction(models.TextChoices):
        OUT = "out", pgettext_lazy("transfer", "out")
        IN = "in", pgettext_lazy("transfer", "in")

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("transfer", "proposed")
        ACCEPTED = "accepted", pgettext_lazy("transfer", "accepted")
        REFUSED = "refused", pgettext_lazy("transfer", "refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("transfer", "withdrawn")

    agreement = models.UUIDField(default=uuid7, editable=False)
    other = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name=_("other centre"))
    direction = models.CharField(_("direction"), max_length=3, choices=Direction.choices)
    party = models.CharField(_("kind"), max_length=12, choices=Centre.Kind.choices)  # whether the support cell is in it
    school_year = models.CharField(_("school year"), max_length=9)
    weight = models.DecimalField(_("weight"), max_digits=8, decimal_places=4)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PROPOSED)
    is_ours = models.BooleanField(default=True)  # proposed by this side
    answer_by = models.DateField(_("to answer until"))
    our_name = models.CharField(_("signed by"), max_length=120, blank=True)
    our_date = models.DateField(_("signed on"), null=True, blank=True)
    their_name = models.CharField(max_length=120, blank=True)
    their_date = models.DateField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "agreement"], name="one_copy_of_a_transfer_a_side"),
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="transfer_above_nothing"),
            models.CheckConstraint(
                condition=~models.Q(state="accepted")
                | (
                    ~models.Q(our_name="")
                    & ~models.Q(their_name="")
                    & models.Q(our_date__isnull=False)
                    & models.Q(their_date__isnull=False)
                ),
                name="accepted_transfer_is_signed_by_both",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["board", "school_year"])]

    def __str__(self) -> str:
        return f"{self.direction} {self.weight} {self.school_year}"

    def is_expired(self, on: date) -> bool:
        """Nobody answered in time: it can no longer be accepted."""
        return self.state == self.State.PROPOSED and self.answer_by < on
