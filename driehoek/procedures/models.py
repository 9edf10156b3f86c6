"""A case and what is recorded about it. Events are only ever added; where a case stands is computed, never kept."""

from collections.abc import Collection
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User
from driehoek.access.policy import TABLE
from driehoek.people.models import Guardian, Membership, Pupil
from driehoek.schools.models import School

from .definition import Definition
from .definitions import DEFINITIONS
from .words import ROLES

FAMILIES = (
    "guidance", "activity", "discipline", "attendance", "career", "complaint", "staff", "aggression", "bullying",
    "protected",
)  # fmt: skip
ORIGIN = "case:"  # before the id of the case that another one goes on from
PROTECTED = "protected"  # no function reads these, only who is named on the case (SAF-11, SAF-12)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor, right: str = "case.read") -> "CaseQuerySet":
        """Cases of the families a person may read (or work on), and those on which the person is named."""
        where = [models.Q(family=family) & _within(actor, f"{right}:{family}") for family in FAMILIES]
        if actor.may(right) and right in {"case.read", "case.step"}:
            named = Party.objects.filter(user=actor.user_id, opens=True, removed_at=None)
            where.append(models.Q(pk__in=named.values("case")) & _serves(actor, right))
        return self.filter(reduce(or_, where))


def _serves(actor: Actor, right: str) -> models.Q:
    """Where somebody holds, today, a function that may be named on a case: when it ends, the case closes (ACC-3)."""
    roles = [role for role in actor.roles if (role.function, right) in TABLE]
    schools = {role.school for role in roles if role.school}
    return models.Q(school__in=schools) | models.Q(board__in={role.board for role in roles if role.school is None})


def _within(actor: Actor, right: str) -> models.Q:
    reach = actor.reach(right)
    where = models.Q(school__in=reach.schools) | models.Q(board__in=reach.boards)
    if reach.groups:
        where |= models.Q(pupil__in=Membership.objects.on(actor.on).filter(group__in=reach.groups).values("pupil"))
    return where


class Case(BoardOwned):
    """One procedure about one pupil, one member of staff, or a complaint."""

    school = models.ForeignKey(School, models.PROTECT, related_name="cases")
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="cases")
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")  # of staff sanctions
    definition = models.CharField(_("procedure"), max_length=60)
    family = models.CharField(max_length=20, editable=False)
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    cause = models.CharField(_("cause"), max_length=300, blank=True)
    origin = models.CharField(max_length=120, blank=True)  # the duty or case it came from
    archived_at = models.DateTimeField(null=True, blank=True)  # put away by hand, when it was opened by mistake

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_on", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["school", "-opened_on"], name="cases_of_school"),
            models.Index(fields=["pupil"], name="cases_of_pupil"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(family=PROTECTED) | models.Q(pupil=None, person=None),
                name="protected_case_in_no_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.opened_on}"

    def save(self, **options: object) -> None:
        self.family = self.procedure.family
        super().save(**options)  # type: ignore[arg-type]  # Django's own keyword arguments, passed through

    @property
    def procedure(self) -> Definition:
        return DEFINITIONS[self.definition]

    @property
    def is_protected(self) -> bool:
        return self.family == PROTECTED

    @property
    def group_ids(self) -> Collection[UUID]:
        return self.pupil.group_ids if self.pupil else ()

    @property
    def goes_on_from(self) -> UUID | None:
        """The id of the case that this one renews."""
        if not self.procedure.renews or not self.origin.startswith(ORIGIN):
            return None
        try:
            return UUID(self.origin.removeprefix(ORIGIN))
        except ValueError:
            return None

    # set by `opening.filled`: by step and recipient, when the registered letter was posted
    posted: dict[str, dict[str, date]]

    # As they were when the case was opened, filled at once by `opening`; what an act changes it asks for anew.
    @cached_property
    def story(self) -> "list[Event]":
        return list(self.events.select_related("recorded_by"))

    @cached_property
    def people(self) -> "list[Party]":
        return list(self.parties.all())

    @cached_property
    def places(self) -> list[Membership]:
        """Every group the pupil was in."""
        return list(self.pupil.memberships.select_related("group")) if self.pupil else []

    @cached_property
    def leaves(self) -> "list[Event]":
        """What happened in the child's other requests for leave; empty for every other procedure."""
        if self.definition != "nl.leave" or self.pupil_id is None:
            return []
        rows = Event.objects.filter(case__pupil=self.pupil_id, case__definition=self.definition)
        return list(rows.filter(case__archived_at=None).exclude(case=self.pk))

    @property
    def duties_origin(self) -> str:
        return f"{ORIGIN}{self.pk}"


class Event(BoardOwned):
    """Something that happened on a day. `replaces`: the event it corrects, or takes back; then `reason` says why."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    step = models.CharField(max_length=60)
    happened_on = models.DateField(_("happened on"))
    happened_at = models.TimeField(_("at"), null=True, blank=True)
    facts = models.JSONField(default=dict)
    papers = models.JSONField(default=list)  # the codes of the documents that came with it, on paper or attached
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    withdrawn = models.BooleanField(default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["happened_on", "recorded_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(replaces=None) | ~models.Q(reason=""), name="correction_says_why"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case"], name="events_of_case")]

    def __str__(self) -> str:
        return f"{self.step} {self.happened_on}"

    @cached_property
    def attached(self) -> "list[Document]":
        return list(self.documents.defer("content"))


class Party(BoardOwned):
    """Somebody on a case: a parent, a confidant, a member of the committee. `opens`: may read the case as that."""

    class Vote(models.TextChoices):
        NONE = "", _("no vote")
        FOR = "for", _("for")
        AGAINST = "against", _("against")

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="parties")
    role = models.CharField(_("role"), max_length=30, choices=list(ROLES.items()))
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address, for letters"), max_length=300, blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account"))
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, blank=True, related_name="+")
    works_here = models.BooleanField(_("works for the school or its CLB"), default=False)
    of_the_board = models.BooleanField(_("belongs to the school board"), default=False)
    impartial_on = models.DateField(_("declared to be impartial on"), null=True, blank=True)
    vote = models.CharField(_("vote"), max_length=7, choices=Vote.choices, blank=True, default="")
    opens = models.BooleanField(_("may read this case"), default=False)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_why = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at"]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class Document(BoardOwned):
    """A document of an event, told by its content. Its bytes stand behind the same wall as the case."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="documents")
    code = models.CharField(max_length=60)  # the paper of the step
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the bytes
    content = models.BinaryField()
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at"]

    def __str__(self) -> str:
        return str(self.pk)
