"""Somebody of a centre's staff: the one to whom jobs, replacements, service and leave belong, whatever the name."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, actor: Actor, right: str = "staffing.plan") -> "MemberQuerySet":
        return self.filter(board__in=actor.reach(right).boards)


class Member(BoardOwned):
    """One person of a centre, in every year and scenario. Who share a name are told apart by the day of birth.

    `label` is the name as plans and files show it, and no other person of the centre has it. Only `actions.members`
    writes it, here and in the jobs at once.
    """

    name = models.CharField(_("name"), max_length=120)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    label = models.CharField(max_length=140, editable=False)
    account = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("account in this house")
    )
    in_service_since = models.DateField(_("in service since"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["label"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "label"], name="person_of_a_centre_told_apart"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def dated(self) -> str:
        """The name with the day of birth, the same in every language: it comes back from a file."""
        return (
            f"{self.name} (°{self.born_on.day}/{self.born_on.month}/{self.born_on.year})" if self.born_on else self.name
        )


class Leave(BoardOwned):
    """Somebody is away for a part of a full job. Why is not asked: the plan needs the days and the part."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="leaves")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    fraction = models.DecimalField(_("away for"), max_digits=5, decimal_places=4)

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(fraction__gt=0, fraction__lte=1), name="leave_within_a_full_job"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="leave_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.fraction}"

    def touches(self, first: date, last: date) -> bool:
        """Whether it falls in these days."""
        return self.starts_on <= last and (self.ends_on is None or self.ends_on >= first)
