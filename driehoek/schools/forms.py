"""Forms of a school's own facts: hours, calendar, sites, outside bodies, own values of the lawbook."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lawbook.values import FIXED_LEVELS, Parameter, parameters

from .hours import NAMES, TIME, HoursForm
from .law import override
from .models import ClbMoment, Closure, OutsideBody, ParameterOverride, School, Site, Weekday

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
Kind = OutsideBody.Kind
WEEKDAYS = [
    (0, gettext_lazy("Monday")),
    (1, gettext_lazy("Tuesday")),
    (2, gettext_lazy("Wednesday")),
    (3, gettext_lazy("Thursday")),
    (4, gettext_lazy("Friday")),
]
# Outside bodies that only the other country has.
ELSEWHERE = {
    "be": {Kind.ATTENDANCE_OFFICER, Kind.HEALTH, Kind.REPORTING_CENTRE},
    "nl": {
        Kind.CONSULTATION_PLATFORM, Kind.PUPIL_RIGHTS, Kind.GOOD_GOVERNANCE, Kind.SUPPORT_NETWORK, Kind.CLB,
        Kind.CLB_CHAT,
    },
}  # fmt: skip


class OfSchool(forms.ModelForm[Any]):
    """A row of one school: the form knows the school, so that its checks may look at the school's other rows."""

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school = school


class SchoolForm(OfSchool):
    class Meta:
        model = School
        fields = ("name", "official_number", "region", "phone", "email", "cut_off", "bullying_follows")
        widgets = {"cut_off": TIME}
        labels = {"region": gettext_lazy("holiday region")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.school.jurisdiction == "be":  # the three holiday regions are Dutch, and so is the protocol
            del self.fields["region"], self.fields["bullying_follows"]


class ParentsForm(OfSchool):
    """The two numbers of ORG-8."""

    class Meta:
        model = School
        fields = ("parents", "parents_asking")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        parents, asking = data.get("parents"), data.get("parents_asking")
        if parents is not None and asking is not None and asking > parents:
            self.add_error("parents_asking", _("More parents ask than there are parents. Check both numbers."))
        return data


class WeekdayForm(OfSchool):
    weekday = forms.TypedChoiceField(label=gettext_lazy("weekday"), choices=WEEKDAYS, coerce=int)

    class Meta:
        model = Weekday
        fields = (
            "weekday",
            "opens",
            "supervision_from",
            "morning_from",
            "morning_until",
            "afternoon_from",
            "afternoon_until",
            "care_until",
        )
        widgets = {name: TIME for name in fields if name != "weekday"}
        labels = {name: HoursForm.base_fields[name].label for name in NAMES}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        times = [data.get(name) for name in ("morning_from", "morning_until", "afternoon_from", "afternoon_until")]
        given = [time for time in times if time]
        if given != sorted(given):
            self.add_error(None, _("The hours do not follow each other: start, end of the morning, afternoon, end."))
        if bool(times[2]) != bool(times[3]):
            self.add_error("afternoon_until", _("Fill in both the start and the end of the afternoon, or neither."))
        taken = self.school.weekdays.exclude(pk=self.instance.pk).values_list("weekday", flat=True)
        if data.get("weekday") in taken:
            self.add_error("weekday", _("The hours of this weekday are there already; change those."))
        return data


class ClosureForm(OfSchool):
    class Meta:
        model = Closure
        fields = ("kind", "first", "last", "title")
        widgets = {"first": DAY, "last": DAY}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first day."))
        elif first and last:
            self._refuse_a_day_that_stands_there(first, last)
        return data

    def _refuse_a_day_that_stands_there(self, first: date, last: date) -> None:
        same = self.school.closures.filter(first__lte=last, last__gte=first).exclude(pk=self.instance.pk).first()
        if same:
            self.add_error(
                "first",
                _("%(name)s stands there already on these days. Change or remove that first.") % {"name": same.name},
            )


class ClbMomentForm(OfSchool):
    """The weekly moment of the CLB anchor person; one for each half day at a time."""

    weekday = forms.TypedChoiceField(label=gettext_lazy("weekday"), choices=WEEKDAYS, coerce=int)

    class Meta:
        model = ClbMoment
        fields = ("weekday", "part", "first_day", "last_day")
        widgets = {"first_day": DAY, "last_day": DAY, "part": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"] = forms.ChoiceField(
            label=_("part of the day"), choices=ClbMoment.Part.choices, widget=forms.RadioSelect
        )
        self.fields["last_day"].help_text = _("Empty while it goes on.")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first day."))
        half_day = {name: data[name] for name in ("weekday", "part") if name in data}
        same = self.school.clb_moments.filter(**half_day).exclude(pk=self.instance.pk)
        if first and same.filter(Q(last_day=None) | Q(last_day__gte=first), first_day__lte=last or date.max).exists():
            self.add_error("weekday", _("This half day is a moment of the CLB already. Change that one."))
        return data


class SiteForm(OfSchool):
    class Meta:
        model = Site
        fields = ("name", "address")


class OutsideBodyForm(OfSchool):
    website = forms.URLField(label=gettext_lazy("website"), required=False, assume_scheme="https")

    class Meta:
        model = OutsideBody
        fields = ("kind", "name", "purpose", "phone", "email", "website")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = [(one.value, one.label) for one in Kind if one not in ELSEWHERE[self.school.jurisdiction]]
        self.fields["kind"] = forms.ChoiceField(label=gettext_lazy("kind"), choices=here)


def own_values(jurisdiction: str, on: date) -> list[Parameter]:
    """The numbers of the lawbook that a board may set itself: not those of a law or a circular."""
    return [
        one
        for one in parameters().values()
        if one.id.startswith(f"{jurisdiction}.")
        and isinstance(one.values[-1].amount, int | Decimal)
        and one.values[-1].source.level not in FIXED_LEVELS
        and one.starts[0] <= on
    ]


class OverrideForm(OfSchool):
    """A board's own value: the lawbook itself refuses it where a law or a circular fixes the number."""

    parameter = forms.ChoiceField(label=gettext_lazy("rule value"))

    class Meta:
        model = ParameterOverride
        fields = ("parameter", "amount", "valid_from", "source")
        widgets = {"valid_from": DAY}
        labels = {"amount": gettext_lazy("own value"), "valid_from": gettext_lazy("from")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "nl"
        choices = [(one.id, one.title[lang]) for one in own_values(self.school.jurisdiction, date.max)]
        self.fields["parameter"].choices = sorted(choices, key=lambda choice: choice[1])  # type: ignore[attr-defined]  # a ChoiceField

    def clean_amount(self) -> str:
        text: str = self.cleaned_data["amount"].replace(",", ".").strip()
        try:
            Decimal(text)
        except InvalidOperation:
            raise forms.ValidationError(_("Give a number, such as 5 or 2.5.")) from None
        return text

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if {"parameter", "valid_from", "amount", "source"} <= data.keys() and not override(
            data["parameter"], data["valid_from"], data["amount"], data["source"]
        ):
            self.add_error("parameter", _("This value is fixed by law or circular on that day."))
        return data
