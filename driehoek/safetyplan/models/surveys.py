"""How people feel (SAF-15): a survey of a school year, codes to answer it once, and answers that belong to nobody."""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.models import BoardOwned, User
from driehoek.schools.models import Board, Group

from .rows import OfSchool, OfSchoolQuerySet


class Audience(models.TextChoices):
    """Who is asked: the two age groups of pupils, parents, staff. Each has its own questions."""

    LOWER = "lower", _("pupils of the lower years")
    UPPER = "upper", _("pupils of the upper years")
    PARENTS = "parents", _("parents")
    STAFF = "staff", _("staff")


class SurveyQuerySet(OfSchoolQuerySet["Survey"]):
    """Rows a reader may see."""


class Survey(OfSchool):
    """One round of questions to one audience, open on its days. Its answers are read when it is closed, never before:

    whoever looked before and after somebody answered would know that answer.
    """

    audience = models.CharField(_("who is asked"), max_length=10, choices=Audience.choices)
    school_year = models.CharField(_("school year"), max_length=9)
    opens = models.DateField(_("first day"))
    closes = models.DateField(_("last day"))
    closed_at = models.DateTimeField(null=True, blank=True)  # by hand, before its last day
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-opens", "audience"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(closes__gte=models.F("opens")), name="survey_ends_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audience} {self.opens}"

    def is_open(self, on: date) -> bool:
        return self.closed_at is None and self.opens <= on <= self.closes

    def is_over(self, on: date) -> bool:
        return self.closed_at is not None or self.closes < on


class SurveyCode(models.Model):
    """A code on paper: whoever has it answers once. Only its hash is kept, and not who got it or when it was used.

    It belongs to no board for the database, because who types it has no function: the code itself says where to go.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    board = models.ForeignKey(Board, models.CASCADE, related_name="+", db_index=False)
    survey_id = models.UUIDField()
    group_id = models.UUIDField(null=True)
    used = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["survey_id", "group_id"])]

    def __str__(self) -> str:
        return self.digest[:8]


class Answer(BoardOwned):
    """What somebody answered, by question: 1 to 4. No name, no moment, no code; its id does not grow with time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    values = models.JSONField(default=dict)
    score = models.FloatField()  # the mean of the weighed answers, 1 to 4: more is better

    def __str__(self) -> str:
        return str(self.survey_id)
