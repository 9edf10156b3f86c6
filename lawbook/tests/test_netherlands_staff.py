"""Talks with staff (SAF-20; safety plan 4.6)."""

import pytest

from lawbook.catalogue import apply
from lawbook.errors import BadFact


def due(kind, last):
    return apply("nl.staff.next_talk", {"kind": kind, "last": last, "on": "2026-11-22"})


@pytest.mark.parametrize(
    ("kind", "last", "day"),
    [
        ("career_talk", "2025-11-03", "2026-11-03"),
        ("career_talk", "2024-02-29", "2025-02-28"),
        ("appraisal", "2024-01-15", "2027-01-15"),
        ("appraisal", "2024-02-29", "2027-02-28"),
    ],
)
def test_a_career_talk_comes_back_each_year_and_an_appraisal_each_third_year(kind, last, day):
    outcome = due(kind, last)
    assert outcome.value.isoformat() == day
    assert [(duty.code, duty.holder, duty.due) for duty in outcome.duties] == [
        ("hold_staff_talk", "director", outcome.value)
    ]
    assert outcome.reasons[0].source.article == "4.6"


def test_another_kind_of_talk_is_refused_with_the_kinds_there_are():
    with pytest.raises(BadFact, match="appraisal"):
        due("coffee", "2025-11-03")
