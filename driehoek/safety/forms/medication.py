"""What people fill in about medicines (SAF-14)."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.access.forms import dated
from driehoek.access.models import User
from driehoek.access.queries import in_force
from driehoek.people.models import Guardian, Pupil
from driehoek.pupils.forms.others import AttachmentForm
from driehoek.safety.actions.medication import Given
from driehoek.safety.models.medication import Dose, MedicationForm
from driehoek.safety.queries import medication as queries

BETWEEN = re.compile(r"[\s,;]+")
CLOCK = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")
SIGNED = ("parent_signed_on", "physician_signed_on")


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TimesField(forms.CharField):
    """Times of the day as people write them, 12:00, 15.30; kept as a sorted list of "12:00"."""

    def clean(self, value: Any) -> Any:
        found = set()
        for word in BETWEEN.split(super().clean(value) or ""):
            if not word:
                continue
            clock = CLOCK.fullmatch(word)
            if clock is None:
                raise forms.ValidationError(
                    _("“%(word)s” is not a time of the day. Write 12:00, 15:30."), params={"word": word}
                )
            found.add(f"{int(clock[1]):02}:{clock[2]}")
        return sorted(found)


class FormOfMedicine(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """The signed form, as it lies on the table."""

    sometimes = ("consents",)

    times = TimesField(
        label=gettext_lazy("Times of the day"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("With commas between: 12:00, 15:30. Leave it empty for a medicine when it is needed."),
    )
    consents = forms.BooleanField(
        label=gettext_lazy("With this signature the parent also agrees that the school keeps these data on health"),
        help_text=gettext_lazy("The form we print says so. Without written consent nothing about health is kept."),
        required=False,
    )

    class Meta:
        model = MedicationForm
        fields = (
            "medicine",
            "dose",
            "times",
            "most_a_day",
            "hours_between",
            "instructions",
            "first_day",
            "last_day",
            "storage",
            "expires_on",
            "physician",
            "physician_phone",
            "physician_signed_on",
            "parent",
            "parent_signed_on",
            "consents",
        )
        widgets = {
            "instructions": forms.Textarea(attrs={"rows": 3}),
            "physician_phone": forms.TextInput(attrs={"type": "tel"}),
            **{name: day_input() for name in ("first_day", "last_day", "expires_on", *SIGNED)},
        }

    def __init__(self, *args: Any, actor: Actor, pupil: Pupil, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.pupil, self.instance.pupil = actor, pupil, pupil
        parents = Guardian.objects.filter(guardianships__pupil=pupil, guardianships__has_authority=True)
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]  # its own field
        self.fields["parent"].help_text = (
            ""
            if parents
            else _("Nobody with parental authority is known around this child. Add the parent to the file first.")
        )
        if queries.consents_to_health(pupil, actor.on):
            del self.fields["consents"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("This day is before the first day."))
        if data.get("expires_on") and data["expires_on"] < self.actor.on:
            self.add_error("expires_on", _("This medicine is past its date: do not take it in, ask for a new one."))
        for name in SIGNED:
            if data.get(name) and data[name] > self.actor.on:
                self.add_error(name, _("This day is still to come."))
        if not data.get("times") and not data.get("most_a_day") and "times" not in self.errors:
            self.add_error("most_a_day", _("For a medicine when it is needed the form says how often a day at most."))
        self._clean_consent(data)
        return data

    def _clean_consent(self, data: dict[str, Any]) -> None:
        if "consents" not in self.fields:
            return
        if not data.get("consents"):
            self.add_error("consents", _("Without the parents' written consent nothing about health is kept."))
        if not data.get("parent_signed_on") and "parent_signed_on" not in self.errors:
            self.add_error("parent_signed_on", _("The parent signs first: without that there is no consent either."))


class ChangeForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """What may still change on a form: a signature that came, a new box, another place."""

    class Meta:
        model = MedicationForm
        fields = ("storage", "expires_on", "physician_phone", *SIGNED)
        widgets = {name: day_input() for name in ("expires_on", *SIGNED)}

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        for name in SIGNED:
            if getattr(self.instance, name):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in SIGNED:
            if data.get(name) and data[name] > self.actor.on:
                self.add_error(name, _("This day is still to come."))
        return data


class StopForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("Nothing is given any more from"), widget=day_input())
    why = forms.CharField(label=gettext_lazy("Why it stops"), max_length=300)


class ScanForm(AttachmentForm):
    """The signed form as a scan or photograph."""


class DoseForm(forms.Form):
    """A dose: which time of the form it belongs to, when, what happened, how much."""

    slot = forms.ChoiceField(label=gettext_lazy("Time on the form"), required=False, widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=Dose.Outcome.choices,
        initial=Dose.Outcome.GIVEN,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=gettext_lazy("Day"), widget=day_input())
    clock = forms.TimeField(label=gettext_lazy("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    amount = forms.CharField(label=gettext_lazy("How much"), max_length=100, required=False)
    remarks = forms.CharField(label=gettext_lazy("Remarks"), max_length=500, required=False)
    by: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Given by"), required=False, empty_label=gettext_lazy("myself")
    )

    def __init__(self, *args: Any, form: MedicationForm, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.form, self.actor = form, actor
        now = timezone.localtime(actor.at)
        first = {"day": now.date(), "clock": now.time(), "amount": form.dose}
        self.initial = {**first, **self.initial}
        self.fields["slot"].choices = [(one, one) for one in form.times]  # type: ignore[attr-defined]  # its own field
        if not form.times:
            del self.fields["slot"]
        else:
            self.fields["slot"].required = True
        staff = form.school.appointments.filter(in_force(actor.on, actor.at)).exclude(function="parent")
        colleagues = User.objects.filter(pk__in=staff.values("user")).exclude(pk=actor.account)
        self.fields["by"].queryset = colleagues.order_by("family_name", "given_name")  # type: ignore[attr-defined]  # as above

    def clean_day(self) -> date | None:
        return dated(self.cleaned_data["day"], self.actor.on)

    @property
    def given(self) -> Given:
        data = self.cleaned_data
        at = timezone.make_aware(datetime.combine(data["day"], data["clock"] or time.min))
        return Given(
            at=min(at, self.actor.at) if _same_minute(at, self.actor.at) else at,
            slot=data.get("slot", ""),
            outcome=data["outcome"],
            amount=data["amount"],
            remarks=data["remarks"],
            by=data["by"],
        )


def _same_minute(one: datetime, other: datetime) -> bool:
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


class CorrectDoseForm(DoseForm):
    reason = forms.CharField(
        label=gettext_lazy("Why you correct it"),
        max_length=300,
        help_text=gettext_lazy("The line as it was stays in the register, with this reason."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why it never happened"), max_length=300)
