"""All weekdays in one form: most schools have the same hours every day, Wednesday afternoon aside (ORG-3)."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import School, Weekday
from .queries import USUAL_AFTERNOON, USUAL_MORNING, WEDNESDAY

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
DAYS = range(5)


class HoursForm(forms.Form):
    morning_from = forms.TimeField(label=gettext_lazy("lessons from"), widget=TIME)
    morning_until = forms.TimeField(label=gettext_lazy("morning until"), widget=TIME)
    afternoon_from = forms.TimeField(label=gettext_lazy("afternoon from"), widget=TIME)
    afternoon_until = forms.TimeField(label=gettext_lazy("lessons until"), widget=TIME)
    wednesday = forms.BooleanField(label=gettext_lazy("Lessons on Wednesday afternoon too"), required=False)
    care_until = forms.TimeField(label=gettext_lazy("after-school care until"), widget=TIME, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    @staticmethod
    def of(school: School) -> dict[str, Any]:
        """The hours of Monday where they stand, else the usual ones."""
        first = school.weekdays.filter(afternoon_from__isnull=False).first()
        dutch = school.jurisdiction == "nl"
        if first is None:
            usual = dict(zip(NAMES, (*USUAL_MORNING, *USUAL_AFTERNOON), strict=True))
            return {**usual, "wednesday": dutch, "care_until": None}
        noon = school.weekdays.filter(weekday=WEDNESDAY, afternoon_from__isnull=False).exists()
        return {name: getattr(first, name) for name in (*NAMES, "care_until")} | {"wednesday": noon}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        times: list[time] = [data[name] for name in NAMES if data.get(name)]
        if times != sorted(times):
            self.add_error(None, _("The hours do not follow each other: start, end of the morning, afternoon, end."))
        return data

    def rows(self) -> list[Weekday]:
        """One row per weekday; a Wednesday without an afternoon has none."""
        told = self.cleaned_data
        morning_only = {"afternoon_from": None, "afternoon_until": None}
        hours = {name: told[name] for name in (*NAMES, "care_until")}
        return [
            Weekday(weekday=day, **(hours | (morning_only if day == WEDNESDAY and not told["wednesday"] else {})))
            for day in DAYS
        ]


NAMES = ("morning_from", "morning_until", "afternoon_from", "afternoon_until")
