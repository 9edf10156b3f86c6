"""How a house, a board and a school begin: the address that opens it once, and the list of what is still to do."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils import timezone
from uuid_utils.compat import uuid7

from driehoek.access.models import BoardOwned, User
from driehoek.schools.models import Board, School


class SetupLinkQuerySet(models.QuerySet["SetupLink"]):
    def open(self, at: datetime | None = None) -> "SetupLinkQuerySet":
        """Those that still open something: not used, and not over."""
        return self.filter(used_at=None, ends_at__gt=at or timezone.now())


class SetupLink(models.Model):
    """The right to found one board, for whoever has the address. Only its hash is kept; it works once.

    Not of a board: there is none yet. A board that invites another names itself and the community they share.
    """

    class Kind(models.TextChoices):
        HOUSE = "house"  # printed by the command line: a school or a centre
        SCHOOL = "school"  # a board with its first school
        CENTRE = "centre"  # a CLB centre

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.HOUSE)
    community = models.CharField(max_length=200, blank=True)
    invited_by = models.ForeignKey(Board, models.CASCADE, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = SetupLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.ends_at}"


class StartList(BoardOwned):
    """A school or a centre that is being set up. What is done is computed from its data; what is put aside is kept."""

    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="start_lists")  # none: of the centre
    opened_at = models.DateTimeField(auto_now_add=True)
    items_aside = models.JSONField(default=list, blank=True)  # slugs of what is not for this school
    aside_at = models.DateTimeField(null=True)
    aside_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "school"], name="one_start_list_a_school"),
            models.UniqueConstraint(
                fields=["board"], condition=models.Q(school=None), name="one_start_list_of_a_centre"
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)

    @property
    def place(self) -> UUID:
        """The school, or the centre, which is its board."""
        return self.school_id or self.board_id
