"""What was laid down and what was sent, as it stood that day: kept beside the plan, which goes on changing."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned, User

from .plan import Job, Office


class FormationQuerySet(models.QuerySet["Formation"]):
    def visible_to(self, actor: Actor, right: str = "staffing.plan") -> "FormationQuerySet":
        return self.filter(board__in=actor.reach(right).boards)


class Formation(BoardOwned):
    """One moment in the history of a school year's formation. It is written once; nobody changes it afterwards."""

    class Event(models.TextChoices):
        CHOSEN = "chosen", _("became the formation that counts")
        SENT = "sent", _("sent to the agency")

    school_year = models.CharField(_("school year"), max_length=9)
    event = models.CharField(max_length=6, choices=Event.choices)
    plan = models.UUIDField()  # no key: a scenario may be thrown away, its history stays
    name = models.CharField(_("scenario"), max_length=60)
    on = models.DateField()
    reason = models.TextField(_("why"), blank=True)
    negotiated_on = models.DateField(_("negotiated in the local committee on"), null=True, blank=True)
    total_weight = models.DecimalField(max_digits=9, decimal_places=4)
    linear_weight = models.DecimalField(max_digits=9, decimal_places=4)
    jobs = models.JSONField()  # the facts of each job, as a step keeps them
    before = models.JSONField(default=list)  # those of the formation that counted until then
    redundant = models.JSONField(default=list)  # who lost a permanent job: {person, office, percent}
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = FormationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["board", "school_year"], name="history_of_a_formation")
        ]

    def __str__(self) -> str:
        return f"{self.school_year} {self.name} {self.event}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises TypeError for a row that stands: what was sent is locked."""
        if not self._state.adding:
            raise TypeError("a moment of the history is written once")
        super().save(*args, **kwargs)

    @property
    def by_office(self) -> list[Job]:
        """The jobs as they stood then."""
        return sorted((job_of(facts) for facts in self.jobs), key=lambda job: list(Office.values).index(job.office))

    @property
    def lost(self) -> list[str]:
        """Who became redundant, by name."""
        return [f"{one['person']} ({Office(one['office']).label}, {one['percent']}%)" for one in self.redundant]


def job_of(facts: dict[str, str]) -> Job:
    """A job as it was, with an id of its own: it stands in no plan."""
    return Job(
        id=uuid7(),
        office=facts["office"],
        person=facts["person"],
        fraction=Decimal(facts["fraction"]),
        kind=facts["kind"],
    )
