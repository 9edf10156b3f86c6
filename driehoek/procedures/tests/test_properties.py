"""What holds for every procedure and any sequence of events (the engine is pure)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.procedures.definition import Definition, Field
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.engine import progress
from driehoek.procedures.refusing import refusals
from driehoek.procedures.state import Context, Happened, State
from lawbook import catalogue
from lawbook.core import Law
from lawbook.kinds import SchoolYear

START = date(2020, 9, 1)
VALUES = {
    "date": st.integers(0, 300).map(lambda step: (START + timedelta(days=step)).isoformat()),
    "yes_no": st.booleans(),
    "number": st.integers(0, 20),
    "decimal": st.integers(0, 20).map(str),
}


def fact_of(field: Field) -> st.SearchStrategy:
    if field.choices:
        return st.sampled_from([key for key, _label in field.choices])
    return VALUES.get(field.shape, st.just("…"))


@st.composite
def cases(draw) -> tuple[Definition, list[Happened], Context]:
    """A procedure with events in any order, some of them corrected or taken back, and a day to look from."""
    definition = draw(st.sampled_from(list(DEFINITIONS.values())))
    events: list[Happened] = []
    for number in range(draw(st.integers(0, 12))):
        step = draw(st.sampled_from(definition.steps))
        facts = {one.name: draw(fact_of(one)) for one in step.fields if draw(st.booleans())}
        on = START + timedelta(days=draw(st.integers(0, 300)))
        papers = frozenset(one.code for one in step.papers if draw(st.booleans()))
        events.append(Happened(f"{number:02}", step.code, on, facts, papers))
    for number, old in enumerate(list(events)):
        if draw(st.integers(0, 5)) == 0:
            again = old._replace(id=f"r{number:02}", replaces=old.id, withdrawn=draw(st.booleans()))
            events.append(again)
    land = definition.jurisdiction
    today = START + timedelta(days=draw(st.integers(0, 400)))
    return (
        definition,
        events,
        Context(today, Law(), START, school_year=SchoolYear.of(START, land), known={"members": ()}),
    )


@settings(max_examples=300, deadline=None)
@given(case=cases(), order=st.randoms())
def test_the_order_of_recording_makes_no_difference_and_asking_twice_neither(case, order):
    definition, events, context = case
    shuffled = list(events)
    order.shuffle(shuffled)
    first = progress(definition, events, context)
    assert progress(definition, shuffled, context) == first
    assert progress(definition, events, context) == first


@settings(max_examples=300, deadline=None)
@given(case=cases())
def test_no_day_differs_from_what_the_lawbook_alone_gives(case):
    definition, events, context = case
    for one in progress(definition, events, context).deadlines:
        alone = catalogue.apply(one.rule, one.facts)
        assert alone.value == one.outcome.value
        rows = alone.value if isinstance(alone.value, list) else [alone.value]
        given_days = [day for row in rows for day in (row.values() if isinstance(row, dict) else [row])]
        assert one.day in given_days


@settings(max_examples=200, deadline=None)
@given(case=cases(), data=st.data())
def test_whatever_is_tried_is_answered_and_what_is_accepted_stands(case, data):
    definition, events, context = case
    step = data.draw(st.sampled_from(definition.steps))
    tried = Happened("new", step.code, context.today, {}, frozenset(one.code for one in step.papers))
    if refusals(definition, events, context, tried):
        return
    assert tried in State(definition, [*events, tried], context).events


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda one: one.code)
def test_a_new_case_can_begin_and_is_not_over(definition):
    today = date(2026, 11, 23)
    year = SchoolYear.of(today, definition.jurisdiction)
    where = progress(definition, [], Context(today, Law(), today, school_year=year))
    assert where.ended is None
    assert where.open
    assert not where.consequences
