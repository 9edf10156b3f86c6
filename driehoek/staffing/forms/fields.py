"""Fields that read numbers and school years as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from driehoek.staffing import figures
from lawbook.errors import Malformed
from lawbook.kinds import SchoolYear

FIRST_YEAR, LAST_YEAR = 1998, 2098  # there are centres since the decree of 1 December 1998


class WeightField(forms.CharField):
    """A weight: a number from nothing, with at most four decimals, comma or point."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget, "max_length": 12, **more})

    def clean(self, value: Any) -> Any:
        written: str = super().clean(value)
        found = figures.number_in(written)
        if found is None or found < 0 or found != round(found, 4) or found >= 100_000:
            raise ValidationError(_("Write a number such as 42,6, with at most four decimals."))
        return found

    def prepare_value(self, value: Any) -> Any:
        return figures.figure(value) if isinstance(value, Decimal) else value


class PercentField(forms.CharField):
    """A part of a full-time job in percent; its value is the fraction, 0.625."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "size": 5})
        super().__init__(**{"widget": widget, "max_length": 8, **more})

    def clean(self, value: Any) -> Any:
        written: str = super().clean(value)
        found = figures.fraction_in(written)
        if found is None:
            raise ValidationError(_("Write a percentage above 0 and at most 100, such as 50 or 62,5."))
        return found


class SchoolYearField(forms.CharField):
    """A school year such as 2026-2027."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"max_length": 9, "widget": forms.TextInput({"size": 9}), **more})

    def clean(self, value: Any) -> Any:
        try:
            found = SchoolYear.parse(str(super().clean(value)))
        except Malformed as wrong:
            raise ValidationError(_("Write the school year as 2026-2027.")) from wrong
        if not FIRST_YEAR <= found.start <= LAST_YEAR:
            raise ValidationError(_("Write the school year as 2026-2027."))
        return found.as_text()
