"""The fields of the catalogue as fields of a form, and what of them is kept."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from driehoek.safetyplan.catalogue import Field

YES, NO, NOT_APPLICABLE = "yes", "no", "na"
YES_NO = [("", _("not filled in")), (YES, _("yes")), (NO, _("no"))]
LOOKED_AT = [
    ("", _("not looked at")),
    (YES, _("in order")),
    (NO, _("not in order")),
    (NOT_APPLICABLE, _("does not apply")),
]
LONGEST, MOST = 300, 100_000


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def made(field: Field) -> forms.Field:
    """A form's field for a blank: never required, because a plan is filled in bit by bit."""
    shared: dict[str, Any] = {"label": field.label, "required": False}
    if field.kind == "number":
        return forms.IntegerField(min_value=0, max_value=MOST, **shared)
    if field.kind == "date":
        return forms.DateField(widget=day_input(), **shared)
    if field.kind == "time":
        return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **shared)
    if field.kind == "yes_no":
        return forms.ChoiceField(choices=YES_NO, **shared)
    if field.kind == "long":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **shared)
    shared["widget"] = forms.TextInput(attrs={"type": "tel"}) if field.kind == "phone" else forms.TextInput()
    return forms.CharField(max_length=LONGEST, **shared)


def item(field: Field) -> forms.ChoiceField:
    return forms.ChoiceField(label=field.label, choices=LOOKED_AT, required=False)


def kept(value: object) -> str | int:
    """A cleaned value as JSON keeps it; nothing as the empty text."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else str(value or "")
