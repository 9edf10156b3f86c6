"""Accidents as the labour inspectorate asks for them, and the yearly look at their register (SAF-7; annexes 6, 8)."""

from typing import ClassVar
from uuid import UUID

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.models import BoardOwned, User
from driehoek.schools.models import School

from .incidents import Thread


class Accident(BoardOwned):
    """The fields of annex 8 about one victim; who and where come from the thread, the school and its letterhead.

    `reported` and `listed`: what `nl.accident.serious` answered to these facts on the day they were recorded.
    """

    class Sex(models.TextChoices):
        UNKNOWN = "", _("unknown")
        MALE = "m", _("man or boy")
        FEMALE = "f", _("woman or girl")
        OTHER = "x", "x"

    thread = models.OneToOneField(Thread, models.CASCADE, related_name="accident")
    died = models.BooleanField(_("the accident was fatal"), null=True, blank=True)
    admitted = models.BooleanField(_("admission to a hospital was needed"), null=True, blank=True)
    admitted_within_hours = models.DecimalField(
        _("hours between accident and admission"),
        max_digits=6,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    lasting_harm = models.BooleanField(_("the harm will probably be lasting"), null=True, blank=True)
    absent_working_days = models.PositiveSmallIntegerField(_("working days absent so far"), null=True, blank=True)
    expected_absence = models.CharField(_("expected length of absence"), max_length=100, blank=True)
    injury = models.CharField(_("kind of injury"), max_length=300, blank=True)
    injured_part = models.CharField(_("place of the injury on the body"), max_length=200, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, blank=True)
    nationality = models.CharField(_("nationality"), max_length=60, blank=True)
    employed_since = models.DateField(_("employed since"), null=True, blank=True)
    activity = models.CharField(_("what the victim was doing just before"), max_length=500, blank=True)
    nature = models.CharField(_("nature of the accident"), max_length=500, blank=True)
    equipment = models.CharField(_("tools, equipment or substances involved"), max_length=300, blank=True)
    registration = models.CharField(_("Chamber of Commerce number of the employer"), max_length=20, blank=True)
    people_employed = models.PositiveIntegerField(_("number of people employed"), null=True, blank=True)
    reporter_phone = models.CharField(_("telephone of who reports it"), max_length=40, blank=True)
    inspectorate_told_on = models.DateField(_("labour inspectorate told on"), null=True, blank=True)
    responders_told_on = models.DateField(_("emergency responders told on"), null=True, blank=True)
    council_told_on = models.DateField(_("participation council told on"), null=True, blank=True)
    reported = models.BooleanField(default=False)
    listed = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def must_be_told(self) -> bool:
        """Whether the law asks to report it and nobody has."""
        return self.reported and self.inspectorate_told_on is None

    @property
    def origin(self) -> str:
        return f"accident:{self.thread_id}"

    @property
    def school_id(self) -> UUID:
        return self.thread.school_id

    @property
    def pupil_id(self) -> UUID | None:
        return self.thread.pupil_id


class RegisterReview(BoardOwned):
    """The accident register of a calendar year was looked at: what it tells, and what the school does with it."""

    school = models.ForeignKey(School, models.CASCADE, related_name="accident_reviews")
    year = models.PositiveSmallIntegerField(_("year"))
    on = models.DateField(_("on"))
    conclusions = models.TextField(_("what it tells"))
    measures = models.TextField(_("what changes"), blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "school", "year"], name="register_reviewed_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.year}"
