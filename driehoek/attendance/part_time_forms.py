"""The form of the half days on which a nursery child stays at home."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.forms import ExistingDay

from .part_time import half_days_of_a_week
from .thresholds import Ground

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PartTimeForm(forms.Form):
    """Which half days of a week, from when and until when; none ticked ends it."""

    first_day = ExistingDay(label=gettext_lazy("From"), widget=DAY)
    last_day = ExistingDay(
        label=gettext_lazy("Until and including"),
        widget=DAY,
        required=False,
        help_text=gettext_lazy("Left empty: until the end of that school year. Then it is agreed again."),
    )
    pattern = forms.MultipleChoiceField(
        label=gettext_lazy("Stays at home on"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Tick none to let the child come every half day again from that day."),
    )

    def __init__(self, *args: Any, ground: Ground, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ground = ground
        week = half_days_of_a_week(ground.calendar, ground.school.jurisdiction)
        self.fields["pattern"].choices = week  # type: ignore[attr-defined]  # its own field

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("first_day"), found.get("last_day")
        if not isinstance(first, date):
            return found
        end = self.ground.calendar.year_of(first)[1]
        if isinstance(last, date) and last < first:
            self.add_error("last_day", _("This day is before the first day."))
        elif isinstance(last, date) and last > end:
            self.add_error("last_day", _("That is in another school year: agree it again then."))
        return found
