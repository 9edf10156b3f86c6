"""Forms of surveys: a round, codes for a group, and the questions somebody answers."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.safetyplan import catalogue
from driehoek.safetyplan.models import Survey
from driehoek.safetyplan.models.surveys import Audience
from driehoek.schools.models import Group, School

from .fields import day_input

MOST_CODES = 400


class SurveyForm(forms.ModelForm[Survey]):
    class Meta:
        model = Survey
        fields = ("audience", "opens", "closes")
        widgets = {"opens": day_input(), "closes": day_input()}

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        opens, closes = data.get("opens"), data.get("closes")
        if opens and closes and closes < opens:
            self.add_error("closes", _("The last day is before the first."))
        elif closes and closes < self.on:
            self.add_error("closes", _("This day is past: nobody could answer."))
        return data


class CodesForm(forms.Form):
    """How many codes, for which group; parents and pupils are asked per group, staff together."""

    group = forms.ModelChoiceField(Group.objects.none(), label=capfirst(gettext_lazy("group")))
    number = forms.IntegerField(label=capfirst(gettext_lazy("how many codes")), min_value=1, max_value=MOST_CODES)

    def __init__(self, *args: Any, school: School, school_year: str, audience: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if audience == Audience.STAFF:
            del self.fields["group"]
        else:
            rows = Group.objects.filter(school=school, school_year=school_year, composite=False)
            self.fields["group"] = forms.ModelChoiceField(rows, label=capfirst(gettext_lazy("group")))
            self.order_fields(["group", "number"])


class EnterForm(forms.Form):
    code = forms.CharField(label=capfirst(gettext_lazy("your code")), max_length=20)


class AnswerForm(forms.Form):
    """The questions of an audience, each with four answers. All are asked; none of them is about a person by name."""

    def __init__(self, *args: Any, audience: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in catalogue.questions(audience):
            self.fields[one.code] = forms.TypedChoiceField(
                label=one.text,
                choices=catalogue.answers(),
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the four.")},
            )

    def given(self) -> dict[str, int]:
        return dict(self.cleaned_data)
