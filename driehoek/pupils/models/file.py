"""What is kept about a pupil (DOS-1 to DOS-6): entries, their history, goals and follow-ups, attachments.

Everything on the timeline is an entry; `pupils.kinds` says what each kind holds. Nobody's earlier words are
overwritten: a correction keeps the version before it with the reason.
"""

from collections.abc import Collection
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from driehoek.access.functions import Category, Function
from driehoek.access.models import BoardOwned, User
from driehoek.people.models import Pupil
from driehoek.pupils.kinds import KINDS, Kind

from .sight import EntryQuerySet


class Entry(BoardOwned):
    """One thing kept about a pupil, as it stands now."""

    class About(models.TextChoices):
        PUPIL = "pupil", _("the pupil")
        PARENTS = "parents", _("the parents")
        FAMILY = "family", _("the family")
        SCHOOL = "school", _("what the school does")

    class Source(models.TextChoices):
        OBSERVED = "observed", _("own observation")
        PARENTS = "parents", _("the parents")
        PUPIL = "pupil", _("the pupil")
        THIRD_PARTY = "third_party", _("a third party")

    class Visibility(models.TextChoices):
        FUNCTION = "function", _("everyone whose function reads this kind of data")
        STAFF = "staff", _("the school's own staff, not the CLB")
        NAMED = "named", _("strictly confidential: the author, the direction and the colleagues named")

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="entries")
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    category = models.CharField(max_length=20, choices=Category.choices, editable=False)
    day = models.DateField(pgettext_lazy("of an entry", "day"))
    last_day = models.DateField(_("runs until"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    details = models.JSONField(default=dict, blank=True)  # the fields of its kind, see `pupils.kinds`
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("author"))
    about = models.CharField(_("about"), max_length=10, choices=About.choices, default=About.PUPIL)
    source = models.CharField(_("known from"), max_length=12, choices=Source.choices, default=Source.OBSERVED)
    volunteered = models.BooleanField(_("the parents told this of their own accord"), default=False)
    visibility = models.CharField(
        _("who may read it"), max_length=10, choices=Visibility.choices, default=Visibility.FUNCTION
    )
    version = models.PositiveIntegerField(default=1)
    attached = models.PositiveSmallIntegerField(default=0)  # how many attachments, so that a timeline need not count
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # taken back by mistake of the writer: history alone

    drawn_steps: list["Step"]  # set by `opening.timeline` for the kinds that have steps

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "-recorded_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("day")),
                name="entry_ends_after_it_starts",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["pupil", "-day"], name="file_of_pupil"),
            models.Index(
                fields=["kind", "pupil"],
                name="running_plans",
                condition=models.Q(kind="action_plan", withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"

    def save(self, **options: object) -> None:
        self.category = KINDS[Kind(self.kind)].category
        super().save(**options)  # type: ignore[arg-type]  # Django's own keyword arguments, passed through

    @property
    def shown(self) -> list[tuple[Promise | str, str]]:
        """The fields of its kind that are filled in, with their label, as text to read."""
        known = KINDS[Kind(self.kind)].details
        return [(one.label, one.spoken(self.details[one.name])) for one in known if self.details.get(one.name)]

    @property
    def school_id(self) -> UUID:
        return self.pupil.school_id

    @property
    def group_ids(self) -> Collection[UUID]:
        return self.pupil.group_ids

    def runs_on(self, day: date) -> bool:
        return self.day <= day and (self.last_day is None or self.last_day >= day)


class EntryVersion(BoardOwned):
    """How an entry read before a correction, who changed it, when and why (DOS-2)."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()  # the entry's fields as they were
    reason = models.CharField(_("reason"), max_length=300)
    replaced_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "entry", "number"], name="entry_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.number}"

    @property
    def shown(self) -> list[tuple[Promise | str, str]]:
        """The fields of its kind as they were filled in, with their label."""
        kind, told = self.content.get("kind", ""), self.content.get("details", {})
        known = KINDS[Kind(kind)].details if kind in Kind.values else ()
        return [(one.label, one.spoken(told[one.name])) for one in known if told.get(one.name)]

    @property
    def day(self) -> date:
        return date.fromisoformat(self.content["day"])

    @property
    def told_to(self) -> str:
        """Who could read it then, in words."""
        return str(dict(Entry.Visibility.choices).get(self.content.get("visibility", ""), ""))


class Step(BoardOwned):
    """A goal of an action plan with its evaluation date, or what follows from a meeting. Each opens a duty."""

    class Kind(models.TextChoices):
        GOAL = "goal", _("goal")
        FOLLOW_UP = "follow_up", _("follow-up")

    class Outcome(models.TextChoices):
        OPEN = "", _("open")
        REACHED = "reached", _("reached")
        PARTLY = "partly", _("partly reached")
        NOT_REACHED = "not_reached", _("not reached")
        DONE = "done", _("done")

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.CharField(_("goal or task"), max_length=500)
    due = models.DateField(_("to be evaluated or done on"))
    holder = models.CharField(
        _("by"), max_length=30, choices=Function.choices, default=Function.CARE_COORDINATOR
    )  # a function, so that a colleague who takes over has the duty too
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, blank=True, default="")
    note = models.TextField(_("what came of it"), blank=True)
    evaluated_on = models.DateField(null=True, blank=True)
    evaluated_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["due", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.due}"


class StoredFile(BoardOwned):
    """A file that people added. Its bytes lie outside what the web server can reach, under a random name."""

    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the bytes
    stored = models.CharField(max_length=64, unique=True)  # the random name below MEDIA_ROOT
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["added_at"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")


class Attachment(StoredFile):
    """A file that belongs to an entry."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="attachments")
