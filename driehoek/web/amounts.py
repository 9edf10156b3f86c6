"""An amount of money as people write it: `€ 1.234,50`, `1234,5`, `12.50`."""

import re
from typing import Any

from django import forms

# A point before three figures parts thousands, as in `1.234` and `1.234,50`; any other point or comma parts cents.
THOUSANDS = re.compile(r"^\d{1,3}(\.\d{3})+(,\d{1,2})?$")
SIGNS = re.compile(r"[€\s]")


class AmountField(forms.DecimalField):
    """Euro, never below zero, with cents at most. What it shows has a decimal comma."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"min_value": 0, "decimal_places": 2, "max_digits": 9, "localize": True, **options})  # type: ignore[arg-type]  # Django's own options

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain(value) if isinstance(value, str) else value)


def plain(text: str) -> str:
    """The figures of an amount with a decimal point and nothing between thousands."""
    found = SIGNS.sub("", text)
    if THOUSANDS.match(found):
        found = found.replace(".", "")
    return found.replace(",", ".")
