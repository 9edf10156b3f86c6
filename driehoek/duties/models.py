"""The list of what is due (ALL-1). A duty carries no confidential text: its page asks the reader's rights again."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor, Role
from driehoek.access.functions import CLB_FUNCTIONS, Function
from driehoek.access.models import BoardOwned, User
from driehoek.access.policy import TABLE, Scope
from driehoek.people.models import Pupil
from driehoek.schools.models import Group, School

from .rights import BEYOND

# Who does what is asked of another function: the direction everything of the school but what is the CLB's, the care
# coordinator and the secretariat what the teacher of a class must do, when the teacher is not there.
ALSO = {
    Function.DIRECTOR: frozenset(Function) - CLB_FUNCTIONS,
    Function.CARE_COORDINATOR: frozenset({Function.CLASS_TEACHER, Function.SUPPORT_TEACHER}),
    Function.SECRETARIAT: frozenset({Function.CLASS_TEACHER, Function.SUPPORT_TEACHER}),
}


class DutyQuerySet(models.QuerySet["Duty"]):
    def open(self) -> "DutyQuerySet":
        return self.filter(discharged_at=None, withdrawn_at=None)

    def visible_to(self, actor: Actor, right: str = "duty.see") -> "DutyQuerySet":
        """Duties of the own school, of the own groups' pupils, or addressed to the person.

        The school's own duties are not the CLB's business: its people see what is addressed to the CLB alone. A safety
        function sees what is addressed to it. A duty of no school is one of a board by itself, as a CLB centre has
        them. Who discharges one ("duty.discharge") is who may do what it asks.
        """
        found = self._seen_by(actor, right)
        return found.filter(_does(actor)) if right == "duty.discharge" else found

    def _seen_by(self, actor: Actor, right: str) -> "DutyQuerySet":
        reach = actor.reach(right)
        own = {
            role.school
            for role in actor.roles
            if role.function not in CLB_FUNCTIONS and _over_school(role.function, right)
        }
        return self.filter(
            models.Q(school__in=own - {None})
            | models.Q(school__in=reach.schools, holder__in=CLB_FUNCTIONS)
            | models.Q(group__in=reach.groups)
            | models.Q(board__in=reach.boards, school=None)
            | (_addressed(actor) if actor.may(right) else models.Q(pk__in=()))
        ).filter(_not_kept_from(actor))

    def addressed_to(self, actor: Actor) -> "DutyQuerySet":
        """Those that this person must do: by name, or as holder of the function at the school or for the group."""
        return self.filter(_addressed(actor), _not_kept_from(actor))


def _not_kept_from(actor: Actor) -> models.Q:
    return models.Q(kept_from=None) | ~models.Q(kept_from=actor.user_id)


def _addressed(actor: Actor) -> models.Q:
    mine = models.Q(person=actor.user_id, person__isnull=False)
    for role in actor.roles:
        mine |= models.Q(holder=role.function, person=None, board=role.board) & _place(role)
    return mine


def _place(role: Role) -> models.Q:
    """Where somebody is asked what a function is asked: over a class its own, and what is of no class and no child."""
    if role.group:
        return models.Q(group=role.group) | models.Q(group=None, pupil=None, school=role.school)
    return models.Q(school=role.school) if role.school else models.Q()


def _does(actor: Actor) -> models.Q:
    """What somebody may do: what is asked of the own functions, and of those one does the work of."""
    found = _addressed(actor)
    for role in actor.roles:
        others = ALSO.get(role.function, frozenset())
        # A duty given to one person by name is that person's, and the direction's.
        named = models.Q() if role.function is Function.DIRECTOR else models.Q(person=None)
        others_work = models.Q(holder__in=sorted(others), school=role.school, board=role.board) & named
        found |= others_work & ~models.Q(code__in=BEYOND[role.function])
    return found


def _over_school(function: Function, right: str) -> bool:
    grant = TABLE.get((function, right))
    return grant is not None and grant.scope is Scope.OWN_SCHOOL


class Duty(BoardOwned):
    """Something somebody must do before a day, under a rule, because of facts.

    `origin` names the fact it came from (one pupil's absences of one school year), `key` this duty within it. When the
    facts change, `actions.settle` brings the open duties of the origin to what the lawbook says now.
    """

    school = models.ForeignKey(School, models.CASCADE, null=True, blank=True, related_name="duties")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="duties")
    pupil = models.ForeignKey(Pupil, models.CASCADE, null=True, blank=True, related_name="duties")
    holder = models.CharField(_("function"), max_length=30, choices=Function.choices)
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="duties")
    code = models.CharField(max_length=100)
    rule = models.CharField(max_length=100)
    origin = models.CharField(max_length=120)
    key = models.CharField(max_length=160)
    facts = models.JSONField(default=dict)  # the facts of the rule, for "Waarom?"; ids and dates, no text of a file
    words = models.JSONField(default=dict)  # what stands in the sentence: a half day, a count
    source = models.JSONField(default=dict)
    earliest = models.DateField(null=True, blank=True)
    due = models.DateField(_("due"))
    opened_at = models.DateTimeField(auto_now_add=True)
    discharged_at = models.DateTimeField(null=True, blank=True)
    discharged_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.JSONField(default=dict)  # who was spoken to, when, how, outcome
    # Who never sees it, whatever the function: the one it is about where somebody of the staff stands accused.
    kept_from = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # the facts it came from are no longer so

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "origin", "key"], name="duty_once_an_origin"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["school", "due"],
                name="duty_open_by_due",
                condition=models.Q(discharged_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.due}"

    @property
    def jurisdiction(self) -> str:
        """Whose words its pages speak: the school's, or the board's where it is of no school."""
        return self.school.jurisdiction if self.school else self.board.jurisdiction

    @property
    def is_open(self) -> bool:
        return self.discharged_at is None and self.withdrawn_at is None

    def may_be_taken_back_by(self, actor: Actor) -> bool:
        """Whoever discharged it may take that back on the same day."""
        return (
            self.discharged_at is not None
            and self.discharged_by_id == actor.user_id
            and timezone.localdate(self.discharged_at) == actor.on
        )


class DailyMail(models.Model):
    """That a person wants a mail a day with how much is to be done, and at which hour. Who has no row gets none."""

    user = models.OneToOneField(User, models.CASCADE, related_name="daily_mail")
    hour = models.PositiveSmallIntegerField(_("hour"))
    root = models.CharField(max_length=200)  # the address of the house as this person reaches it, for the link
    sent_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id} {self.hour}"
