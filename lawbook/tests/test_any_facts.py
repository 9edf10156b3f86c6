"""Whatever facts a rule is given, it answers or refuses; it never breaks, and its answer is plain JSON."""

import json
from datetime import date
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawbook import catalogue
from lawbook.core import BadFact, NotInForce

DAYS = st.one_of(st.dates(date(2012, 1, 1), date(2027, 12, 31)), st.dates(), st.sampled_from([date.min, date.max])).map(
    date.isoformat
)
RANGES = st.tuples(DAYS, DAYS).map(lambda pair: "..".join(sorted(pair))) | DAYS
SHAPES = {
    "date": DAYS,
    "moment": DAYS.map(lambda day: f"{day}T09:10+02:00"),
    "number": st.integers(-3, 400) | st.just(10**12),
    "decimal": st.decimals(-5, 500, places=1).map(str),
    "yes_no": st.booleans(),
    "text": st.text(max_size=12),
    "half_day": st.tuples(DAYS, st.sampled_from(["am", "pm"])).map("/".join),
    "school_year": st.integers(1, 9998).map(lambda year: f"{year:04}-{year + 1:04}")
    | st.integers(2012, 2027).map(lambda year: f"{year}-{year + 1}"),
    "days": RANGES,
    "object": st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
}


def values_of(fact: catalogue.Fact, shape: str) -> st.SearchStrategy[object]:
    if shape == "choice":
        return st.sampled_from(fact.choices or tuple(words_within(fact.kind)))
    if shape.startswith("list of "):
        return st.lists(values_of(fact, shape.removeprefix("list of ")), max_size=6)
    if ":" in shape:
        return st.tuples(*(values_of(fact, part) for part in shape.split(":"))).map(list)
    return SHAPES[shape]


def words_within(kind: object) -> list[str]:
    """The words of a choice that is a part of a list or a pair."""
    return [word for one in get_args(kind) for word in ([one] if isinstance(one, str) else words_within(one))]


def facts_of(rule: catalogue.Rule) -> st.SearchStrategy[dict[str, object]]:
    given_always = {one.name: values_of(one, one.shape) for one in rule.facts if one.required}
    given_or_not = {one.name: values_of(one, one.shape) for one in rule.facts if not one.required}
    return st.fixed_dictionaries(given_always, optional=given_or_not)


@pytest.mark.parametrize("rule", catalogue.rules(), ids=lambda rule: rule.id)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_any_facts_are_answered_or_refused(rule, data):
    facts = data.draw(facts_of(rule))
    try:
        outcome = catalogue.apply(rule.id, facts, today=date(2026, 11, 22))
    except (BadFact, NotInForce) as refused:
        told = refused
    else:
        told = json.dumps(outcome.as_json(rule.id, "nl"), allow_nan=False)
    assert getattr(told, "fact", None) in {None, *(one.name for one in rule.facts)}
