"""Forms of agreements between centres: transfers and cells."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from driehoek.staffing.actions.cells import Post
from driehoek.staffing.actions.transfers import Proposal
from driehoek.staffing.figures import figure, fraction_in
from driehoek.staffing.models import Cell, Centre, Job

from .fields import SchoolYearField, WeightField
from .plans import DAY

NAME = _("Name of who signs for the centre")


class ProposalForm(forms.Form):
    """What is proposed, and who signs it. `other` accepts or refuses until the day."""

    direction = forms.ChoiceField(
        label=_("What do you propose?"),
        widget=forms.RadioSelect,
        choices=[("out", _("we hand over weight")), ("in", _("we ask for weight"))],
    )
    other = forms.ModelChoiceField(Centre.objects.none(), label=_("The other centre, or the support cell"))
    school_year = SchoolYearField(label=_("School year"))
    weight = WeightField(label=_("Weight"))
    answer_by = forms.DateField(label=_("To be answered until"), widget=DAY)
    signed_by = forms.CharField(label=NAME, max_length=120, help_text=_("You sign with this name, dated today."))

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Centre.objects.others(centre)

    def clean_weight(self) -> Decimal:
        found: Decimal = self.cleaned_data["weight"]
        if not found:
            raise ValidationError(_("Hand over more than nothing."))
        return found

    def clean_answer_by(self) -> Any:
        day = self.cleaned_data["answer_by"]
        if day < timezone.localdate():
            raise ValidationError(_("This day is past. Choose today or a later day."))
        return day

    @property
    def proposal(self) -> Proposal:
        return Proposal(**self.cleaned_data)


class AnswerForm(forms.Form):
    """The other side's answer: a signature, or why not."""

    answer = forms.ChoiceField(
        label=_("answer"),
        choices=[("accept", _("accept")), ("refuse", _("refuse")), ("withdraw", _("withdraw")), ("seen", _("read"))],
    )
    signed_by = forms.CharField(label=NAME, max_length=120, required=False)
    reason = forms.CharField(label=_("Why not"), max_length=300, required=False)


class CellForm(forms.Form):
    """A cell to be founded: with whom, for what."""

    school_year = SchoolYearField(label=_("School year"))
    name = forms.CharField(label=_("Name"), max_length=150)
    purpose = forms.CharField(label=_("Expertise that is brought together"), max_length=300)
    others = forms.ModelMultipleChoiceField(
        Centre.objects.none(), label=_("With which centres"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["others"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = Centre.objects.others(centre).filter(kind=Centre.Kind.CENTRE)


class ContributionForm(forms.Form):
    """Per job of the own formation the share of it that works in the cell; empty is none."""

    budget = forms.CharField(
        label=_("Share of the working budget"),
        max_length=100,
        required=False,
        help_text=_("All or part of the working budget that goes with it, for instance 1500 euro."),
    )

    def __init__(self, *args: Any, jobs: Sequence[Job], cell: Cell, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jobs = {f"share_{job.pk}": job for job in jobs}
        shares = {f"share_{post['job']}": Decimal(post["share"]) for post in cell.own["posts"]}
        self.initial["budget"] = cell.own["budget"]
        for name, job in self.jobs.items():
            self.fields[name] = forms.CharField(
                label=_("%(office)s, %(person)s, %(percent)s%%: share in the cell in percent")
                % {
                    "office": job.get_office_display(),
                    "person": job.person or _("vacant"),
                    "percent": figure(job.percent),
                },
                required=False,
                max_length=8,
                widget=forms.TextInput({"inputmode": "decimal", "size": 5}),
            )
            if name in shares:
                self.initial[name] = figure(shares[name] * 100)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for name in self.jobs:
            if found.get(name) and fraction_in(found[name]) is None:
                self.add_error(name, _("Write a percentage above 0 and at most 100, such as 50 or 62,5."))
        return found

    @property
    def posts(self) -> list[Post]:
        shares = {name: fraction_in(self.cleaned_data[name]) for name in self.jobs if self.cleaned_data.get(name)}
        return [Post(self.jobs[name], share) for name, share in shares.items() if share]


class SignForm(forms.Form):
    signed_by = forms.CharField(label=NAME, max_length=120)
