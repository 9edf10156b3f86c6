"""The maximum bill (decreet basisonderwijs art. 27bis), the bill (art. 27ter; school regulations 10.1)."""

import math
from decimal import Decimal

import pytest

from lawbook.catalogue import apply
from lawbook.core import BadFact, NotInForce, Override, Source
from lawbook.values import parameter

INDEX_OF_MARCH = {
    2015: "100.73", 2016: "103.47", 2017: "105.32", 2018: "106.71", 2019: "109.04", 2020: "109.96", 2021: "110.56",
    2022: "119.05", 2023: "127.80", 2024: "131.75", 2025: "135.91", 2026: "137.78",
}  # fmt: skip


def cap(level: str, school_year: str, items: object = ()) -> dict:
    facts = {"level": level, "school_year": school_year, "items": items}
    return apply("be.costs.cap", facts).as_json("be.costs.cap")["value"]


def test_sixty_euro_of_small_costs_and_a_trip_of_one_day_of_35_go_over_the_90_of_2020():
    """School regulations of 2020-2021, 10: the trip is listed beside the 90, which the law does not allow."""
    items = "zwemmen:45:one_day,toneel:15.50:one_day,schoolreis:35:one_day,bosklassen:100:multi_day"
    assert cap("primary", "2020-2021", items) == {
        "sharp": {"total": 95.5, "cap": 90, "over": 5.5},
        "less_sharp": {"total": 100, "cap": 445, "over": 0},
    }


def test_exactly_the_cap_is_allowed():
    found = cap("nursery", "2020-2021", [["uitstap", "45.00", "one_day"]])
    assert found["sharp"] == {"total": 45, "cap": 45, "over": 0}


def test_a_trip_of_several_days_may_cost_a_nursery_pupil_nothing():
    assert cap("nursery", "2022-2023", "boerderij:10:multi_day")["less_sharp"] == {"total": 10, "cap": 0, "over": 10}


def up_to_five(amount: Decimal) -> int:
    return 5 * math.ceil(amount / 5)


@pytest.mark.parametrize("start", INDEX_OF_MARCH)
def test_every_cap_follows_from_the_index_of_march(start):
    """Art. 27bis: 40 and 80 × C / 100.60; 360 × C (base 2004: × 1.20765) / 107.85; up to a multiple of five."""
    index = Decimal(INDEX_OF_MARCH[start])
    nursery, primary = (cap(level, f"{start}-{start + 1}") for level in ("nursery", "primary"))
    assert nursery["sharp"]["cap"] == up_to_five(40 * index / Decimal("100.60"))
    assert primary["sharp"]["cap"] == up_to_five(80 * index / Decimal("100.60"))
    assert primary["less_sharp"]["cap"] == up_to_five(360 * index * Decimal("1.20765") / Decimal("107.85"))


def test_an_amount_that_was_calculated_and_not_seen_says_so():
    facts = {"level": "primary", "school_year": "2026-2027", "items": []}
    assert "rests_on_derived" in [reason.code for reason in apply("be.costs.cap", facts).reasons]
    facts["school_year"] = "2022-2023"
    assert "rests_on_derived" not in [reason.code for reason in apply("be.costs.cap", facts).reasons]


@pytest.mark.parametrize("school_year", ["2014-2015", "2027-2028", "2040-2041"])
def test_a_year_without_a_known_amount_gets_none(school_year):
    with pytest.raises(NotInForce):
        cap("primary", school_year)


def test_a_board_cannot_set_its_own_maximum_bill():
    own = Override(
        "be.costs.sharp.primary", parameter("be.costs.sharp.primary").starts[0], 200, Source("o", "", "", "board")
    )
    with pytest.raises(BadFact, match="fixed by law"):
        apply("be.costs.cap", {"level": "primary", "school_year": "2020-2021", "items": []}, overrides=[own])


@pytest.mark.parametrize("items", ["zwemmen:-1:one_day", "zwemmen:1", "zwemmen:veel:one_day", "zwemmen:1:two_days"])
def test_a_cost_that_cannot_be_read_is_refused(items):
    with pytest.raises(BadFact, match="items"):
        cap("primary", "2020-2021", items)


@pytest.mark.parametrize(
    ("delivered", "due"), [("2020-12-01", "2020-12-15"), ("2020-12-24", "2021-01-07"), ("2024-02-20", "2024-03-05")]
)
def test_a_bill_is_paid_within_fourteen_calendar_days_after_delivery(delivered, due):
    assert apply("be.bill.due", {"delivered": delivered}).value.isoformat() == due


def test_at_least_three_bills_is_law_and_the_term_is_the_schools_own():
    levels = {one.code: one.source.level for one in apply("be.bill.due", {"delivered": "2020-12-01"}).reasons}
    assert (levels["bills_at_least"], levels["bill_within_days"]) == ("law", "board")


def test_a_board_may_set_its_own_term_of_payment():
    own = Override("be.bill.days", parameter("be.bill.days").starts[0], 30, Source("bijdrageregeling", "", "", "board"))
    assert apply("be.bill.due", {"delivered": "2020-12-01"}, overrides=[own]).value.isoformat() == "2020-12-31"


def test_before_the_school_regulations_of_2020_no_term_is_known():
    with pytest.raises(NotInForce):
        apply("be.bill.due", {"delivered": "2020-08-31"})
