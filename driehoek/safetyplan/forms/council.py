"""Forms of the council's seat, of the goals of a year, and of what nearly went wrong."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.safety.models.incidents import Place
from driehoek.safetyplan.models import Goal, NearMiss, Say
from driehoek.safetyplan.queries import plan

from .fields import day_input
from .turns import MeasureForm

FUTURE = gettext_lazy("This day is still to come.")


class SayForm(forms.ModelForm[Say]):
    class Meta:
        model = Say
        fields = ("verdict", "remarks", "said_on")
        widgets = {"said_on": day_input(), "verdict": forms.RadioSelect, "remarks": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on
        self.fields["verdict"] = forms.ChoiceField(
            label=capfirst(_("what is said")), choices=Say.Verdict.choices, widget=forms.RadioSelect
        )

    def clean_said_on(self) -> date:
        day: date = self.cleaned_data["said_on"]
        if day > self.on:
            raise forms.ValidationError(FUTURE)
        return day

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("verdict") in {Say.Verdict.REMARKS, Say.Verdict.REFUSES} and not found.get("remarks"):
            self.add_error("remarks", _("Say which remarks, or why not."))
        return found


class GoalForm(forms.ModelForm[Goal]):
    class Meta:
        model = Goal
        fields = ("what", "how", "owner", "due", "reached", "why_not")
        widgets = {"due": day_input(), "why_not": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, jurisdiction: str, fresh: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        owner: Any = self.fields["owner"]
        owner.choices = plan.owners(jurisdiction)
        if fresh:  # what came of it is said later
            del self.fields["reached"], self.fields["why_not"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("reached") in {Goal.Reached.PARTLY, Goal.Reached.NO} and not found.get("why_not"):
            self.add_error("why_not", _("Say what went otherwise, and why."))
        return found


class NearForm(forms.ModelForm[NearMiss]):
    class Meta:
        model = NearMiss
        fields = ("seen_on", "place", "what", "done_at_once")
        widgets = {"seen_on": day_input(), "what": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on
        self.fields["place"] = forms.ChoiceField(label=capfirst(_("where")), choices=Place.choices)
        self.fields["what"].help_text = _("Without names. Was somebody hurt? Then report an incident.")
        self.order_fields(self.Meta.fields)

    def clean_seen_on(self) -> date:
        day: date = self.cleaned_data["seen_on"]
        if day > self.on:
            raise forms.ValidationError(FUTURE)
        return day


class AnswerForm(MeasureForm):
    """What the school does with it: a measure, or an answer alone."""

    answer = forms.CharField(label=gettext_lazy("Answer to who reported it"), max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self._meta.fields or ():
            self.fields[name].required = False
        self.fields["what"].help_text = _("Leave it empty when no measure is needed.")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("what"):
            for name in ("owner", "due"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, _("Say who does it, and before when."))
        return found
