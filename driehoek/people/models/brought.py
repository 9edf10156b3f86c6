"""What a child brings along from a former school, which nobody here could count (ATT-2, ATT-5, ATT-6)."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.access.models import BoardOwned, User

from .people import LABEL, Pupil

MOST_HALF_DAYS, MOST_NOTES = 400, 40  # no school year has more


class Brought(BoardOwned):
    """The counts of one school year as the former school gives them, up to the day the child left it."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="brought")
    school_year = models.CharField(_("school year"), max_length=9)
    school_name = models.CharField(_("former school"), max_length=200)
    until = models.DateField(_("counted up to and including"))
    unauthorised = models.PositiveSmallIntegerField(
        _("half days of problematic absence"), default=0, validators=[MaxValueValidator(MOST_HALF_DAYS)]
    )
    notes = models.PositiveSmallIntegerField(
        _("parents' notes used for illness"), default=0, validators=[MaxValueValidator(MOST_NOTES)]
    )
    present = models.PositiveSmallIntegerField(
        _("half days present (nursery)"), default=0, validators=[MaxValueValidator(MOST_HALF_DAYS)]
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        app_label = LABEL
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "pupil", "school_year"], name="brought_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.school_year}"
