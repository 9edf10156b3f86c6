"""A CLB's formation over the years: three school years, no more redundancy, the support cell (CLB/2006/02 §1-2)."""

from decimal import Decimal

import pytest

from lawbook.core import Law, NotInForce
from lawbook.flanders import staffing_limits as limits
from lawbook.flanders.staffing import Assigned, Job, Plan, Sums, Transfer
from lawbook.kinds import SchoolYear

YEAR = SchoolYear(2014)


def job(office: str, fraction: str = "1", kind: str = "permanent") -> Job:
    return Job(office, Decimal(fraction), kind)


def plan(*jobs: Job, year: SchoolYear = YEAR, **more: object) -> Plan:
    return Plan(year, Decimal(20), Decimal(18), jobs, **more)


def redundant(before: Plan, after: Plan) -> list[tuple[str, object]]:
    found = limits.redundancies(Law(), before, after)
    return [(one.code, one.facts.get("short")) for one in found]


def test_a_formation_is_fixed_for_three_school_years():
    assert [year.as_text() for year in limits.term(Law(), YEAR)] == ["2014-2015", "2015-2016", "2016-2017"]


def test_for_how_long_is_not_known_from_2018_on():
    with pytest.raises(NotInForce):
        limits.term(Law(), SchoolYear(2018))


def test_a_change_that_takes_permanent_hours_away_makes_staff_redundant():
    before = plan(job("consulent"), job("consulent", "0.5"), job("arts"))
    assert redundant(before, plan(job("consulent"), job("arts"))) == [("change_makes_redundant", Decimal("0.5"))]


def test_moving_temporary_jobs_or_adding_permanent_ones_makes_nobody_redundant():
    before = plan(job("consulent"), job("arts", "0.5", "temporary"))
    assert redundant(before, plan(job("consulent", "0.5"), job("consulent", "0.7"))) == []


def test_a_permanent_job_that_becomes_temporary_or_of_another_office_counts_as_lost():
    before = plan(job("consulent"), job("arts"))
    after = plan(job("consulent", "1", "temporary"), job("maatschappelijk_werker"))
    assert [one.facts["office"] for one in limits.redundancies(Law(), before, after)] == ["consulent", "arts"]


def test_leave_before_retirement_is_still_permanent():
    assert redundant(plan(job("consulent", "0.75")), plan(job("consulent", "0.75", "pre_retirement"))) == []


def test_whether_it_is_forbidden_from_2018_on_is_not_known():
    later = plan(year=SchoolYear(2018))
    assert redundant(plan(job("consulent")), later) == [("staffing_redundancy_unknown", None)]


@pytest.mark.parametrize(("third", "over"), [("0.2", []), ("0.3", ["2016-2017"])])
def test_what_goes_to_the_support_cell_counts_for_three_school_years(third, over):
    given = {YEAR: Decimal("0.5"), SchoolYear(2015): Decimal("0.3"), SchoolYear(2016): Decimal(third)}
    found = limits.cell_over_years(Law(), given)
    assert [one.facts["school_year"] for one in found] == over


def test_after_three_school_years_the_cell_may_receive_again():
    assert limits.cell_over_years(Law(), {YEAR: Decimal(1), SchoolYear(2017): Decimal(1)}) == ()


def test_limits_are_told_with_what_there_is():
    moved = (Transfer("out", "centre", Decimal("0.4")), Transfer("out", "support_cell", Decimal("0.2")))
    found = plan(job("consulent"), transfers=moved, roc=(Assigned(0, Decimal("0.5")),))
    assert limits.to_centres(Law(), found)[:2] == (Decimal("0.9"), Decimal("0.4"))
    assert limits.to_cell(Law(), found)[:2] == (1, Decimal("0.2"))
    assert limits.in_regional_cells(Sums(Law(), found))[:2] == (2, Decimal("0.65"))


def test_no_limit_is_known_from_2018_on():
    later = plan(year=SchoolYear(2018))
    assert limits.to_centres(Law(), later) is None
    assert limits.to_cell(Law(), later) is None
    assert limits.in_regional_cells(Sums(Law(), later)) is None


def test_every_reason_of_these_comparisons_has_its_sentence_in_both_languages():
    found = [
        *limits.redundancies(Law(), plan(job("consulent")), plan()),
        *limits.redundancies(Law(), plan(), plan(year=SchoolYear(2018))),
        *limits.cell_over_years(Law(), {YEAR: Decimal(2)}),
    ]
    assert len(found) == 3
    assert all(one.text("nl") != one.text("en") for one in found)
