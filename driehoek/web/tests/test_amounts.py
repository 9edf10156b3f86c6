"""Amounts are read as people in both countries write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from driehoek.web.amounts import AmountField


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1.234,50", "1234.50"), ("1234,5", "1234.5"), ("€ 12.50", "12.50"), ("1 234,50", "1234.50"), ("1.234", "1234")],
)
def test_an_amount_is_what_it_says(typed: str, meant: str) -> None:
    assert AmountField().clean(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["twaalf", "-3", "1,234,50", "1.234.5"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        AmountField().clean(typed)


@given(st.integers(0, 99_999_999))
def test_what_is_shown_with_points_and_a_comma_comes_back_in(cents: int) -> None:
    euros, rest = divmod(cents, 100)
    shown = f"{euros:,}".replace(",", ".") + f",{rest:02d}"
    assert AmountField().clean(shown) == Decimal(cents) / 100
