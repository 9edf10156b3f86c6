"""A bench that stopped checking its answers would measure anything; these run its smallest subjects once."""

import pytest

from benchmarks import access, deadlines, rule
from benchmarks.table import Row, markdown, printed


@pytest.mark.parametrize("subject", [access, deadlines, rule])
def test_a_subject_checks_its_answers_and_says_what_it_measured(subject) -> None:
    rows = list(subject.rows(quick=True))
    assert rows
    assert all(row.value > 0 and row.must for row in rows)


def test_the_table_tells_how_far_above_the_floor_and_whether_the_target_is_met() -> None:
    page = Row("a page", "SQLite", 12.0, "CPU ms", floor=6.0, must=15)
    rate = Row("a rate", "memory", 50.0, "/s", floor=100.0, must=80, at_most=False)
    assert (page.ratio, page.met) == ("2.00x", "met")
    assert (rate.ratio, rate.met) == ("2.00x", "NOT MET")
    assert "a page" in printed([page, rate])
    assert "| a rate |" in markdown([page, rate], "2026-11-23")
