"""The plan itself: what stands in each chapter, and the papers that people signed (SAF-1, SAF-21)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.functions import Function
from driehoek.access.models import BoardOwned, User
from driehoek.schools.models import Group

from .rows import OfSchool, OfSchoolQuerySet


class ChapterTextQuerySet(OfSchoolQuerySet["ChapterText"]):
    """Rows a reader may see."""


class ChapterText(OfSchool):
    """A chapter as a school wrote it at a moment. Saving adds a row: the newest counts, the others are its history.

    `code` names the chapter in the catalogue; `blanks` are the fields the plan leaves to the school, by their code.
    """

    class Status(models.TextChoices):
        EMPTY = "empty", _("still to be made")
        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")

    code = models.CharField(max_length=20)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.EMPTY)
    owner = models.CharField(_("owner"), max_length=30, choices=Function.choices)
    next_review = models.DateField(_("look at it again before"), null=True, blank=True)
    location = models.CharField(_("where the file lies"), max_length=300, blank=True)
    text = models.TextField(_("what this school does"), blank=True)
    blanks = models.JSONField(default=dict)
    why = models.CharField(_("what changed"), max_length=200, blank=True)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = ChapterTextQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "code"])]

    def __str__(self) -> str:
        return f"{self.code} {self.status}"


class PaperQuerySet(OfSchoolQuerySet["Paper"]):
    """Rows a reader may see."""


class Paper(OfSchool):
    """A version of a document that people sign. A new version is a new row; the one before stays (SAF-21)."""

    class Kind(models.TextChoices):
        INTENT = "intent", _("statement of intent")
        CONDUCT = "conduct", _("code of conduct")
        SCHOOL_RULES = "school_rules", _("school rules")
        CLASS_RULES = "class_rules", _("class rules")
        PERMIT = "permit", _("permit for use of the building")
        EVACUATION = "evacuation", _("evacuation plan")
        INVENTORY = "inventory", _("risk inventory, as reviewed")
        YEAR_REPORT = "year_report", _("report of the year on working conditions")
        OTHER = "other", _("another document")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("group"))
    version = models.CharField(_("version"), max_length=40)
    dated_on = models.DateField(_("date of this version"))
    review_on = models.DateField(_("look at it again before"))
    location = models.CharField(_("where the signed document lies"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Signature(BoardOwned):
    """Somebody signed a version, on a day, in a role. It is never taken away: a new version starts without any."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="signatures")
    name = models.CharField(_("who signed"), max_length=200)
    role = models.CharField(_("as"), max_length=100)
    signed_on = models.DateField(_("signed on"))

    class Meta:
        ordering: ClassVar[list[str]] = ["signed_on", "name"]

    def __str__(self) -> str:
        return f"{self.role} {self.signed_on}"
