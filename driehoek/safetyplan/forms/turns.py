"""Forms of what comes back: a day to plan it, what was found, why it is withdrawn, a measure and how it goes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.forms import dated
from driehoek.safetyplan.catalogue import Kind
from driehoek.safetyplan.models import Measure, Turn
from driehoek.safetyplan.queries import norms, plan

from .fields import NO, day_input, item, kept, made

FIELD, ITEM = "field_", "item_"


class PlanningForm(forms.ModelForm[Turn]):
    class Meta:
        model = Turn
        fields = ("planned_on",)
        widgets = {"planned_on": day_input()}

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["planned_on"].required = True

    def clean_planned_on(self) -> date:
        day: date = self.cleaned_data["planned_on"]
        if day < self.on:
            raise forms.ValidationError(_("A plan is for today or later. Record what was done instead."))
        return day


def days_that_do_not_fit(form: forms.BaseForm, on: date, done: date | None) -> None:
    """Refuse the days of the kind's own fields that are still to come, or before the day on which it was done."""
    for name, value in list(form.cleaned_data.items()):
        if not name.startswith(FIELD) or not isinstance(value, date):
            continue
        if value > on:
            form.add_error(name, _("This day is still to come."))
        elif done and value < done:
            form.add_error(name, _("That is before it was done."))


class RecordForm(forms.ModelForm[Turn]):
    """What was done and found. The fields and the checklist are those of the kind."""

    class Meta:
        model = Turn
        fields = ("done_on", "done_by", "result", "findings")
        widgets = {"done_on": day_input(), "findings": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, kind: Kind, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.on = kind, on
        for name in ("done_on", "done_by", "result"):
            self.fields[name].required = True
        for field in kind.fields:
            self.fields[FIELD + field.code] = made(field)
        for one in kind.items:
            self.fields[ITEM + one.code] = item(one)
        own = [FIELD + field.code for field in kind.fields]
        self.order_fields(["done_on", "done_by", *own, *(ITEM + one.code for one in kind.items), "result", "findings"])

    def clean_done_on(self) -> date:
        day: date = self.cleaned_data["done_on"]
        if day > self.on:
            raise forms.ValidationError(_("This day is still to come. Plan it instead."))
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        days_that_do_not_fit(self, self.on, data.get("done_on"))
        wrong = [one.label for one in self.kind.items if data.get(ITEM + one.code) == NO]
        wrong += self._below_norm(data)
        if data.get("result") == Turn.Result.GOOD and wrong:
            self.add_error("result", _("Not everything is in order: %(what)s.") % {"what": "; ".join(wrong)})
        if data.get("result") in {Turn.Result.FINDINGS, Turn.Result.BAD} and not wrong and not data.get("findings"):
            self.add_error("findings", _("Say what was found."))
        return data

    def _below_norm(self, data: dict[str, Any]) -> list[str]:
        """What was measured and is not enough: as much a finding as an item that is not in order."""
        tried = Turn(school_id=self.instance.school_id, kind=self.kind.code, done_on=data.get("done_on"))
        tried.details = self._details(data)
        return [str(one) for one in norms.of(tried) if not one.met]

    def _details(self, data: dict[str, Any]) -> dict[str, Any]:
        return {one.code: kept(data[FIELD + one.code]) for one in self.kind.fields if FIELD + one.code in data}

    def filled(self) -> Turn:
        turn, data = self.instance, self.cleaned_data
        turn.kind = self.kind.code
        turn.details = self._details(data)
        looked_at = {one.code: data[ITEM + one.code] for one in self.kind.items if data[ITEM + one.code]}
        if looked_at:
            turn.details["items"] = looked_at
        return turn


class LaterForm(forms.Form):
    """What became known after it was recorded: the fields that stayed empty, and a remark. What was said stays."""

    remark = forms.CharField(
        label=gettext_lazy("What else became known"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, turn: Turn, kind: Kind, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.turn, self.on = turn, on
        self.empty = [field for field in kind.fields if turn.details.get(field.code) in {None, ""}]
        for field in self.empty:
            self.fields[FIELD + field.code] = made(field)
        self.order_fields([*(FIELD + field.code for field in self.empty), "remark"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        days_that_do_not_fit(self, self.on, self.turn.done_on)
        if not self.errors and not any(value not in {None, ""} for value in data.values()):
            raise forms.ValidationError(_("Fill in what became known."))
        return data

    def said(self) -> dict[str, str | int]:
        """The fields that were filled in now, by their code."""
        found = {field.code: kept(self.cleaned_data[FIELD + field.code]) for field in self.empty}
        return {code: value for code, value in found.items() if value != ""}


class WhyForm(forms.Form):
    why = forms.CharField(label=capfirst(gettext_lazy("why it is withdrawn")), max_length=200)


class MeasureForm(forms.ModelForm[Measure]):
    class Meta:
        model = Measure
        fields = ("what", "owner", "due")
        widgets = {"due": day_input()}

    def __init__(self, *args: Any, jurisdiction: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        if isinstance(owner, forms.ChoiceField):
            owner.choices = plan.owners(jurisdiction)
        self.fields["due"].required = True


class ProgressForm(forms.Form):
    """How it goes; a day means that it is done."""

    text = forms.CharField(label=capfirst(gettext_lazy("how it goes")), max_length=300)
    done_on = forms.DateField(label=capfirst(gettext_lazy("done on")), required=False, widget=day_input())

    def __init__(self, *args: Any, on: date, fact: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.fact = on, fact
        self.fields["done_on"].help_text = _("Only when it is done.")

    def clean_done_on(self) -> date | None:
        return dated(self.cleaned_data["done_on"], self.on, self.fact)
