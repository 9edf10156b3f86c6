"""The care after an incident: talks with whom it happened to, talking it over, and what comes out (SAF-8, SAF-19)."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.functions import Function
from driehoek.access.models import BoardOwned, User
from driehoek.schools.models import Group

from .incidents import Incident, Thread


class AftercareTalk(BoardOwned):
    """The report of one contact or talk with a victim or the parents: the evidence of a duty of aftercare.

    `code` is that duty's; empty for a talk that nothing asked for.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="talks")
    code = models.CharField(_("which talk"), max_length=60, blank=True)
    on = models.DateField(_("on"))
    with_whom = models.CharField(_("with whom"), max_length=200)
    held_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("held by"))
    agreed = models.TextField(_("what was said and agreed"))
    at_work_or_school = models.TextField(_("repercussions at school or at work"), blank=True)
    in_class = models.TextField(_("repercussions in the class or the team"), blank=True)
    at_home = models.TextField(_("repercussions at home"), blank=True)
    feels_safe = models.BooleanField(_("feels safe enough again"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.code} {self.on}"


class Discussion(BoardOwned):
    """An incident talked over with pupils or with staff (safety plan 4.3, 4.6): who leads, rules, course, outcome."""

    class Audience(models.TextChoices):
        PUPILS = "pupils", _("pupils")
        STAFF = "staff", _("staff")

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="discussions")
    audience = models.CharField(_("with"), max_length=6, choices=Audience.choices)
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("group"))
    on = models.DateField(_("on"))
    leader = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("led by"))
    rules = models.JSONField(default=list, blank=True)  # codes of the rules that were agreed on beforehand
    own_rules = models.TextField(_("other rules"), blank=True)
    course = models.TextField(_("how it went"))
    agreements = models.TextField(_("what was agreed"), blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.audience} {self.on}"

    @property
    def origin(self) -> str:
        return f"discussion:{self.pk}"

    @property
    def school_id(self) -> UUID:
        return self.incident.school_id


class PlanAction(BoardOwned):
    """One action of the plan that comes out of talking it over: what, by whom, by when; a duty until it is done."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="actions")
    text = models.CharField(_("what"), max_length=300)
    holder = models.CharField(
        _("by"), max_length=30, choices=Function.choices, default=Function.PREVENTION_OFFICER
    )  # a function, so that who takes over has the duty too
    due = models.DateField(_("by when"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.CharField(_("what came of it"), max_length=300, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["due", "id"]

    def __str__(self) -> str:
        return f"{self.holder} {self.due}"
