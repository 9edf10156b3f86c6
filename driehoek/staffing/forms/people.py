"""Forms about people: who holds a job and when, who somebody is, and leave."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from driehoek.access.models import User
from driehoek.staffing.models import Centre, Job, JobKind, Leave, Member

from .fields import PercentField
from .plans import DAY


class MoreForm(forms.ModelForm[Job]):
    """Who holds a job, from when until when, and whom a replacement stands in for."""

    new_name = forms.CharField(
        label=_("Or somebody new: the name"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    class Meta:
        model = Job
        fields = ("member", "starts_on", "ends_on", "replaced")
        widgets = {"starts_on": DAY, "ends_on": DAY}

    field_order = ("member", "new_name", "starts_on", "ends_on", "replaced")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Member.objects.filter(board=self.instance.board_id)
        here = self.instance.plan.jobs.exclude(kind=JobKind.REPLACEMENT).exclude(pk=self.instance.pk)
        away = Q(jobs__in=here) | Q(pk=self.instance.replaced_id)
        _among(self.fields["member"], people, _("vacant"))
        if self.instance.kind == JobKind.REPLACEMENT:
            _among(self.fields["replaced"], people.filter(away).distinct(), _("nobody yet"))
        else:
            del self.fields["replaced"]

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {})

    @property
    def facts(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        if new := found.pop("new_name"):
            del found["member"]
            found["person"] = new
        return found


class PersonForm(forms.ModelForm[Member]):
    """Who somebody is: what tells two of one name apart, and since when in service."""

    class Meta:
        model = Member
        fields = ("name", "born_on", "in_service_since", "account")
        widgets = {"born_on": DAY, "in_service_since": DAY}
        help_texts = {
            "born_on": _("Needed where two people of the centre have the same name."),
            "in_service_since": _("It stands beside the name where somebody loses a permanent job."),
            "account": _("Where this person works with Driehoek for the centre."),
        }

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.board_id = centre.pk
        workers = User.objects.filter(appointments__board=centre.pk, appointments__school=None)
        _among(self.fields["account"], workers.distinct(), _("none"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for name in ("born_on", "in_service_since"):
            if found.get(name) and found[name] > timezone.localdate():
                self.add_error(name, _("This day is still to come."))
        return found


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


def _among(field: forms.Field, rows: Any, nobody: Any) -> None:
    if isinstance(field, forms.ModelChoiceField):
        field.queryset, field.empty_label = rows, nobody


def _in_order(form: forms.ModelForm[Any], found: dict[str, Any]) -> dict[str, Any]:
    first, last = found.get("starts_on"), found.get("ends_on")
    if first and last and last < first:
        form.add_error("ends_on", _("The last day lies before the first one."))
    return found
