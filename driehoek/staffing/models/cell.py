"""A regional support cell (ROC) of two or more centres (STA-6)."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned


class CellQuerySet(models.QuerySet["Cell"]):
    def visible_to(self, actor: Actor, right: str = "staffing.plan") -> "CellQuerySet":
        return self.filter(board__in=actor.reach(right).boards)

    def standing(self) -> "CellQuerySet":
        return self.filter(ended_on=None)


class Cell(BoardOwned):
    """One centre's copy of a cell. Every member holds the same words, as the form that all sign shows them.

    `members`: per centre {centre, name, budget, signed_by, signed_on, posts: [{job, person, office, fraction, share}]}.
    Only `actions.cells` writes it, in all copies at once.
    """

    shared = models.UUIDField(default=uuid7, editable=False)
    school_year = models.CharField(_("school year"), max_length=9)
    name = models.CharField(_("name"), max_length=150)
    purpose = models.CharField(_("expertise that is brought together"), max_length=300)
    members = models.JSONField(default=list)
    changed_at = models.DateTimeField(auto_now=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = CellQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-school_year", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "shared"], name="one_copy_of_a_cell_a_centre"),
        ]

    def __str__(self) -> str:
        return self.name

    def member(self, centre: UUID) -> dict[str, Any]:
        """What one centre brings. Raises StopIteration for a centre that is no member."""
        return next(one for one in self.members if one["centre"] == str(centre))

    @property
    def own(self) -> dict[str, Any]:
        return self.member(self.board_id)

    @property
    def member_ids(self) -> list[UUID]:
        return [UUID(one["centre"]) for one in self.members]

    @property
    def is_signed(self) -> bool:
        """Whether every member signed what now stands in it."""
        return all(one["signed_by"] for one in self.members)
