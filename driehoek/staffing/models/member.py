"""Somebody of a centre's staff, beside the jobs that the plans name: in service since when, and away when."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.models import BoardOwned


class Member(BoardOwned):
    """One person as the plans of a centre name them: the same name in every year and scenario is the same person."""

    name = models.CharField(_("name"), max_length=120)
    in_service_since = models.DateField(_("in service since"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "name"], name="member_of_a_centre_once"),
        ]

    def __str__(self) -> str:
        return self.name


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
