"""Weights and fractions as people write and read them: 42,6 and 62,5%. Exact, nothing is rounded away."""

import re
from decimal import Decimal
from functools import lru_cache

from django.utils.formats import localize
from django.utils.translation import get_language

FULL = Decimal(100)
NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")


def figure(amount: Decimal) -> str:
    """42,6 in Dutch, 42.6 in English."""
    return _written(amount, get_language())


@lru_cache(maxsize=4096)  # a plan says the same few weights and fractions over and over
def _written(amount: Decimal, _language: str | None) -> str:
    short = amount.normalize()
    whole = short == short.to_integral_value()
    return localize(short.quantize(Decimal(1)) if whole else short)


def number_in(text: str) -> Decimal | None:
    """A number with a comma or a point; None for what is not one."""
    found = NUMBER.fullmatch(text.strip().replace(",", "."))
    return Decimal(found[0]) if found else None


def fraction_in(text: str) -> Decimal | None:
    """A part of a full-time job from "62,5" or "62.5 %", as 0.625; None unless it lies above 0 and within 100."""
    found = number_in(text.strip().removesuffix("%"))
    return found / FULL if found is not None and 0 < found <= FULL and found == round(found, 2) else None


def is_unclear(text: str) -> bool:
    """Whether a typed number could be a part of one as well as a percentage: 0,5 is half a per cent, or half."""
    found = number_in(text)
    return found is not None and 0 < found <= 1


def percent(fraction: Decimal) -> str:
    """0.625 as 62,5%: with its sign, so that it is read back as it is."""
    return f"{figure(fraction * FULL)}%"
