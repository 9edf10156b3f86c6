"""Forms about forms: which one to make, and when it was sent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from driehoek.staffing.models import Paper

from .fields import SchoolYearField
from .plans import DAY


class MakeForm(forms.Form):
    """Which of the forms of a year; `explanation`: why the plan deviates, where it does."""

    school_year = SchoolYearField(label=_("School year"))
    kind = forms.ChoiceField(label=_("form"), choices=Paper.Kind.choices)
    about = forms.UUIDField(required=False, widget=forms.HiddenInput)
    explanation = forms.CharField(label=_("why the plan deviates"), required=False, max_length=5000)


class SentForm(forms.Form):
    sent_on = forms.DateField(label=_("sent on"), widget=DAY)

    def clean_sent_on(self) -> Any:
        day = self.cleaned_data["sent_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day
