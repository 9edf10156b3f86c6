"""Forms of plans, jobs and own weights."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from driehoek.staffing.checking import known_weight
from driehoek.staffing.figures import figure
from driehoek.staffing.models import Centre, Job, JobKind, Office, OwnWeight, Plan
from driehoek.web.dates import spoken_date

from .fields import PercentField, SchoolYearField, WeightField

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class PlanForm(forms.ModelForm[Plan]):
    """A scenario: which year, what it is called, the weights of the centre."""

    school_year = SchoolYearField(label=_("School year"))
    total_weight = WeightField(
        label=_("Total weight"), help_text=_("All weights of the centre for this school year, before transfers.")
    )
    linear_weight = WeightField(
        label=_("Linear weight"), help_text=_("The linear part of it: what may be handed over is a share of this.")
    )

    class Meta:
        model = Plan
        fields = ("school_year", "name", "total_weight", "linear_weight", "negotiated_on")
        widgets = {"negotiated_on": DAY}

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = centre
        if self.instance.school_year:
            del self.fields["school_year"]
        for name in ("total_weight", "linear_weight"):
            if self.initial.get(name) is not None:
                self.initial[name] = figure(self.initial[name])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        year, name = found.get("school_year") or self.instance.school_year, found.get("name")
        same = Plan.objects.filter(board=self.centre.pk, school_year=year, name=name).exclude(pk=self.instance.pk)
        if name and same.exists():
            self.add_error("name", _("This school year has a scenario of that name already. Choose another name."))
        total, linear = found.get("total_weight"), found.get("linear_weight")
        if total is not None and linear is not None and linear > total:
            self.add_error("linear_weight", _("The linear weight is a part of the total: it cannot be more."))
        return found


class CopyForm(forms.Form):
    """The same jobs elsewhere: another scenario of the year, or the start of another year."""

    school_year = SchoolYearField(label=_("School year"))
    name = forms.CharField(label=_("Scenario"), max_length=60)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        same = Plan.objects.filter(
            board=self.plan.board_id, school_year=found.get("school_year", ""), name=found.get("name", "")
        )
        if same.exists():
            self.add_error("name", _("This school year has a scenario of that name already. Choose another name."))
        return found


class ChooseForm(forms.Form):
    """Why this scenario counts from now on, and which committee agreed."""

    reason = forms.CharField(
        label=_("Why this one counts from now on"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    negotiated_on = forms.DateField(label=_("Negotiated in the local committee on"), widget=DAY)

    def clean_negotiated_on(self) -> Any:
        day = self.cleaned_data["negotiated_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day


class JobForm(forms.Form):
    """What is typed in a row: how much, in which kind. Who holds it is chosen on the page of the job."""

    percent = PercentField(label=_("Percent"))
    kind = forms.ChoiceField(label=_("Kind"), choices=JobKind.choices)

    @property
    def facts(self) -> dict[str, Any]:
        found = self.cleaned_data
        return {"fraction": found["percent"], "kind": found["kind"]}


class NewJobForm(JobForm):
    office = forms.ChoiceField(label=pgettext_lazy("staffing", "Office"), choices=Office.choices)
    person = forms.CharField(label=_("Person"), max_length=140, required=False)

    @property
    def facts(self) -> dict[str, Any]:
        return {**super().facts, "office": self.cleaned_data["office"], "person": self.cleaned_data["person"]}


class MoveForm(forms.Form):
    """Where a job goes."""

    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("To"), empty_label=None)
    office = forms.ChoiceField(label=pgettext_lazy("staffing", "Office"), choices=Office.choices)

    def __init__(self, *args: Any, job: Job, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"plan": job.plan_id, "office": job.office}
        field = self.fields["plan"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Plan.objects.filter(board=job.board_id).order_by("-school_year", "-is_chosen", "name")


class CompareForm(forms.Form):
    """Two to four plans beside each other."""

    MOST = 4
    plan = forms.ModelMultipleChoiceField(Plan.objects.none(), label=_("plans that you compare"))

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["plan"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = rows

    def clean_plan(self) -> Any:
        found = self.cleaned_data["plan"]
        if not 2 <= len(found) <= self.MOST:
            raise ValidationError(_("Choose two to four plans to see side by side."))
        return found


class WeightForm(forms.ModelForm[OwnWeight]):
    """A centre's own weight of an office, with where it stands."""

    weight = WeightField(label=_("Weight"))

    class Meta:
        model = OwnWeight
        fields = ("office", "valid_from", "weight", "source")
        widgets = {"valid_from": DAY}
        help_texts = {"source": _("Where it stands: the act or letter, its date and article.")}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        office, day = found.get("office"), found.get("valid_from")
        known = known_weight(office, day) if office and day else None
        if known:
            said = {"weight": figure(known.amount), "day": spoken_date(known.valid_from), "act": known.source.act}
            self.add_error(
                "office", _("The weight of this office is fixed: %(weight)s since %(day)s, by %(act)s.") % said
            )
        return found

    def clean_weight(self) -> Any:
        found = self.cleaned_data["weight"]
        if not 0 < found < 100:
            raise ValidationError(_("A weight lies above 0 and below 100."))
        return found
