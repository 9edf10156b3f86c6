"""The accident as the labour inspectorate asks for it (annex 8), and the yearly look at the register (SAF-7)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from driehoek.access.actors import Actor
from driehoek.pupils.forms.others import not_later
from driehoek.safety.models import Accident, RegisterReview
from lawbook.plain import plain

from .report import DAY
from .threads import CorrectingForm

FACTS = ("died", "admitted", "admitted_within_hours", "lasting_harm", "absent_working_days")
FIELDS = (
    *FACTS, "injury", "injured_part", "expected_absence", "birth_date", "sex", "nationality", "employed_since",
    "activity", "nature", "equipment", "registration", "people_employed", "reporter_phone", "inspectorate_told_on",
    "responders_told_on", "council_told_on",
)  # fmt: skip
TOLD = ("inspectorate_told_on", "responders_told_on", "council_told_on")


class AccidentForm(CorrectingForm):
    """What is known of the outcome decides whether it is reported; the rest is what the form of annex 8 asks."""

    class Meta:
        model = Accident
        fields = FIELDS
        localized_fields = ("admitted_within_hours",)
        widgets = dict.fromkeys(("birth_date", "employed_since", *TOLD), DAY)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.before = {name: plain(getattr(self.instance, name)) for name in FIELDS}
        for name in ("died", "admitted", "lasting_harm"):
            answers: Any = self.fields[name].widget
            answers.choices = [("unknown", _("not known")), ("true", _("Yes")), ("false", _("No"))]
        if self.instance.recorded_by_id:
            self.ask_reason()

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("admitted_within_hours") is not None and not found.get("admitted"):
            self.add_error("admitted", _("The hours say that there was an admission. Say yes here, or leave them out."))
        for name in ("birth_date", "employed_since"):
            if found.get(name) and found[name] > self.actor.on:
                self.add_error(name, _("This day is still to come."))
        for name in TOLD:
            self._told(name, found.get(name))
        return found

    def _told(self, name: str, day: Any) -> None:
        if day is None:
            return
        try:
            not_later(day, self.actor)
        except forms.ValidationError as wrong:
            self.add_error(name, wrong)
        if day < self.instance.thread.incident.happened_at.date():
            self.add_error(name, _("This is before the accident."))

    def _says_otherwise(self, found: dict[str, Any]) -> bool:
        """What the pupil's file filled in beforehand is no correction."""
        return bool(self.instance.recorded_by_id) and super()._says_otherwise(found)


class ReviewForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """What the register of a year told, and what changes."""

    class Meta:
        model = RegisterReview
        fields = ("on", "conclusions", "measures")
        widgets = {"on": DAY}

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor

    def clean_on(self) -> object:
        return not_later(self.cleaned_data["on"], self.actor)
