"""Every definition is whole: its paths lead to facts, its rules and letters exist, its functions are known."""

from collections.abc import Iterator

import pytest

from driehoek.access.functions import Function
from driehoek.access.policy import TABLE, Scope
from driehoek.letters.kinds import KINDS
from driehoek.procedures.definition import Check, Definition, Given, Term
from driehoek.procedures.definitions import DEFINITIONS
from driehoek.procedures.state import COUNTED
from driehoek.procedures.words import ROLES
from lawbook import catalogue

ALL = pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda one: one.code)
OF_THE_CASE = {"level", "closed", "school_year", "papers", "papers_and_permission", "region",
               "opened_on", "taken", "today",
               "internal_for", "internal_against", "external_for", "external_against", "chair_vote"}  # fmt: skip


def asked(definition: Definition) -> Iterator[Term | Check]:
    """Everything a definition asks the lawbook."""
    for step in definition.steps:
        yield from (one for one in (step.earliest, step.latest, step.check) if one)
    yield from (one.term for one in definition.milestones)
    yield from (one.until for one in definition.rights if one.until)


def paths(one: Term | Check) -> Iterator[str]:
    for origin in one.facts.values():
        if isinstance(origin, Term):
            yield from paths(origin)
        elif not isinstance(origin, Given):
            yield origin.rstrip("?!").partition(":")[0]
            if ":" in origin:
                yield origin.partition(":")[2]


@ALL
def test_every_fact_of_a_rule_comes_from_somewhere(definition):
    known = {f"case.{name}" for name in OF_THE_CASE}
    for step in definition.steps:
        known |= {
            f"{step.code}.{name}"
            for name in ("on", "done", "first", "posting", *COUNTED, *(field.name for field in step.fields))
        }
    for one in asked(definition):
        assert set(paths(one)) <= known, one.rule


@ALL
def test_every_rule_is_asked_for_its_own_facts_and_all_of_them(definition):
    for one in asked(definition):
        rule = catalogue.get(one.rule)
        names = {fact.name for fact in rule.facts}
        assert set(one.facts) <= names, one.rule
        assert {fact.name for fact in rule.facts if fact.required} <= set(one.facts), one.rule


@ALL
def test_every_step_is_for_somebody_and_follows_on_steps_that_exist(definition):
    codes = [step.code for step in definition.steps]
    assert len(codes) == len(set(codes))
    for step in definition.steps:
        assert step.by
        assert all(one in Function or one in ROLES for one in (*step.by, *step.to)), step.code
        assert set(step.after) <= set(codes)
        assert len({field.name for field in step.fields}) == len(step.fields)
        assert str(step.what).endswith((".", "?")), step.code


@ALL
def test_every_letter_is_one_that_can_be_printed_in_its_country(definition):
    for step in definition.steps:
        for code in step.letters:
            assert KINDS[code].jurisdiction == definition.jurisdiction


@ALL
def test_every_letter_goes_to_somebody(definition):
    for step in definition.steps:
        assert bool(step.to) or not step.letters, step.code


@ALL
def test_who_may_take_a_step_has_the_right_to_work_on_such_a_case(definition):
    """A board member or a CLB worker can be named on one case; others need the right by their function.

    A protected case is reached by nobody's function, and by everybody who is named on it.
    """
    for step in definition.steps:
        for function in step.by:
            if function in Function:
                grants = (
                    TABLE.get((Function(function), f"case.step:{definition.family}")),
                    TABLE.get((Function(function), "case.step")),
                )
                by_name = grants[1] and (grants[1].scope is Scope.NAMED or definition.family == "protected")
                assert grants[0] or by_name, (step.code, function)


@ALL
def test_an_official_sanction_asks_for_the_alternative_considered(definition):
    names = {field.name for step in definition.steps for field in step.fields if field.required}
    assert not definition.official or "alternative" in names


def test_the_procedures_of_the_requirements_are_all_there():
    met = {one for definition in DEFINITIONS.values() for one in definition.requirement}
    wanted = {f"PRO-{number}" for number in (*range(1, 11), 12, 13, 16, 17)}
    assert wanted | {f"ATT-{number}" for number in (4, 10, 12, 13, 14, 15)} <= met
