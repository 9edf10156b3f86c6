"""The journal: who did or saw what, when, why and under which rule. Lines are added, never changed (ACC-11)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7


class Head(models.Model):
    """The end of one chain: a school, or a board for what concerns no school. Locked while a line is added."""

    stream = models.UUIDField(primary_key=True)
    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.stream} {self.number}"


class Line(models.Model):
    """One act or one read, closed when it is written: with its ground, and the version of the policy that gave it.

    `digest` covers the line and the digest before it, so a changed line breaks the chain. `purpose` is a code; what
    somebody wrote stands in `Words`, and its digest under `words` in the facts. Older lines hold it themselves.

    People and rows are named by id without a foreign key: the line outlives what it speaks of.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    stream = models.UUIDField()
    number = models.BigIntegerField()
    at = models.DateTimeField(_("moment"))
    actor_id = models.UUIDField(null=True)
    act = models.CharField(_("act"), max_length=60)
    allowed = models.BooleanField(default=True)
    kind = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    pupil_id = models.UUIDField(null=True)
    category = models.CharField(max_length=20, blank=True)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    ground = models.CharField(max_length=120, blank=True)
    facts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["stream", "number"], name="journal_line_number"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["pupil_id", "-at"], name="journal_of_pupil", condition=models.Q(pupil_id__isnull=False)
            ),
            models.Index(fields=["actor_id", "-at"], name="journal_of_reader"),
            models.Index(
                fields=["subject_id", "-at"], name="journal_of_group", condition=models.Q(kind="schools.group")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.number} {self.act}"


class Mention(models.Model):
    """A child that stood on a list: the way from the child to the line, whose facts (under its digest) name all."""

    line_id = models.UUIDField()
    pupil_id = models.UUIDField()
    stream = models.UUIDField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["pupil_id"], name="journal_mention_of_pupil")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.pupil_id}"


class Words(models.Model):
    """What somebody wrote that stands in a line: beside it, so that it can be erased and the chain still holds.

    The line keeps a digest of the salt and the text (rights over data, keeping and erasing).
    """

    line_id = models.UUIDField(primary_key=True)
    stream = models.UUIDField()
    salt = models.CharField(max_length=32)
    text = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"words of {self.line_id}"
