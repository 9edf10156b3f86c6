"""Forms about a person of a plan: the days of a job, service, and leave."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from driehoek.staffing.models import Job, JobKind, Leave, Member

from .fields import PercentField
from .plans import DAY


class MoreForm(forms.ModelForm[Job]):
    """From when until when a job runs, and whom a replacement stands in for."""

    class Meta:
        model = Job
        fields = ("starts_on", "ends_on", "replaces")
        widgets = {"starts_on": DAY, "ends_on": DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = (
            self.instance.plan.jobs.exclude(kind=JobKind.REPLACEMENT).exclude(person="").exclude(pk=self.instance.pk)
        )
        names = sorted({*people.values_list("person", flat=True), self.instance.replaces} - {""})
        if self.instance.kind == JobKind.REPLACEMENT:
            choices = [("", _("nobody yet")), *((name, name) for name in names)]
            self.fields["replaces"] = forms.ChoiceField(label=_("Replaces"), choices=choices, required=False)
        else:
            del self.fields["replaces"]

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {})


class ServiceForm(forms.ModelForm[Member]):
    """Since when somebody is in service of the centre."""

    class Meta:
        model = Member
        fields = ("in_service_since",)
        widgets = {"in_service_since": DAY}
        help_texts = {"in_service_since": _("It stands beside the name where somebody loses a permanent job.")}

    def clean_in_service_since(self) -> Any:
        day = self.cleaned_data["in_service_since"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day


class LeaveForm(forms.ModelForm[Leave]):
    """Away from when until when, and for how much."""

    fraction = PercentField(label=_("Away for, in percent of a full job"), initial="100")

    class Meta:
        model = Leave
        fields = ("starts_on", "ends_on", "fraction")
        widgets = {"starts_on": DAY, "ends_on": DAY}
        help_texts = {"ends_on": _("Empty: nobody knows yet.")}

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {})


def _in_order(form: forms.ModelForm[Any], found: dict[str, Any]) -> dict[str, Any]:
    first, last = found.get("starts_on"), found.get("ends_on")
    if first and last and last < first:
        form.add_error("ends_on", _("The last day lies before the first one."))
    return found
