"""The council of a school has as many members in each section, and enough of them (ORG-8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawbook.catalogue import apply
from lawbook.core import BadFact

BE, NL = "be.participation.school_council", "nl.participation.council"
sizes = st.integers(min_value=0, max_value=9)


def flemish(parents: int, staff: int, community: int, since: str = "2026-09-01"):
    facts = {
        "council_parents": parents,
        "council_staff": staff,
        "council_community": community,
        "since": since,
        "on": "2026-12-01",
    }
    return apply(BE, facts)


@given(sizes, sizes, sizes)
def test_three_sections_are_equal_when_each_has_as_many_and_enough_from_two_on(parents, staff, community):
    found = flemish(parents, staff, community)
    assert found.value["equal"] is (parents == staff == community)
    assert found.value["enough"] is (min(parents, staff, community) >= 2)
    assert all(one.source for one in found.reasons)


@pytest.mark.parametrize(
    ("since", "until"),
    [("2021-09-01", "2025-08-31"), ("2024-03-01", "2028-02-29"), ("2024-02-29", "2028-02-28")],
)
def test_a_school_council_is_composed_for_four_years_and_must_be_composed_again_then(since, until):
    found = flemish(2, 2, 2, since)
    assert found.value["until"].isoformat() == until
    assert [(one.code, one.due.isoformat()) for one in found.duties] == [("compose_council", until)]


@given(sizes, sizes)
def test_a_participation_council_has_as_many_parents_as_staff_and_at_least_four_members(parents, staff):
    found = apply(NL, {"council_parents": parents, "council_staff": staff, "on": "2026-12-01"})
    assert found.value == {"equal": parents == staff, "enough": parents + staff >= 4}
    assert "council_term" in found.not_covered


@pytest.mark.parametrize("named", ["council_parents", "council_staff"])
def test_fewer_than_nobody_is_refused(named):
    facts = {"council_parents": 2, "council_staff": 2, "on": "2026-12-01", named: -1}
    with pytest.raises(BadFact) as refused:
        apply(NL, facts)
    assert refused.value.fact == named
