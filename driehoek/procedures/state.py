"""Where a procedure stands: what its events say, read in the order in which things happened.

Everything is asked of the events each time. The order in which they were recorded makes no difference, and no day comes
from anywhere but the lawbook.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from driehoek.kit.days import span
from driehoek.schools.queries import SchoolCalendar
from lawbook import catalogue
from lawbook.core import BadFact, Law, NotInForce, Outcome
from lawbook.kinds import Range, SchoolYear
from lawbook.plain import plain

from .definition import Check, Definition, Given, Origin, Step, Term

COUNTED = ("school_days", "first_school_day")  # what the calendar knows of a step that has a first and a last day
OF_THE_STATE = {"papers", "papers_and_permission", "taken"}
SATURDAY = 5
NO_FACTS: Mapping[str, Any] = {}


class Happened(NamedTuple):
    """One event of a case. `replaces`: the event it corrects, or takes back when `withdrawn`."""

    id: str
    step: str
    on: date
    facts: Mapping[str, Any] = NO_FACTS
    papers: frozenset[str] = frozenset()
    at: str = ""
    replaces: str | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What the case itself knows, and the day on which the question is asked."""

    today: date
    law: Law
    opened_on: date
    level: str = "primary"
    closed: tuple[Range, ...] = ()
    school_year: SchoolYear | None = None
    known: Mapping[str, Any] = field(default_factory=dict)
    calendar: SchoolCalendar | None = None

    def value(self, name: str) -> Any:
        return self.known[name] if name in self.known else getattr(self, name, None)


class Answer(NamedTuple):
    """A rule's answer to the facts as they are: an outcome, or why there is none."""

    facts: dict[str, Any]
    outcome: Outcome | None
    wrong: BadFact | NotInForce | None


def live(events: Iterable[Happened]) -> list[Happened]:
    """The events that stand: neither corrected nor taken back."""
    rows = list(events)
    replaced = {one.replaces for one in rows if one.replaces}
    return [one for one in rows if one.id not in replaced and not one.withdrawn]


class State:
    """A definition, the events that stand, and the context; answers are kept as long as the object lives."""

    def __init__(self, definition: Definition, events: Iterable[Happened], context: Context) -> None:
        self.definition, self.context = definition, context
        place = {one.code: number for number, one in enumerate(definition.steps)}
        known = [one for one in live(events) if one.step in place]
        self.events = sorted(known, key=lambda one: (one.on, one.at, place[one.step], one.id))
        self.by_step: dict[str, list[Happened]] = defaultdict(list)
        for one in self.events:
            self.by_step[one.step].append(one)
        self._answers: dict[int, Answer | None] = {}

    def done(self, code: str) -> bool:
        return code in self.by_step

    def last(self, code: str) -> Happened | None:
        """The last event of a step; a step that is done once has only one."""
        found = self.by_step.get(code)
        return found[-1] if found else None

    def value(self, path: str) -> Any:
        """The fact at a path, as the lawbook takes it; None while it is not known. "path!": not ticked is no."""
        if path.endswith("!"):
            return bool(self.value(path[:-1])) if self.done(path.partition(".")[0]) else None
        code, _dot, name = path.partition(".")
        if code == "case":
            return getattr(self, name) if name in OF_THE_STATE else self.context.value(name)
        event = self.last(code)
        return None if event is None else self._told(event, code, name)

    def _told(self, event: Happened, code: str, name: str) -> Any:
        """What an event says: its day, its posting, what the calendar knows of it, or a fact of its own."""
        if name in COUNTED and all(one.name != name for one in self.definition.step(code).fields):
            return getattr(self, f"_{name}")(code)
        if name.partition(":")[0] == "posting":
            return self.posted(code, name.partition(":")[2]) or event.on
        if name in {"on", "done", "first"}:
            return True if name == "done" else (event if name == "on" else self.by_step[code][0]).on
        return self.typed(code, name, event.facts.get(name))

    def posted(self, code: str, path: str = "") -> date | None:
        """The day the letter of a step was posted to whom the path names; the last one, where it names nobody.

        Each person's term runs from the own letter; what holds for all waits for the last one.
        """
        to = self.context.known.get("posted", {}).get(code, {})
        whose = self.value(path) if path else None
        return to.get(whose) or max(to.values(), default=None)

    def as_told(self, whose: str) -> "State":
        """The case as it stands for one recipient: the days counted from the own letters."""
        posted = self.context.known.get("posted", {})
        own = {code: {whose: to[whose]} if whose in to else to for code, to in posted.items()}
        return State(self.definition, self.events, replace(self.context, known={**self.context.known, "posted": own}))

    def _school_days(self, code: str) -> int | None:
        """How many school days lie between the first and the last day of a step: counted, never typed."""
        first, last = self.value(f"{code}.first_day"), self.value(f"{code}.last_day")
        if first is None or last is None or last < first:
            return None
        if self.context.calendar:
            return len(self.context.calendar.school_days(first, last))
        days = span(first, last)
        return sum(one.weekday() < SATURDAY for one in days)

    def _first_school_day(self, code: str) -> date | None:
        """The first school day of the school year in which a step's first day lies."""
        first, calendar = self.value(f"{code}.first_day"), self.context.calendar
        if first is None:
            return None
        begins = SchoolYear.of(first, self.definition.jurisdiction).first(self.definition.jurisdiction)
        return begins if calendar is None or calendar.is_open(begins) else calendar.next_school_day(begins)

    def beside_a_holiday(self, code: str) -> bool:
        """Whether the days of a step touch a school holiday: from or to them no school day lies between."""
        first, last, calendar = self.value(f"{code}.first_day"), self.value(f"{code}.last_day"), self.context.calendar
        if first is None or last is None or calendar is None:
            return False
        return calendar.stretches_holiday(first, last)

    @property
    def papers_and_permission(self) -> tuple[str, ...]:
        """The documents with the permission that the director gives by deciding."""
        return tuple(sorted({*self.papers, "director_permission"}))

    @property
    def papers(self) -> tuple[str, ...]:
        """The documents that came with any step."""
        return tuple(sorted({paper for one in self.events for paper in one.papers}))

    @property
    def taken(self) -> tuple[int, ...]:
        """Which of the steps that nobody may leave out were taken, by their number in the definition."""
        asked = [one.code for one in self.definition.steps if not one.optional]
        return tuple(number for number, code in enumerate(asked, start=1) if self.done(code))

    def typed(self, code: str, name: str, raw: Any) -> Any:
        """A fact as it was kept, as the type of its field."""
        if raw in (None, ""):
            return None
        shape = next((one.shape for one in self.definition.step(code).fields if one.name == name), "line")
        if shape == "date" and isinstance(raw, str):
            return date.fromisoformat(raw)
        if shape == "decimal":
            return Decimal(str(raw))
        return tuple(raw) if isinstance(raw, list) else raw

    def answer(self, asked: Term | Check) -> Answer | None:
        """The rule's answer, or None while a fact it needs is not known."""
        key = id(asked)
        if key not in self._answers:
            facts = self._facts(asked.facts)
            self._answers[key] = None if facts is None else self._apply(asked.rule, facts)
        return self._answers[key]

    def _facts(self, wanted: Mapping[str, Origin]) -> dict[str, Any] | None:
        found: dict[str, Any] = {}
        for name, origin in wanted.items():
            if isinstance(origin, Given):
                found[name] = origin.value
                continue
            value = self.day(origin) if isinstance(origin, Term) else self.value(origin.removesuffix("?"))
            if value is not None:
                found[name] = value
            elif isinstance(origin, Term) or not origin.endswith("?"):
                return None
        return found

    def _apply(self, rule: str, facts: dict[str, Any]) -> Answer:
        try:
            return Answer(facts, catalogue.get(rule).function(self.context.law, **facts), None)
        except (BadFact, NotInForce) as wrong:
            return Answer(facts, None, wrong)

    def day(self, term: Term) -> date | None:
        """The day a term gives; None while it cannot be known."""
        answer = self.answer(term)
        if answer is None or answer.outcome is None:
            return None
        value = answer.outcome.value
        pick = term.instead[1] if term.instead and self.done(term.instead[0]) else term.pick
        found = picked(value, pick) if pick else value
        return found if isinstance(found, date) and not isinstance(found, datetime) else None

    def good(self, code: str) -> bool | None:
        """What the rule of a step found; None when it was not taken, has no rule, or a human must decide."""
        check = self.definition.step(code).check
        event = self.last(code)
        if check is None or event is None:
            return None
        answer = self.judged(check, event)
        if answer is None:
            return None
        return answer.outcome is not None and bool(check.good(answer.outcome.value))

    def judged(self, check: Check, event: Happened) -> Answer | None:
        """The rule's answer about one event as the case stood then: a later look is no reason against what came first.

        What repeats on the same day, without an hour, may have come before it or after it: either will do.
        """
        found = [self._until(event, same_day=one).answer(check) for one in (True, False)]
        good = (one for one in found if one and one.outcome is not None and check.good(one.outcome.value))
        return next(good, found[0])

    def _until(self, event: Happened, *, same_day: bool) -> "State":
        """The case without the steps that repeat and came after an event."""
        again = {one.code for one in self.definition.steps if one.repeats}
        events = [
            one
            for one in self.events
            if one is event or one.step not in again or one.on < event.on or (same_day and one.on == event.on)
        ]
        return self if len(events) == len(self.events) else State(self.definition, events, self.context)

    def applies(self, step: Step) -> bool:
        """Whether a step can come now or could have come: what it follows on is there."""
        return all(self.rests(code) for code in step.after) and (step.when is None or bool(step.when(self)))

    def rests(self, code: str) -> bool:
        """Whether a step was taken and everything it follows on still stands."""
        return self.done(code) and all(self.rests(before) for before in self.definition.step(code).after)

    def counted(self, step: Step, event: Happened) -> date:
        """The day of an event that is held against the last day of its step."""
        if step.counted == "posting":
            return self.posted(step.code) or event.on
        found = self.typed(step.code, step.counted, event.facts.get(step.counted)) if step.counted != "on" else None
        return found if isinstance(found, date) else event.on

    def is_late(self, code: str) -> bool:
        """Whether a step came after its last day, or that day went by without it."""
        step = self.definition.step(code)
        due = self.day(step.latest) if step.latest else None
        if due is None:
            return False
        event = self.last(code)
        return self.counted(step, event) > due if event else (due < self.context.today and self.applies(step))

    def has_passed(self, milestone: str) -> bool:
        found = next(one for one in self.definition.milestones if one.code == milestone)
        if found.when is not None and not found.when(self):
            return False
        day = self.day(found.term)
        return day is not None and day < self.context.today

    @property
    def paused(self) -> bool:
        """Whether the procedure is suspended at this point."""
        if self.definition.pauses is None:
            return False
        stop, go = self.definition.pauses
        return len(self.by_step.get(stop, ())) > len(self.by_step.get(go, ()))


def picked(value: Any, pick: str) -> Any:
    """One part of a rule's value: a key of it, or "code.key" of the row with that code."""
    code, _dot, key = pick.rpartition(".")
    if isinstance(value, list):
        return next((row.get(key) for row in value if row.get("code") == code), None)
    return value.get(pick) if isinstance(value, dict) else value


def facts_as_json(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of a rule as plain values, for a duty and for "Waarom?"."""
    found: dict[str, Any] = plain(dict(facts))
    return found
