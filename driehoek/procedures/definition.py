"""What a procedure is made of. A definition reads like its source: which steps, by whom, after what, before when.

Plain values only: no database, no clock. Texts are gettext's, so a definition is told in the reader's language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from django.utils.functional import Promise

from lawbook.core import Source

if TYPE_CHECKING:
    from .state import Happened, State

Text = Promise | str
Shape = Literal["date", "moment", "line", "text", "yes_no", "choice", "number", "decimal", "several", "party"]
Condition = Callable[["State"], bool]
Family = Literal[
    "guidance", "activity", "discipline", "attendance", "career", "complaint", "staff", "aggression", "bullying",
    "protected",
]  # fmt: skip


class Field(NamedTuple):
    """One fact of a step. `must`: what a yes/no has to be before the step can be taken.

    `carried`: the fact of the case it goes on from that a renewal starts with.
    """

    name: str
    label: Text
    shape: Shape = "line"
    required: bool = True
    choices: tuple[tuple[str, Text], ...] = ()
    hint: Text = ""
    must: bool | None = None
    carried: str = ""


class Paper(NamedTuple):
    """A document of a step. A required one is uploaded, or said to lie in the paper file."""

    code: str
    label: Text
    required: bool = True


class Given(NamedTuple):
    """A fact of a rule that is always the same in this procedure."""

    value: Any


class Term(NamedTuple):
    """A day that a rule of the lawbook gives. `facts`: where each fact of the rule comes from.

    A path is "step.on" (the day it happened, of a step that repeats the last one; "step.first" the first one;
    "step.posting" the day its registered letter was posted, or else that of the event; "step.posting:path" that of
    the letter to whom the path names),
    "step.fact", or "case.…" (what the case itself knows); a trailing "?"
    leaves out a fact that is not known; another term gives its day. "step.done?" is whether a step
    was taken. `pick`: the key of the day in the rule's value ("code.key" where that is a list of rows with a code);
    `instead`: another one as soon as a step was taken.
    """

    rule: str
    facts: "Mapping[str, Origin]"
    pick: str = ""
    instead: tuple[str, str] | None = None


Origin = str | Given | Term


class Late(NamedTuple):
    """What it means that a step comes after its last day. `refused`: it is not accepted at all (PRO-15).

    `missed`: what to say while it did not come at all, where that is another sentence.
    """

    text: Text
    source: Source
    refused: bool = False
    missed: Text = ""


class Check(NamedTuple):
    """A rule that judges a step. Where its value is not `good`, the step is refused, or has the consequence `text`.

    `when`: it judges in this case only.
    """

    rule: str
    facts: "Mapping[str, Origin]"
    good: Callable[[Any], bool]
    text: Text = ""
    refused: bool = True
    when: Condition | None = None


class Refusal(NamedTuple):
    """Why a step cannot be taken: a sentence, and where that stands."""

    code: str
    text: str
    source: Source | None = None


Objection = Callable[["State", "Happened"], Refusal | None]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that somebody does on a day. `by`: functions, or roles on the case ("committee_chair").

    `after`: steps that must have been done. `when`: what else must be so. `counted`: the fact that is held against the
    last day, where that is another day than the one of the event. `letters`: the kinds that
    app `letters` prints for it. `judges`: the step whose taker has no part in this one.
    """

    code: str
    title: Text
    what: Text
    by: tuple[str, ...]
    after: tuple[str, ...] = ()
    when: Condition | None = None
    fields: tuple[Field, ...] = ()
    papers: tuple[Paper, ...] = ()
    earliest: Term | None = None
    latest: Term | None = None
    late: Late | None = None
    holder: str = "director"
    counted: str = "on"
    check: Check | None = None
    objections: tuple[Objection, ...] = ()
    letters: tuple[str, ...] = ()
    to: tuple[str, ...] = ()  # who gets which document
    optional: bool = False
    repeats: bool = False
    source: Source | None = None
    judges: str = ""
    on_label: Text = ""  # what its day is, where that is more than the day it happened


class Milestone(NamedTuple):
    """A day on which something comes about by itself, such as an exclusion that takes effect."""

    code: str
    title: Text
    term: Term
    when: Condition | None = None


class Right(NamedTuple):
    """What somebody may do at this point, and until when."""

    whose: str
    text: Text
    source: Source
    when: Condition | None = None
    until: Term | None = None


class Ending(NamedTuple):
    """A way in which a procedure is over, in words. `by_time`: time alone brings it; more may still be recorded."""

    code: str
    text: Text
    when: Condition
    by_time: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """One procedure of one country. `about`: a pupil, a member of staff, or anybody (a complaint).

    `at_once`, `allowed`, `not_allowed`: what somebody in a hurry or in shock has to know before anything else.
    """

    code: str
    jurisdiction: Literal["be", "nl"]
    title: Text
    what: Text
    family: Family
    steps: tuple[Step, ...]
    endings: tuple[Ending, ...]
    milestones: tuple[Milestone, ...] = ()
    rights: tuple[Right, ...] = ()
    about: Literal["pupil", "staff", "anyone"] = "pupil"
    levels: tuple[str, ...] = ()  # only pupils of these levels; empty: all
    level_source: Source | None = None
    official: bool = False  # a sanction: earlier measures are shown, the alternative considered is asked (PRO-11)
    committee: str = ""  # the composition rules of its committee, see `committees`
    renews: Text = ""  # what a new case that goes on from this one is called; empty: nothing is renewed
    at_once: Text = ""
    allowed: tuple[Text, ...] = ()
    not_allowed: tuple[Text, ...] = ()
    pauses: tuple[str, str] | None = None  # the step that suspends the procedure, and the one that takes it up again
    requirement: tuple[str, ...] = field(default=())

    def step(self, code: str) -> Step:
        """The step with that code. Raises KeyError."""
        for one in self.steps:
            if one.code == code:
                return one
        raise KeyError(code)

    def order(self, code: str) -> int:
        """The place of a step, for events of the same day."""
        return next(place for place, one in enumerate(self.steps) if one.code == code)


def done(*codes: str) -> Condition:
    """All of these steps were taken."""
    return lambda state: all(state.done(code) for code in codes)


def not_done(*codes: str) -> Condition:
    """None of these steps was taken."""
    return lambda state: not any(state.done(code) for code in codes)


def one_done(*codes: str) -> Condition:
    """At least one of these steps was taken."""
    return lambda state: any(state.done(code) for code in codes)


def fact(path: str, *values: object) -> Condition:
    """A fact has one of these values."""
    return lambda state: state.value(path) in values


def good(code: str) -> Condition:
    """The step was taken and its rule found it in order."""
    return lambda state: state.good(code) is True


def bad(code: str) -> Condition:
    """The step was taken and its rule found it wanting."""
    return lambda state: state.good(code) is False


def missed(code: str) -> Condition:
    """The last day of the step went by without it, or it came after it."""
    return lambda state: state.is_late(code)


def passed(milestone: str) -> Condition:
    """The day of the milestone has come."""
    return lambda state: state.has_passed(milestone)


def all_of(*conditions: Condition) -> Condition:
    return lambda state: all(one(state) for one in conditions)


def any_of(*conditions: Condition) -> Condition:
    return lambda state: any(one(state) for one in conditions)
