"""What every row of a school's plan shares: the school it is of, and who may see it."""

from collections.abc import Collection
from typing import Self, TypeVar
from uuid import UUID

from django.db import models

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned
from driehoek.schools.models import School

M = TypeVar("M", bound=models.Model)


class OfSchoolQuerySet(models.QuerySet[M]):
    def visible_to(self, actor: Actor, right: str = "plan.read") -> Self:
        """Rows of the schools a right reaches: all staff read the plan of their school (SAF-1)."""
        return self.filter(school__in=School.objects.visible_to(actor, right))


class OfSchool(BoardOwned):
    """A row of one school. Its id grows with time, so the newest of several is the one with the greatest id."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    @property
    def pupil_id(self) -> None:
        return None

    @property
    def group_ids(self) -> Collection[UUID]:
        return ()
