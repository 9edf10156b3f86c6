"""Why an answer is what it is, laid out for a page (ALL-2): facts, days, values with sources, what is left out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import get_language

from lawbook import catalogue, page, texts, values
from lawbook.core import BadFact, NotInForce, Outcome, Override, Reason
from lawbook.kinds import HalfDay
from lawbook.sources import Source
from lawbook.values import DOUBTFUL, Value

from .dates import spoken_date
from .strip import Cell, strips
from .words import CERTAINTIES, LEVELS

EXACT = re.compile(r"-?[0-9]+\.[0-9]+")  # a decimal that a rule gives as a text, so that nothing is rounded


class Head(NamedTuple):
    """A rule by name."""

    id: str
    title: str
    says: str


class Shown(NamedTuple):
    """An answer: one line, or pairs of a word and a text, or a table. Nothing of these: a human must decide."""

    line: str = ""
    pairs: Sequence[tuple[str, str]] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()

    def __bool__(self) -> bool:
        return any(self)


class Duty(NamedTuple):
    text: str
    holder: str
    due: date | None
    earliest: date | None


class Because(NamedTuple):
    text: str
    source: Source | None
    level: str


class Amount(NamedTuple):
    """A value of the law as it stood on a day, with what makes it more or less certain."""

    id: str
    title: str
    amount: str
    valid_from: date
    checked_on: date
    source: Source
    level: str
    certainty: str
    doubtful: bool
    stale: bool
    note: str
    repealed: bool


class Wrong(NamedTuple):
    """A fact the rule cannot take, and why."""

    fact: str
    message: str


class Answer(NamedTuple):
    value: Shown
    duties: list[Duty]
    reasons: list[Because]
    strips: list[list[Cell]]
    amounts: list[Amount]
    not_covered: list[str]


def explain(rule_id: str, facts: Mapping[str, object], overrides: Iterable[Override] = ()) -> dict[str, Any]:
    """What `web/_why.html` shows, as `why`: rule, facts, and either answer, or wrong (a fact), or not_in_force.

    `facts` are text or JSON values as in rules.md; `overrides` the board's own values. Raises UnknownRule.
    """
    rule, lang, today = catalogue.get(rule_id), language(), timezone.localdate()
    found: dict[str, Any] = {"rule": head(rule, lang)}
    try:
        typed = rule.parse(facts, today)
        outcome = catalogue.apply(rule_id, facts, overrides, today)
    except BadFact as wrong:
        return {**found, "wrong": Wrong(wrong.fact, page.refusal(wrong, lang))}
    except NotInForce as wrong:
        return {**found, "not_in_force": page.refusal(wrong, lang)}
    told = [(page.label(rule, fact, lang), text(typed[fact.name], lang)) for fact in rule.facts if fact.name in typed]
    return {**found, "facts": told, "answer": answered(outcome, lang, today)}


def language() -> str:
    """The language of the lawbook's sentences for this reader."""
    return "en" if get_language() == "en" else "nl"


def head(rule: catalogue.Rule, lang: str) -> Head:
    return Head(rule.id, page.title(rule, lang), page.says(rule, lang))


def answered(outcome: Outcome, lang: str, today: date, *, first: bool = False) -> Answer:
    """The outcome of a rule in the reader's language. `first`: it is asked for a first possible day."""
    return Answer(
        value=shown(outcome.value, lang),
        duties=[
            Duty(duty.text(lang), texts.word(duty.holder, lang), duty.due, duty.earliest) for duty in outcome.duties
        ],
        reasons=[_because(reason, lang) for reason in outcome.reasons],
        strips=strips(outcome.days, lang, first=first),
        amounts=[amount(value, lang, today) for value in outcome.parameters],
        not_covered=[texts.sentence(code, {}, lang) for code in outcome.not_covered],
    )


def _because(reason: Reason, lang: str) -> Because:
    level = str(LEVELS[reason.source.level]) if reason.source else ""
    return Because(reason.text(lang), reason.source, level)


def amount(value: Value, lang: str, today: date) -> Amount:
    """One dated value; stale when its source was last read longer ago than the lawbook allows."""
    known = values.parameter(value.id)
    spoken = text(value.amount, lang)
    return Amount(
        id=value.id,
        title=known.title[lang],
        amount=f"{spoken} {texts.word(value.unit, lang)}" if isinstance(value.amount, (int, Decimal)) else spoken,
        valid_from=value.valid_from,
        checked_on=value.checked_on,
        source=value.source,
        level=str(LEVELS[value.source.level]),
        certainty=str(CERTAINTIES[value.certainty]),
        doubtful=value.certainty in DOUBTFUL,
        stale=page.is_stale(value, today),
        note=value.note.get(lang, ""),
        repealed=value.repealed,
    )


def shown(value: Any, lang: str) -> Shown:
    """A rule's value laid out by its shape."""
    if value is None:
        return Shown()
    rows = [_pairs(one) for one in value] if isinstance(value, (list, tuple)) and not _scalar(value) else []
    if rows and all(rows):
        heads = [texts.word(key, lang) for key in rows[0]]
        return Shown(heads=heads, rows=[[text(one, lang) for one in row.values()] for row in rows])
    if pairs := _pairs(value):
        return Shown(pairs=[(texts.word(key, lang), text(one, lang)) for key, one in pairs.items()])
    return Shown(line=text(value, lang))


def _scalar(value: Any) -> bool:
    return hasattr(value, "as_text")


def _pairs(value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    return value._asdict() if hasattr(value, "_asdict") and not _scalar(value) else {}


def text(value: Any, lang: str) -> str:
    """Any value of a fact or an answer in words: days with their weekday, lists with commas."""
    if isinstance(value, (date, HalfDay, Reason)) or _scalar(value):
        return _one(value, lang)
    if pairs := _pairs(value):
        return ", ".join(f"{texts.word(key, lang)}: {text(one, lang)}" for key, one in pairs.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(text(one, lang) for one in value) or "–"
    if isinstance(value, str) and EXACT.fullmatch(value):
        return texts.spoken(Decimal(value), lang)
    return texts.spoken(value, lang)


def _one(value: Any, lang: str) -> str:
    if isinstance(value, Reason):
        return value.text(lang)
    if isinstance(value, HalfDay):
        return f"{spoken_date(value.date)}, {texts.word(value.part, lang)}"
    return spoken_date(value) if isinstance(value, date) else str(value.as_text())
