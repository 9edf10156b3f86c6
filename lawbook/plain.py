"""Values as JSON knows them: dates as ISO strings, decimals as numbers, tuples as lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any


def plain(value: Any, lang: str = "nl") -> Any:
    """The same value of nothing but dict, list, str, int, float, bool and None; what it says is said in `lang`.

    A Decimal becomes an int or a float; a rule that promises a decimal string makes it a string itself.
    """
    if value is None or type(value) is str or isinstance(value, (bool, int, float)):
        return value
    if hasattr(value, "told"):
        return value.told(lang)
    if isinstance(value, (list, set, Iterator)) or type(value) is tuple:
        return [plain(one, lang) for one in value]
    return str(value) if isinstance(value, str) else _object(value, lang)


def _object(value: Any, lang: str) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if hasattr(value, "as_text"):
        return value.as_text()
    items = value.items() if isinstance(value, Mapping) else value._asdict().items()
    return {str(key): plain(one, lang) for key, one in items}
