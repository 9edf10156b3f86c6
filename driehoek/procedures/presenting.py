"""A case as its page shows it: every part in words, in the order in which people ask for it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from driehoek.access.actors import Actor
from driehoek.web import why
from driehoek.web.dates import spoken_date
from driehoek.web.strip import Cell, strips
from lawbook import catalogue
from lawbook.core import Source

from . import gate, people, queries, timeline
from .definition import Definition, Field, Text
from .engine import Deadline, Open, Progress
from .models import Case, Event
from .words import function_words, language, reason_text


class Way(NamedTuple):
    """An open step, and whether this person may take it now."""

    open: Open
    title: str
    what: str
    may: bool
    who: str
    to: str
    quiet: bool  # may be left out, or was done before and can be done again


class Told(NamedTuple):
    """An event in words. `gone`: corrected or taken back."""

    event: Event
    title: str
    facts: list[tuple[str, str]]
    gone: bool
    mark: str
    letters: tuple[str, ...]  # the kinds that its step sends
    may: bool  # whether this person may correct it, take it back and write its letters


class Allowed(NamedTuple):
    """A right in words: whose, what, until when, where it stands."""

    whose: str
    text: Text
    until: date | None
    source: Source
    name: str = ""  # of the recipient, where each has an own last day


class Page(NamedTuple):
    case: Case
    definition: Definition
    where: Progress
    ways: list[Way]
    next: Deadline | None
    strips: list[list[Cell]]
    reasons: list[str]
    picture: SafeString
    told: list[Told]
    history: list[Told]
    rights: list[Allowed]


def page(actor: Actor, case: Case) -> Page:
    """Everything the page of a case shows, computed from its events."""
    where = queries.standing(case, actor.on)
    mine = gate.hand(actor, case)
    nearest = where.due[0] if where.due else None
    names = dict(people.named(case))
    every = told_all(case, where, mine)
    return Page(
        case=case,
        definition=case.procedure,
        where=where,
        ways=ways(case.procedure, where, mine),
        next=nearest,
        strips=strips(nearest.outcome.days, language()) if nearest else [],
        reasons=[reason_text(one) for one in nearest.outcome.reasons] if nearest else [],
        picture=timeline.drawn(where, case.procedure, actor.on, case.opened_on),
        told=sorted((one for one in every if not one.gone), key=lambda one: one.event.happened_on),
        history=every,
        rights=[
            Allowed(
                function_words(right.whose, case.school.jurisdiction),
                right.text,
                until,
                right.source,
                names.get(whose, whose),
            )
            for right, until, whose in where.rights
        ],
    )


def ways(definition: Definition, where: Progress, mine: gate.Hand) -> list[Way]:
    """The open steps: what this person can do now first, then what is optional, then what others do."""
    before = {one.step for one in where.done}
    rows = [
        Way(
            one,
            str(one.step.title),
            str(one.step.what),
            gate.refusal(mine, definition, one.step) is None and not one.too_early,
            ", ".join(function_words(code, definition.jurisdiction) for code in one.step.by),
            ", ".join(function_words(code, definition.jurisdiction) for code in one.step.to),
            one.step.optional or one.step.code in before,
        )
        for one in where.open
    ]
    return sorted(rows, key=lambda way: (not way.may, way.quiet, way.open.latest or date.max))


def told_all(case: Case, where: Progress, mine: gate.Hand) -> list[Told]:
    """Every event in the order in which it was recorded, those that no longer stand marked."""
    standing = {one.id for one in where.done}
    late = {one.code for one in where.deadlines if one.mark == "late"}
    rows = []
    for event in queries.history(case):
        step = case.procedure.step(event.step)
        gone = str(event.pk) not in standing
        rows.append(
            Told(
                event,
                str(step.title),
                list(_facts(step.fields, event.facts, dict(people.named(case)))),
                gone,
                "late" if event.step in late and not gone else "",
                step.letters,
                gate.refusal(mine, case.procedure, step) is None,
            )
        )
    return rows


def _facts(fields: Iterable[Field], facts: dict[str, Any], names: dict[str, str]) -> Iterable[tuple[str, str]]:
    for field in fields:
        value = facts.get(field.name)
        if value not in (None, "", [], False):
            yield str(field.label), names.get(value, value) if field.shape == "party" else said(field, value)


def said(field: Field, value: Any) -> str:
    """A fact in words."""
    if field.shape == "date":
        return spoken_date(date.fromisoformat(value))
    if field.shape == "yes_no":
        return why.text(bool(value), language())
    names = dict(field.choices)
    if isinstance(value, list):
        return ", ".join(str(names.get(one, one)) for one in value)
    return str(names.get(value, value))


def explained(one: Deadline, today: date) -> dict[str, Any]:
    """The answer behind a day, as `web/_why.html` shows it."""
    lang = why.language()
    rule = catalogue.get(one.rule)
    answer = why.answered(one.outcome, lang, today, first=one.kind == "earliest")
    return {"rule": why.head(rule, lang), "facts": [], "answer": answer}
