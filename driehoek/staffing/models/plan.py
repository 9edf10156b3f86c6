"""A staffing plan: one scenario of one centre for one school year, its jobs, and the steps that can be undone."""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User

from .member import Member


class Office(models.TextChoices):
    """The offices of the circular CLB/2006/02, 2, in its order. The words are law: they stay Dutch."""

    DIRECTEUR = "directeur", "directeur"
    ARTS = "arts", "arts"
    CONSULENT = "consulent", "consulent"
    PSYCHO_PEDAGOGISCH_CONSULENT = "psycho_pedagogisch_consulent", "psycho-pedagogisch consulent"
    ADMINISTRATIEF_WERKER = "administratief_werker", "administratief werker"
    MAATSCHAPPELIJK_WERKER = "maatschappelijk_werker", "maatschappelijk werker"
    PARAMEDISCH_WERKER = "paramedisch_werker", "paramedisch werker"
    PSYCHO_PEDAGOGISCH_WERKER = "psycho_pedagogisch_werker", "psycho-pedagogisch werker"
    MEDEWERKER = "medewerker", "medewerker"
    INTERCULTUREEL_BEMIDDELAAR = "intercultureel_bemiddelaar", "intercultureel bemiddelaar"
    ERVARINGSDESKUNDIGE = "ervaringsdeskundige", "ervaringsdeskundige"


class JobKind(models.TextChoices):
    PERMANENT = "permanent", _("permanent")
    TEMPORARY = "temporary", _("temporary")
    REPLACEMENT = "replacement", _("replacement")
    PRE_RETIREMENT = "pre_retirement", _("pre-retirement leave")


# What a step did, beside the button that takes it back.
ACTS: dict[str, Promise] = {
    "add": _("a job was added"),
    "change": _("a job was changed"),
    "remove": _("a job was removed"),
    "move": _("a job was moved"),
    "import": _("jobs came from a file"),
}
OFFICE_ORDER = {office: position for position, office in enumerate(Office.values)}


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, actor: Actor, right: str = "staffing.plan") -> "PlanQuerySet":
        """Plans of the centres a person leads."""
        return self.filter(board__in=actor.reach(right).boards)


class Plan(BoardOwned):
    """One scenario for one school year. The chosen one is the formation that counts: agreements and forms rest on it.

    Weights are those of the centre for that year: the total, and the linear part that limits what may be handed over.
    """

    school_year = models.CharField(_("school year"), max_length=9)
    name = models.CharField(_("scenario"), max_length=60)
    is_chosen = models.BooleanField(_("this is the formation that counts"), default=False)
    total_weight = models.DecimalField(_("total weight"), max_digits=9, decimal_places=4)
    linear_weight = models.DecimalField(_("linear weight"), max_digits=9, decimal_places=4)
    negotiated_on = models.DateField(_("negotiated in the local committee on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["school_year", "-is_chosen", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "school_year", "name"], name="scenario_once_a_year"),
            models.UniqueConstraint(
                fields=["board", "school_year"], condition=models.Q(is_chosen=True), name="one_chosen_plan_a_year"
            ),
            models.CheckConstraint(
                condition=models.Q(total_weight__gte=0, linear_weight__gte=0), name="plan_weights_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year} {self.name}"


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, actor: Actor, right: str = "staffing.plan") -> "JobQuerySet":
        return self.filter(board__in=actor.reach(right).boards)

    def in_order(self) -> "list[Job]":
        """By office as the circular lists them, then as they were added."""
        return sorted(self, key=Job.place)


class Job(BoardOwned):
    """One job in one office. `fraction` is the part of a full-time one; without a member it is vacant.

    A replacement stands beside who is away and uses no weight: the titular's job is the one of the formation.
    `member` and `replaced` say who; `person` and `replaces` are their labels, so that a plan is read as one table.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="jobs")
    office = models.CharField(_("office"), max_length=30, choices=Office.choices)
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="jobs", verbose_name=_("Person")
    )
    person = models.CharField(_("person"), max_length=140, blank=True)
    fraction = models.DecimalField(_("fraction"), max_digits=5, decimal_places=4)
    kind = models.CharField(_("kind"), max_length=14, choices=JobKind.choices, default=JobKind.PERMANENT)
    replaced = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="replacements", verbose_name=_("Replaces")
    )
    replaces = models.CharField(_("replaces"), max_length=140, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(fraction__gt=0, fraction__lte=1), name="job_fraction_within_a_full_job"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["plan"])]

    def __str__(self) -> str:
        return f"{self.office} {self.fraction}"

    @property
    def percent(self) -> Decimal:
        """The fraction as people write it: 50, 62.5."""
        found = (self.fraction * 100).normalize()
        return found.quantize(Decimal(1)) if found == found.to_integral_value() else found

    def place(self) -> tuple[int, UUID]:
        """Where it stands in a plan: by office as the circular lists them, then as it was added."""
        return OFFICE_ORDER[self.office], self.pk

    def facts(self) -> dict[str, str]:
        """Everything about it, as a step keeps it; what it does not have is left out."""
        more = {
            "member": _id(self.member_id),
            "replaced": _id(self.replaced_id),
            "replaces": self.replaces,
            "starts_on": _iso(self.starts_on),
            "ends_on": _iso(self.ends_on),
        }
        return {
            "plan": str(self.plan_id),
            "office": self.office,
            "person": self.person,
            "fraction": str(Decimal(self.fraction).normalize()),
            "kind": self.kind,
            **{name: value for name, value in more.items() if value},
        }


def _id(pk: UUID | None) -> str:
    return str(pk) if pk else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


class Step(BoardOwned):
    """One change to jobs, with what each was before and after: undone in the order they were made, the last first."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps")
    act = models.CharField(max_length=10)
    changes = models.JSONField()  # [{id, before: facts or null, after: facts or null}]
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["plan", "-at"], name="steps_to_undo", condition=models.Q(undone_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"

    @property
    def said(self) -> str:
        """What undoing it takes back."""
        return str(ACTS[self.act])

    @property
    def plan_ids(self) -> set[UUID]:
        """Every plan it touched: a move touches two."""
        facts = [one[side] for one in self.changes for side in ("before", "after") if one[side]]
        return {UUID(one["plan"]) for one in facts}
