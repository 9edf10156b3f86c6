"""What every rule is made of: dated values with a source, reasons, duties, and the outcome that holds them.

Nothing here renders text or lists days until it is asked to: a rule over a million pupils pays for its answer only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from lawbook import texts, values
from lawbook.errors import BadFact, NotInForce, UnknownParameter
from lawbook.plain import plain
from lawbook.sources import Source
from lawbook.values import DOUBTFUL, FIXED_LEVELS, Parameter, Value, parameter

if TYPE_CHECKING:
    from lawbook.days import Count

__all__ = [
    "BadFact",
    "Duty",
    "Law",
    "NotInForce",
    "Outcome",
    "Override",
    "Parameter",
    "Reason",
    "Source",
    "UnknownParameter",
    "Value",
    "parameter",
]

NO_FACTS: Mapping[str, object] = {}


class Reason(NamedTuple):
    """Why the answer is what it is: a code whose sentence stands in `texts/`, the facts for it, and the source."""

    code: str
    facts: Mapping[str, object] = NO_FACTS
    source: Source | None = None

    def text(self, lang: str = "nl") -> str:
        """The sentence in `lang` (nl or en)."""
        return texts.sentence(self.code, self.facts, lang)

    def told(self, lang: str) -> dict[str, object]:
        """As it stands in an answer: code, text, source."""
        return {"code": self.code, "text": self.text(lang), "source": plain(self.source)}


class Duty(NamedTuple):
    """What somebody must do: `holder` is a function or a person, `due` the last day, `earliest` the first."""

    code: str
    holder: str
    due: date | None
    earliest: date | None = None
    facts: Mapping[str, object] = NO_FACTS

    def text(self, lang: str = "nl") -> str:
        """The sentence in `lang` (nl or en); `{due}` and `{earliest}` may stand in it."""
        return texts.sentence(self.code, {"due": self.due, "earliest": self.earliest, **self.facts}, lang)


class Override(NamedTuple):
    """A board's own value, from a day on, with its own source. Never against a law or a circular."""

    param_id: str
    valid_from: date
    amount: Any
    source: Source


@dataclass(slots=True)
class Outcome:
    """A rule's answer. `value` None means that a human must decide, and `reasons` says why."""

    value: Any
    duties: tuple[Duty, ...] = ()
    reasons: tuple[Reason, ...] = ()
    days: tuple[Count, ...] = ()
    parameters: tuple[Value, ...] = ()
    not_covered: tuple[str, ...] = ()

    def as_json(self, rule_id: str, lang: str = "nl") -> dict[str, object]:
        """The answer as the plain object that the command line and the API give, texts in `lang`."""
        return {
            "rule": rule_id,
            "value": plain(self.value, lang),
            "duties": [
                {
                    "code": duty.code,
                    "holder": duty.holder,
                    "due": plain(duty.due),
                    "earliest": plain(duty.earliest),
                    "text": duty.text(lang),
                }
                for duty in self.duties
            ],
            "reasons": [reason.told(lang) for reason in self.reasons],
            "days": [plain(day) for count in self.days for day in count.days],
            "parameters": [value.as_json() for value in self.parameters],
            "not_covered": [texts.sentence(code, NO_FACTS, lang) for code in self.not_covered],
        }


@dataclass(slots=True)
class Law:
    """The law as it holds for one school: the dated values, and what its board put in their place.

    Every rule takes it as its first argument and asks it for values; while a rule answers it notes which ones were
    asked, so one Law serves one thread.
    """

    overrides: Iterable[Override] = ()
    own: dict[str, tuple[list[date], list[Value]]] = field(init=False, repr=False)
    asked: list[Value] | None = field(init=False, repr=False, default=None)

    def __post_init__(self) -> None:
        self.own = _own_values(self.overrides) if self.overrides else {}

    def value(self, param_id: str, on: date) -> Value:
        """The value in force on a day. Raises NotInForce before the first value and after a repeal."""
        found = values.known.get(param_id) or parameter(param_id)
        position = bisect_right(found.starts, on)
        if not position:
            raise NotInForce(param_id, on, found.starts[0])
        value = found.values[position - 1]
        if value.repealed:
            raise NotInForce(param_id, on, None)
        if self.own and param_id in self.own and value.source.level not in FIXED_LEVELS:
            starts, own = self.own[param_id]
            mine = bisect_right(starts, on)
            if mine:
                value = own[mine - 1]
        if self.asked is not None:
            self.asked.append(value)
        return value

    def note(self, value: Value) -> Value:
        """Note that an answer rests on a value that the asker brought along."""
        if self.asked is not None:
            self.asked.append(value)
        return value


def _own_values(overrides: Iterable[Override]) -> dict[str, tuple[list[date], list[Value]]]:
    """The board's values by parameter, in order of date. Raises BadFact where a law or a circular fixes the value."""
    found: dict[str, tuple[list[date], list[Value]]] = {}
    for override in sorted(overrides, key=lambda one: (one.param_id, one.valid_from)):
        base = parameter(override.param_id)
        position = max(bisect_right(base.starts, override.valid_from) - 1, 0)
        if base.values[position].source.level in FIXED_LEVELS:
            raise BadFact(override.param_id, "this value is fixed by law or circular; a board cannot set its own")
        own = Value(
            id=override.param_id,
            amount=override.amount,
            unit=base.unit,
            valid_from=override.valid_from,
            checked_on=override.valid_from,
            certainty="official",
            source=override.source,
        )
        starts, rows = found.setdefault(override.param_id, ([], []))
        starts.append(override.valid_from)
        rows.append(own)
    return found


def sealed(outcome: Outcome, asked: Sequence[Value]) -> Outcome:
    """The outcome with the values it rests on, and a reason for each of them that is not certain."""
    outcome.parameters = tuple(dict.fromkeys(asked))
    for value in outcome.parameters:
        if value.certainty in DOUBTFUL:
            doubt = Reason(f"rests_on_{value.certainty}", {"title": values.Title(value.id)}, value.source)
            if doubt not in outcome.reasons:
                outcome.reasons = (*outcome.reasons, doubt)
    return outcome
