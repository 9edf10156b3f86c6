"""The engine: from a definition and its events to what is done, open, due, late, allowed and over (PRO-15).

`progress` says where a case stands; `refusing.refusals` why an event cannot be added. Both are pure: asked twice they
answer the same, and nothing of the answer is kept anywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from lawbook.core import Outcome, Reason, Source

from .definition import Definition, Ending, Late, Right, Step, Term, Text
from .refusing import refused_as_it_stands
from .state import Context, Happened, State, facts_as_json

Mark = Literal["open", "met", "late", "missed", "ahead"]


class Deadline(NamedTuple):
    """A day of the case. `kind`: the last day of a step, its first one, or a day on which something comes about."""

    code: str
    kind: Literal["latest", "earliest", "milestone"]
    title: Text
    day: date
    rule: str
    facts: dict[str, Any]
    outcome: Outcome
    mark: Mark
    done_on: date | None = None
    holder: str = ""
    late: Late | None = None
    optional: bool = False

    @property
    def meaning(self) -> Text:
        """What its being late means, as far as that can be said: of a day to come only what being late would mean."""
        if self.late is None or (self.mark not in {"late", "missed"} and not (self.optional or self.late.refused)):
            return ""
        return self.late.missed or self.late.text if self.mark == "missed" else self.late.text


class Consequence(NamedTuple):
    """What came of a step that was late, missed, wanting or out of order."""

    code: str
    step: str
    text: Text
    source: Source | None
    reasons: tuple[Reason, ...] = ()


class Open(NamedTuple):
    """A step that can be taken now, or only from a day on."""

    step: Step
    earliest: date | None
    latest: date | None
    too_early: bool


class Standing(NamedTuple):
    """A right with its last day, as far as it has one."""

    right: Right
    until: date | None
    whose: str = ""  # the recipient whose letter it is counted from, where letters were posted on different days


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a case stands on a day."""

    done: tuple[Happened, ...]
    open: tuple[Open, ...]
    deadlines: tuple[Deadline, ...]
    consequences: tuple[Consequence, ...]
    rights: tuple[Standing, ...]
    ended: Ending | None
    paused: bool

    @property
    def due(self) -> tuple[Deadline, ...]:
        """The last days that are still to be met, the first one first."""
        waiting = [one for one in self.deadlines if one.kind == "latest" and _waits(one)]
        return tuple(sorted(waiting, key=lambda one: (one.day, one.code)))


def progress(definition: Definition, events: Iterable[Happened], context: Context) -> Progress:
    """Where the case stands, from its events alone."""
    state = State(definition, events, context)
    ended = next((one for one in definition.endings if one.when(state)), None)
    deadlines = (*_deadlines(state, over=ended is not None), *_milestones(state))
    return Progress(
        done=tuple(state.events),
        open=() if ended and not ended.by_time else tuple(_open(state)),
        deadlines=tuple(sorted(deadlines, key=lambda one: (one.day, one.kind, one.code))),
        consequences=tuple(_consequences(state, deadlines)),
        rights=() if ended else tuple(_rights(state)),
        ended=ended,
        paused=state.paused,
    )


def _open(state: State) -> Iterable[Open]:
    stop_and_go = state.definition.pauses or ("", "")
    for step in state.definition.steps:
        if state.done(step.code) and not step.repeats:
            continue
        if state.paused != (step.code == stop_and_go[1]) or not state.applies(step) or _is_too_late(state, step):
            continue
        earliest = state.day(step.earliest) if step.earliest else None
        latest = state.day(step.latest) if step.latest else None
        yield Open(step, earliest, latest, earliest is not None and state.context.today < earliest)


def _is_too_late(state: State, step: Step) -> bool:
    """Whether a step that is not accepted after its last day can no longer come."""
    return step.late is not None and step.late.refused and not state.done(step.code) and state.is_late(step.code)


def _waits(one: Deadline) -> bool:
    """Whether a last day is still to be met; what people may leave undone is over when its day is."""
    return one.mark == "open" or (one.mark == "missed" and not one.optional)


def _deadlines(state: State, *, over: bool) -> Iterable[Deadline]:
    for step in state.definition.steps:
        ahead = (step.when is None or bool(step.when(state))) and not over and not state.paused
        if not (state.done(step.code) or ahead):  # a day is shown as soon as it can be known, also before its turn
            continue
        event = state.last(step.code)
        if step.latest and (event or step.holder != "nobody"):
            yield from _one(state, step, step.latest, "latest", event)
        if step.earliest and event is None:
            yield from _one(state, step, step.earliest, "earliest", None)


def _one(
    state: State, step: Step, term: Term, kind: Literal["latest", "earliest"], event: Happened | None
) -> Iterable[Deadline]:
    day, answer = state.day(term), state.answer(term)
    if day is None or answer is None or answer.outcome is None:
        return
    done_on = state.counted(step, event) if event else None
    yield Deadline(
        step.code,
        kind,
        step.title,
        day,
        term.rule,
        facts_as_json(answer.facts),
        answer.outcome,
        _mark(kind, day, done_on, state.context.today),
        done_on,
        step.holder,
        step.late,
        step.optional,
    )


def _mark(kind: str, day: date, done_on: date | None, today: date) -> Mark:
    if kind != "latest":
        return "ahead" if today < day else "met"
    if done_on is not None:
        return "met" if done_on <= day else "late"
    return "missed" if day < today else "open"


def _milestones(state: State) -> Iterable[Deadline]:
    for one in state.definition.milestones:
        day, answer = state.day(one.term), state.answer(one.term)
        if day is None or answer is None or answer.outcome is None or (one.when and not one.when(state)):
            continue
        mark: Mark = "met" if day < state.context.today else "ahead"
        yield Deadline(
            one.code, "milestone", one.title, day, one.term.rule, facts_as_json(answer.facts), answer.outcome, mark
        )


def _consequences(state: State, deadlines: Iterable[Deadline]) -> Iterable[Consequence]:
    for one in deadlines:
        if one.late is not None and (one.mark == "late" or (one.mark == "missed" and not one.optional)):
            yield Consequence(one.mark, one.code, one.meaning, one.late.source, one.outcome.reasons)
    for step in state.definition.steps:
        if step.check and not step.check.refused and state.good(step.code) is False:
            answer = state.answer(step.check)
            reasons = answer.outcome.reasons if answer and answer.outcome else ()
            source = next((reason.source for reason in reasons if reason.source), None)
            yield Consequence("wanting", step.code, step.check.text, source, reasons)
    for event in state.events:
        for refusal in refused_as_it_stands(state, event):
            yield Consequence("out_of_order", event.step, refusal.text, refusal.source)


def _rights(state: State) -> Iterable[Standing]:
    for right in state.definition.rights:
        if right.when is not None and not right.when(state):
            continue
        for whose, until in _untils(state, right):
            if until is None or until >= state.context.today:
                yield Standing(right, until, whose)


def _untils(state: State, right: Right) -> list[tuple[str, date | None]]:
    """Until when: one day, or one for each recipient where the letters were posted on different days."""
    if right.until is None:
        return [("", None)]
    told = {whose for to in state.context.known.get("posted", {}).values() for whose in to}
    days = {whose: state.as_told(whose).day(right.until) for whose in sorted(told)}
    if len(set(days.values())) > 1:
        return list(days.items())
    return [("", state.day(right.until))]
