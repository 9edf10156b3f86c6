"""Who stands where in the breaks, where to look, and who takes over when somebody cannot (SAF-16; plan 6)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.models import BoardOwned, User

from .rows import OfSchool, OfSchoolQuerySet


class PostQuerySet(OfSchoolQuerySet["Post"]):
    def on(self, day: date) -> "PostQuerySet":
        lasting = models.Q(last_day__isnull=True) | models.Q(last_day__gte=day)
        return self.filter(lasting, first_day__lte=day, weekday=day.weekday())

    def current(self, day: date) -> "PostQuerySet":
        return self.filter(models.Q(last_day__isnull=True) | models.Q(last_day__gte=day))


class Post(OfSchool):
    """One place in one break of one weekday, and who stands there, from a day on."""

    class Break(models.TextChoices):
        BEFORE = "before", _("before school")
        MORNING = "morning", _("morning break")
        NOON = "noon", _("midday break")
        AFTERNOON = "afternoon", _("afternoon break")
        AFTER = "after", _("after school")

    weekday = models.PositiveSmallIntegerField(_("weekday"))  # 0 is Monday
    moment = models.CharField(_("break"), max_length=10, choices=Break.choices)
    begins = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    place = models.CharField(_("place"), max_length=200)
    is_risk = models.BooleanField(_("a risk place: out of sight, or where it often goes wrong"), default=False)
    attention = models.TextField(_("points of attention"), blank=True)
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("who"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["weekday", "begins", "place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("begins")), name="post_ends_after_it_begins"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "weekday"])]

    def __str__(self) -> str:
        return f"{self.weekday} {self.place}"


class AwayQuerySet(OfSchoolQuerySet["Away"]):
    pass


class Away(OfSchool):
    """Somebody cannot supervise on these days. Why is nobody's business here."""

    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("who cannot"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AwayQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["first_day", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="away_ends_later"),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} {self.last_day}"

    @property
    def duties_origin(self) -> str:
        return f"supervision:{self.pk}"


class Replacement(BoardOwned):
    """Who stands at a post on one day instead."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="replacements")
    day = models.DateField(_("day"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("who"))
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "post", "day"], name="replacement_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day}"
