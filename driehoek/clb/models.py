"""What passes between the CLB and a school about one pupil: the question to add a report or plan (ACC-4)."""

from collections.abc import Collection
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User
from driehoek.people.models import Pupil
from driehoek.pupils.models import Entry
from driehoek.schools.models import School


class ReportRequestQuerySet(models.QuerySet["ReportRequest"]):
    def visible_to(self, actor: Actor, right: str) -> "ReportRequestQuerySet":
        """Questions about pupils of the schools the right reaches; a CLB worker sees the team's, as the school does."""
        return self.filter(school__in=actor.reach(right).schools)

    def open(self) -> "ReportRequestQuerySet":
        return self.filter(answer="")


class ReportRequest(BoardOwned):
    """A CLB worker, who may not write, asks the school to add something to a file; the school answers (ACC-4)."""

    class What(models.TextChoices):
        REPORT = "report", _("a report")
        ACTION_PLAN = "action_plan", _("an action plan")
        MEETING = "meeting", _("the minutes of a meeting")
        TEST = "test", _("test results")
        OTHER = "other", _("something else")

    class Answer(models.TextChoices):
        NONE = "", _("not answered yet")
        ADDED = "added", _("added to the file")
        PROMISED = "promised", _("will be added")
        NO = "no", pgettext_lazy("answer", "no")

    school = models.ForeignKey(School, models.PROTECT, related_name="report_requests")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="report_requests")
    what = models.CharField(_("what"), max_length=20, choices=What.choices)
    details = models.CharField(_("which one"), max_length=300)
    why = models.TextField(_("what it is needed for"))
    needed_by = models.DateField(_("needed by"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True, default="")
    answer_text = models.TextField(_("explanation"), blank=True)
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("the entry in the file")
    )
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ReportRequestQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "-asked_at"])]

    def __str__(self) -> str:
        return f"{self.what} {self.asked_at:%Y-%m-%d}"

    @property
    def group_ids(self) -> Collection[UUID]:
        return self.pupil.group_ids

    @property
    def origin(self) -> str:
        """Of the duty to answer."""
        return f"report_request {self.pk}"
