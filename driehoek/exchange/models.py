"""One import with what it would change and did change, the columns a school mapped, papers that a worker makes, and
which workers are alive."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User
from driehoek.schools.models import School


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, actor: Actor, right: str = "roster.import") -> "ImportRunQuerySet":
        return self.filter(school__in=School.objects.visible_to(actor, right))


class ImportRun(BoardOwned):
    """One file for one school, from upload to result.

    `plan` holds every row change with old and new values: it is what the preview shows, what is written, and what undo
    takes back. It goes when a later import of the school is applied. `payload` is the sealed upload, kept only until
    the plan is made. Of the file's name and content only digests stay.
    """

    class State(models.TextChoices):
        MAPPING = "mapping", _("columns to be named")
        READING = "reading", _("being read")
        PLANNED = "planned", _("ready to confirm")
        APPLYING = "applying", _("being taken in")
        APPLIED = "applied", _("taken in")
        REFUSED = "refused", _("refused")
        CANCELLED = "cancelled", _("cancelled")
        UNDOING = "undoing", _("being taken back")
        UNDONE = "undone", _("undone")

    school = models.ForeignKey(School, models.CASCADE, related_name="imports")
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    format = models.CharField(_("format"), max_length=10)
    school_year = models.CharField(_("school year"), max_length=9, blank=True)
    name_digest = models.CharField(max_length=64)
    file_digest = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)  # warnings, refused, skipped
    plan = models.JSONField(default=list)
    payload = models.BinaryField(null=True)
    job = models.CharField(max_length=40, blank=True)  # the background job that reads or writes it
    started_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["school", "-started_at"])]

    def __str__(self) -> str:
        return f"{self.school_id} {self.state}"

    @property
    def pupil_id(self) -> None:
        return None

    @property
    def group_ids(self) -> tuple[UUID, ...]:
        return ()


class ColumnMapping(BoardOwned):
    """Which column of a school's own table means what, as somebody last said on screen."""

    school = models.OneToOneField(School, models.CASCADE, related_name="column_mapping")
    columns = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.school_id)


class PaperRunQuerySet(models.QuerySet["PaperRun"]):
    def visible_to(self, actor: Actor, right: str) -> "PaperRunQuerySet":
        """Only who asked for papers with codes fetches them, while the right lasts and the papers are kept."""
        reach = actor.reach(right)
        there = models.Q(school__in=reach.schools) | models.Q(school=None, board__in=reach.boards)
        kind = next(kind for kind, asked in RIGHTS.items() if asked == right)
        return self.filter(there, kind=kind, asked_by=actor.user_id, ends_at__gt=timezone.now())


class PaperRun(BoardOwned):
    """Papers with one-time codes for many people at once: letters to parents, slips for staff.

    Codes are kept nowhere but here, sealed, for a day: `sheets` what stands on the papers made so far, until `paper`,
    the whole as PDF, is there. `left_out` are those whose account was not to be opened when their turn came.
    """

    class Kind(models.TextChoices):
        PARENTS = "parents"
        STAFF = "staff"

    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="papers")  # none: of the board itself
    asked_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    root = models.CharField(max_length=300)  # where the code is typed
    many = models.PositiveIntegerField()
    to_do = models.JSONField(default=list)  # ids, in the order of the papers
    left_out = models.JSONField(default=list)
    sheets = models.TextField(blank=True)
    paper = models.TextField(blank=True)
    job = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()

    objects = PaperRunQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at}"

    @property
    def made(self) -> int:
        return self.many - len(self.left_out)


RIGHTS = {PaperRun.Kind.PARENTS: "account.parents", PaperRun.Kind.STAFF: "people.manage"}


class WorkerBeat(models.Model):
    """When a worker last said that it is alive. One that fell silent loses its jobs to the next."""

    worker = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker
