"""The register of rules: what the command line, the API and the rules' pages are made from.

A rule is a function below `flanders/`, `netherlands/` or `europe/`:

    @rule("be.days.after", requirement="DAY-2")
    def after(law: Law, start: date, days: int, kind: Literal["calendar", "procedure"], closed: Closed = ()) -> Outcome:

Its facts are its parameters after `law`, in order: the name, the type, and a default where the fact may be missing.
Types: date, datetime (with its zone), int, Decimal, bool, str, Literal, HalfDay, SchoolYear, Closed, dict[str, Any],
a NamedTuple of them (an object in JSON), and tuple[…] of them; a pair such as `2020-01-14:2.5` is tuple[date, Decimal].
`int | bool` is of the first type that fits.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, Concatenate, ParamSpec, get_type_hints

from lawbook import facts as parsing
from lawbook import texts, values
from lawbook.core import Law, Outcome, Override, sealed
from lawbook.errors import BadFact, Malformed, UnknownRule

P = ParamSpec("P")
PACKAGES = ("lawbook.europe", "lawbook.flanders", "lawbook.netherlands")
MISSING = inspect.Parameter.empty


@dataclass(frozen=True)
class Fact:
    """One fact of a rule: its name, its type, and its default (MISSING when the fact is required)."""

    name: str
    kind: Any
    default: Any = MISSING

    @property
    def required(self) -> bool:
        """Whether the rule cannot answer without it; a missing `on` is filled in with the caller's day."""
        return self.default is MISSING

    @property
    def choices(self) -> tuple[str, ...]:
        """The words it may be, where it is one of a few."""
        return parsing.choices(self.kind)

    @property
    def shape(self) -> str:
        """Its type in one word for a form: date, moment, number, decimal, yes_no, choice, text, half_day, …"""
        return parsing.shape(self.kind)


class Rule:
    """A rule of law: its id, the requirements it fulfils, its function, its facts and its parameters."""

    def __init__(
        self, rule_id: str, function: Callable[..., Outcome], requirement: tuple[str, ...], named: tuple[str, ...]
    ) -> None:
        self.id, self.function, self.requirement, self._named = rule_id, function, requirement, named

    @property
    def jurisdiction(self) -> str:
        """be, nl, clb, or the subject where the rule holds in both countries."""
        return self.id.partition(".")[0]

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts in the order of the rule's signature."""
        hints = get_type_hints(self.function)
        found = list(inspect.signature(self.function).parameters.values())[1:]
        return tuple(Fact(one.name, hints[one.name], one.default) for one in found)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The ids of the values it rests on: those its own body names, and those told to the decorator."""
        known = values.parameters()
        code = inspect.unwrap(self.function).__code__
        spoken = tuple(one for one in code.co_consts if isinstance(one, str) and one in known)
        return tuple(dict.fromkeys((*self._named, *spoken)))

    def parse(self, given: Mapping[str, object], today: date | None = None) -> dict[str, Any]:
        """Typed facts from text or JSON values. Raises BadFact naming the fact."""
        names = {fact.name for fact in self.facts}
        for name in given:
            if name not in names:
                raise _refused(name, "no_such_fact", rule=self.id, names=", ".join(sorted(names)))
        return {fact.name: self._one(fact, given, today) for fact in self.facts if self._is_given(fact, given, today)}

    def _is_given(self, fact: Fact, given: Mapping[str, object], today: date | None) -> bool:
        if given.get(fact.name) is not None or (fact.name == "on" and today is not None):
            return True
        if fact.required:
            raise _refused(fact.name, "fact_is_missing", rule=self.id)
        return False

    def _one(self, fact: Fact, given: Mapping[str, object], today: date | None) -> object:
        raw = given.get(fact.name)
        if raw is None:
            return today
        try:
            return parsing.parse(raw, fact.kind)
        except Malformed as wrong:
            raise _refused(fact.name, wrong.code, **wrong.facts) from None


def _refused(fact: str, code: str, **facts: object) -> BadFact:
    return BadFact(fact, texts.sentence(code, facts, "en"), code, facts)


_rules: dict[str, Rule] = {}


def rule(
    rule_id: str, *, requirement: str | tuple[str, ...], parameters: tuple[str, ...] = ()
) -> Callable[[Callable[Concatenate[Law, P], Outcome]], Callable[Concatenate[Law, P], Outcome]]:
    """Register a rule. The outcome gets the values that the rule asked the law for, and says which are doubtful.

    `parameters` names those values that the rule's own body does not name (because a helper asks for them).
    """

    def register(function: Callable[Concatenate[Law, P], Outcome]) -> Callable[Concatenate[Law, P], Outcome]:
        @functools.wraps(function)
        def answer(law: Law, /, *args: P.args, **facts: P.kwargs) -> Outcome:
            own: list[values.Value] = []
            outer, law.asked = law.asked, own
            try:
                outcome = function(law, *args, **facts)
            finally:
                law.asked = outer
            if outer is not None:
                outer.extend(own)
            return sealed(outcome, own)

        if rule_id in _rules:
            raise ValueError(f"two rules are called {rule_id}")
        needs = (requirement,) if isinstance(requirement, str) else requirement
        _rules[rule_id] = Rule(rule_id, answer, needs, parameters)
        return answer

    return register


@cache
def _load(name: str) -> None:
    package = importlib.import_module(name)
    for module in pkgutil.iter_modules(package.__path__, f"{name}."):
        importlib.import_module(module.name)


def rules() -> tuple[Rule, ...]:
    """Every rule, by id."""
    for name in PACKAGES:
        _load(name)
    return tuple(_rules[rule_id] for rule_id in sorted(_rules))


def get(rule_id: str) -> Rule:
    """The rule with that id; only its country's files are read. Raises UnknownRule."""
    _load(f"lawbook.{values.folder(rule_id)}")
    found = _rules.get(rule_id)
    if found is None:
        raise UnknownRule(rule_id)
    return found


def apply(
    rule_id: str, given: Mapping[str, object], overrides: Iterable[Override] = (), today: date | None = None
) -> Outcome:
    """The answer of a rule to facts as text or JSON values; `today` fills the fact `on` where it is missing.

    Raises UnknownRule, BadFact (naming the fact) and NotInForce.
    """
    found = get(rule_id)
    typed = found.parse(given, today)
    return found.function(Law(tuple(overrides)), **typed)
