"""Forms of the CLB worker and of the school that answers."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.access.forms import ExistingDay
from driehoek.access.limits import Limit, use
from driehoek.access.reading import Purpose
from driehoek.clb.models import ReportRequest
from driehoek.clb.queries import clb_workers
from driehoek.letters.invitations import Appointment
from driehoek.pupils.models import Entry
from driehoek.schools.models import School

MOST = Limit(30, 3600)  # invitations by one account: they go to any address with words of one's own


class PurposeForm(forms.Form):
    sometimes = ("words",)
    purpose = forms.ChoiceField(
        label=_("What do you open this file for?"), choices=Purpose.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("The other purpose, in your own words"),
        max_length=200,
        required=False,
        strip=True,
        help_text=_("Without names. It stands in the journal, which the parents can ask for."),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("purpose") == Purpose.OTHER and len(found.get("words", "")) < 5:
            self.add_error("words", _("Say in a few words what the other purpose is."))
        return found

    @property
    def stated(self) -> str:
        """The code of a known purpose, or the reader's own words."""
        purpose: str = self.cleaned_data["purpose"]
        return str(self.cleaned_data["words"]) if purpose == Purpose.OTHER else purpose


class ReportRequestForm(forms.ModelForm[ReportRequest]):
    class Meta:
        model = ReportRequest
        fields = ("what", "details", "why", "needed_by")
        widgets = {
            "needed_by": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "why": forms.Textarea({"rows": 3}),
        }

    def clean_needed_by(self) -> Any:
        day = self.cleaned_data["needed_by"]
        if day < timezone.localdate():
            raise ValidationError(_("This day is past. Choose today or a later day."))
        return day


class AnswerForm(forms.ModelForm[ReportRequest]):
    class Meta:
        model = ReportRequest
        fields = ("answer", "answer_text", "entry")
        widgets = {"answer": forms.RadioSelect, "answer_text": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = forms.ChoiceField(
            label=_("answer"), choices=[one for one in ReportRequest.Answer.choices if one[0]], widget=forms.RadioSelect
        )
        entries = Entry.objects.visible_to(actor).filter(pupil=self.instance.pupil).order_by("-day")
        self.fields["entry"] = forms.ModelChoiceField(
            entries, required=False, label=_("the entry in the file"), empty_label=_("none")
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("answer") == ReportRequest.Answer.NO and not found.get("answer_text"):
            self.add_error("answer_text", _("Explain why it is not added: the CLB worker reads this."))
        if found.get("answer") == ReportRequest.Answer.ADDED and not found.get("entry"):
            self.add_error("entry", _("Choose the entry that was added."))
        return found


class InvitationForm(forms.Form):
    """An appointment that counts: it goes out by mail with a calendar file (ACC-7)."""

    sometimes = ("workers",)

    workers = forms.MultipleChoiceField(label=_("CLB"), widget=forms.CheckboxSelectMultiple, required=False)
    others = forms.CharField(label=_("Other addresses, with commas between"), required=False, max_length=500)
    day = ExistingDay(label=_("Day"), widget=forms.DateInput({"type": "date"}))
    begins = forms.TimeField(label=_("From"), widget=forms.TimeInput({"type": "time"}))
    ends = forms.TimeField(label=_("Until"), widget=forms.TimeInput({"type": "time"}))
    place = forms.CharField(label=_("Place"), max_length=200)
    subject = forms.CharField(
        label=_("What about"), max_length=200, help_text=_("Without names of pupils: this goes by ordinary mail.")
    )

    def __init__(self, *args: Any, school: School, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school, self.account = school, actor.account
        choices = [(row.user.email, str(row.user)) for row in clb_workers(school, actor)]
        self.fields["workers"].choices = choices  # type: ignore[attr-defined]  # the stubs know choices on the widget only

    def clean_others(self) -> list[str]:
        found = [part.strip() for part in self.cleaned_data["others"].split(",") if part.strip()]
        for address in found:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(_("%(text)s is not a mail address."), params={"text": address}) from None
        return found

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("workers") and not found.get("others"):
            self.add_error("workers", _("Choose who is invited, or give an address."))
        if found.get("begins") and found.get("ends") and found["ends"] <= found["begins"]:
            self.add_error("ends", _("The end lies before the beginning."))
        if found.get("day") and found["day"] < timezone.localdate():
            self.add_error("day", _("This day is past. Choose today or a later day."))
        if not self.errors and not use("invitation", str(self.account), MOST):
            self.add_error(None, _("You sent many invitations this hour. Nothing was sent: try again in an hour."))
        return found

    @property
    def appointment(self) -> Appointment:
        data = self.cleaned_data
        return Appointment(
            uid=uuid7(),
            start=timezone.make_aware(datetime.combine(data["day"], data["begins"])),
            end=timezone.make_aware(datetime.combine(data["day"], data["ends"])),
            place=data["place"],
            school=self.school.name,
            about=data["subject"],
        )

    @property
    def addresses(self) -> list[str]:
        return list(dict.fromkeys([*self.cleaned_data["workers"], *self.cleaned_data["others"]]))
