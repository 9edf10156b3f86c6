"""The list of what is due (ALL-1). A duty carries no confidential text: its page asks the reader's rights again."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User
from driehoek.access.policy import Function


class DutyQuerySet(models.QuerySet["Duty"]):
    def open(self) -> "DutyQuerySet":
        return self.filter(discharged_at=None, withdrawn_at=None)

    def visible_to(self, actor: Actor, right: str = "duty.see") -> "DutyQuerySet":
        """Duties of the own school, of the own groups' pupils, or addressed to the person."""
        reach = actor.reach(right)
        return self.filter(
            models.Q(school__in=reach.schools) | models.Q(group__in=reach.groups) | models.Q(person=actor.user_id)
        )


class Duty(BoardOwned):
    """Something somebody must do before a day, under a rule, because of facts.

    `origin` names the fact it came from (one pupil's absences of one school year), `key` this duty within it. When the
    facts change, `actions.settle` brings the open duties of the origin to what the lawbook says now.
    """

    school = models.ForeignKey("schools.School", models.CASCADE, related_name="duties")
    group = models.ForeignKey("schools.Group", models.CASCADE, null=True, blank=True, related_name="duties")
    pupil = models.ForeignKey("pupils.Pupil", models.CASCADE, null=True, blank=True, related_name="duties")
    holder = models.CharField(_("function"), max_length=30, choices=Function.choices)
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="duties")
    code = models.CharField(max_length=100)
    rule = models.CharField(max_length=100)
    origin = models.CharField(max_length=120)
    key = models.CharField(max_length=160)
    facts = models.JSONField(default=dict)  # the facts of the rule, for "Waarom?"; ids and dates, no text of a file
    source = models.JSONField(default=dict)
    earliest = models.DateField(null=True, blank=True)
    due = models.DateField(_("due"))
    opened_at = models.DateTimeField(auto_now_add=True)
    discharged_at = models.DateTimeField(null=True, blank=True)
    discharged_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.JSONField(default=dict)  # who was spoken to, when, how, outcome
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # the facts it came from are no longer so

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "origin", "key"], name="duty_once_an_origin"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["school", "due"], name="duty_open_by_due",
                condition=models.Q(discharged_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.due}"
