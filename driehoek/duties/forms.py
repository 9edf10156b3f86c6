"""The evidence with which a duty is discharged (ALL-1)."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from driehoek.access.forms import ExistingDay, dated

from .daily import HOURS


class DailyMailForm(forms.Form):
    """At which hour the daily mail comes; none for no mail."""

    hour = forms.TypedChoiceField(
        label=_("A mail with how much is to be done"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("no mail")), *((hour, f"{hour}:00") for hour in HOURS)],
    )


class EvidenceForm(forms.Form):
    """Who was spoken to, when, how and what came of it. It is kept with the duty as it was written."""

    sometimes = ("who",)

    class How:
        CHOICES = [
            ("phone", _("by telephone")),
            ("talk", _("in a talk")),
            ("letter", _("by letter")),
            ("mail", _("by mail or message")),
            ("done", _("done, nobody needed to be spoken to")),
        ]

    how = forms.ChoiceField(label=_("How"), choices=How.CHOICES, widget=forms.RadioSelect, initial="phone")
    who = forms.CharField(
        label=_("With whom"), max_length=200, required=False, help_text=_("Empty only if nobody had to be spoken to.")
    )
    on = ExistingDay(label=_("On"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    at = forms.TimeField(label=_("At"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    outcome = forms.CharField(
        label=_("Outcome"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In short, without confidential details: everybody who sees this duty can read it."),
    )

    def __init__(self, *args: Any, fact: date | None = None, **options: Any) -> None:
        """`fact`: the day of what the duty is about, where it names one; nothing was done about it before."""
        super().__init__(*args, **options)
        self.fact = fact

    def clean_on(self) -> date | None:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Enter the day on which it was done."))
        return dated(on, timezone.localdate(), self.fact)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("how") not in {None, "done"} and not found.get("who"):
            self.add_error("who", _("Enter who was spoken to or written to."))
        return found

    def evidence(self) -> dict[str, str]:
        """As it is kept: text only, empty fields left out."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in (None, "")}
