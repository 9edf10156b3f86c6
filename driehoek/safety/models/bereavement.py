"""A pupil died, or a pupil's parent (SAF-13; plan, annex 9): who does what and when, and the days to remember."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import BoardOwned, User
from driehoek.people.models import Guardian, Pupil
from driehoek.schools.models import Group, School


class BereavementQuerySet(models.QuerySet["Bereavement"]):
    def visible_to(self, actor: Actor, right: str = "bereavement.manage") -> "BereavementQuerySet":
        return self.filter(school__in=actor.reach(right).schools, withdrawn_at=None)


class Bereavement(BoardOwned):
    """One death and what the school does about it. `pupil`: who died, or whose parent died.

    `before` keeps what opening it changed (enrolment, groups), so that a mistake can be put right entirely.
    """

    class Kind(models.TextChoices):
        PUPIL = "pupil", _("a pupil died")
        PARENT = "parent", _("a parent of a pupil died")

    school = models.ForeignKey(School, models.PROTECT, related_name="bereavements")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="bereavements")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("what happened"), max_length=10, choices=Kind.choices)
    guardian = models.ForeignKey(
        Guardian, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("which parent")
    )
    died_on = models.DateField(_("day of death"))
    farewell_on = models.DateField(_("day of the farewell"), null=True, blank=True)
    leader = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who leads")
    )
    known = models.TextField(_("what is known for certain"), blank=True)
    wishes = models.TextField(_("what the family wishes"), blank=True)
    before = models.JSONField(default=dict, blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(_("why it is taken back"), max_length=300, blank=True)

    objects = BereavementQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-died_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["board", "pupil"],
                name="pupil_dies_once",
                condition=models.Q(kind="pupil", withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def duties_origin(self) -> str:
        return f"bereavement:{self.pk}"


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, actor: Actor, right: str = "bereavement.manage") -> "TaskQuerySet":
        """Of what one manages everything; else what one is asked to do, by name or as the function of that class."""
        mine = models.Q(person=actor.user_id, person__isnull=False)
        for role in actor.roles:
            where = models.Q(holder=role.function, person=None, bereavement__school=role.school)
            mine |= where & models.Q(bereavement__group=role.group) if role.group else where
        managed = models.Q(bereavement__in=Bereavement.objects.visible_to(actor, right))
        return self.filter(managed | mine, bereavement__withdrawn_at=None)


class Task(BoardOwned):
    """One item of the checklist: who does it, by when, and what came of it. `code` is empty for the school's own."""

    bereavement = models.ForeignKey(Bereavement, models.CASCADE, related_name="tasks")
    code = models.CharField(max_length=40, blank=True)
    title = models.CharField(_("what to do"), max_length=300, blank=True)
    holder = models.CharField(_("which function"), max_length=30, choices=Function.choices, blank=True)
    person = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("or which person")
    )
    due = models.DateField(_("to be done by"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("note"), max_length=500, blank=True)
    not_needed = models.CharField(_("not needed, because"), max_length=300, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.code or str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.done_on is None and not self.not_needed

    @property
    def school_id(self) -> UUID:
        return self.bereavement.school_id


class MemorialDay(BoardOwned):
    """A day of the year on which somebody should think of it: whoever teaches these children that year."""

    class Kind(models.TextChoices):
        DEATH = "death", _("day of death")
        BIRTHDAY = "birthday", _("birthday")
        MOTHERS_DAY = "mothers_day", _("Mother's Day")
        FATHERS_DAY = "fathers_day", _("Father's Day")
        OTHER = "other", _("another day")

    bereavement = models.ForeignKey(Bereavement, models.CASCADE, related_name="memorial_days")
    kind = models.CharField(_("which day"), max_length=15, choices=Kind.choices)
    day = models.DateField(_("day"), null=True, blank=True)  # its month and day; none for a day that moves
    note = models.CharField(_("what helps on this day"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.kind

    @property
    def school_id(self) -> UUID:
        return self.bereavement.school_id

    @property
    def duties_origin(self) -> str:
        return f"memorial:{self.pk}"
