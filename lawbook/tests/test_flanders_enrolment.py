"""End of an enrolment, refusal after exclusion, parents' council (ORG-6, ORG-7, ORG-8)."""

from datetime import date

import pytest

from lawbook.catalogue import apply
from lawbook.core import BadFact, NotInForce


@pytest.mark.parametrize(
    ("disagreed", "end"), [("2021-03-01", "2021-08-31"), ("2021-08-31", "2021-08-31"), ("2021-09-01", "2022-08-31")]
)
def test_without_agreement_the_enrolment_ends_with_the_running_school_year(disagreed, end):
    assert apply("be.enrolment.end_on_disagreement", {"disagreed_on": disagreed}).value == date.fromisoformat(end)


def test_the_article_moved_in_2022():
    def article(day: str) -> str:
        return apply("be.enrolment.end_on_disagreement", {"disagreed_on": day}).reasons[0].source.article

    assert article("2022-08-31").startswith("37bis")
    assert article("2022-09-01").startswith("37/8")


@pytest.mark.parametrize(
    ("excluded", "year", "allowed"),
    [
        ("2020-10-05", "2020-2021", True),
        ("2020-10-05", "2021-2022", True),
        ("2020-10-05", "2022-2023", True),
        ("2020-10-05", "2023-2024", False),
        ("2021-08-31", "2022-2023", True),
        ("2021-10-05", "2020-2021", False),
    ],
)
def test_a_pupil_excluded_in_this_the_previous_or_the_one_before_year_may_be_refused(excluded, year, allowed):
    facts = {"excluded_on": excluded, "school_year": year}
    assert apply("be.enrolment.may_refuse_after_exclusion", facts).value is allowed


def test_before_2012_no_article_on_refusal_was_read():
    with pytest.raises(NotInForce):
        apply("be.enrolment.may_refuse_after_exclusion", {"excluded_on": "2010-10-05", "school_year": "2010-2011"})


@pytest.mark.parametrize(
    ("parents", "asking", "mandatory", "needed"),
    [
        (30, 3, True, 3),
        (30, 2, False, 3),
        (31, 3, False, 4),
        (31, 4, True, 4),
        (10, 1, False, 3),
        (300, 30, True, 30),
        (301, 30, False, 31),
        (0, 0, False, 3),
    ],
)
def test_a_tenth_of_the_parents_and_at_least_three_make_a_council_mandatory(parents, asking, mandatory, needed):
    facts = {"parents": parents, "asking": asking, "on": "2021-10-01"}
    assert apply("be.participation.parents_council", facts).value == {"mandatory": mandatory, "needed": needed}


@pytest.mark.parametrize(("parents", "asking", "named"), [(10, 11, "asking"), (-1, 0, "parents"), (10, -1, "asking")])
def test_more_parents_than_there_are_cannot_ask(parents, asking, named):
    with pytest.raises(BadFact) as refused:
        apply("be.participation.parents_council", {"parents": parents, "asking": asking, "on": "2021-10-01"})
    assert refused.value.fact == named
