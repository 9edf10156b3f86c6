"""Fields, papers and objections that several procedures have."""

from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures import committees
from driehoek.procedures.definition import Field, Objection, Paper, Refusal, Step, Term
from driehoek.procedures.sources import decree, regulations
from driehoek.procedures.state import Happened, State
from driehoek.procedures.words import spoken
from lawbook.core import Source

DIRECTION = ("director",)
LEADING = ("director", "care_coordinator")
OFFICE = ("director", "care_coordinator", "secretariat")
TEACHERS = ("class_teacher", "support_teacher")
BOARD = ("director", "board_member")
COMMITTEE = ("committee_chair", "secretary", "director", "board_member")

REASONS = Field("reasons", _("Reasons"), "text", hint=_("These go into the letter, so write them for its reader."))
REPORT = Field("report", _("What was said, in short"), "text", required=False)
PRESENT = Field("present", _("Who was there"))
NOTE = Field("note", _("Note"), "text", required=False)
DESCRIPTION = Field("description", _("What happened"), "text")
ALTERNATIVE = Field(
    "alternative", _("Which lighter measure was considered, and why is it not enough?"), "text",
    hint=_("A sanction is the last means. Above you see what was tried before."),
)  # fmt: skip
PROOF = Paper("proof_of_posting", _("proof that the registered letter was posted"))
MINUTES = Paper("minutes", _("report"))

HALF_DAYS = tuple(
    (f"{number}{part}", format_lazy("{} {}", day, word))
    for number, day in enumerate(WEEKDAYS[one] for one in range(5))
    for part, word in (("am", _("morning")), ("pm", _("afternoon")))
    if (number, part) != (2, "pm")
)
APPELLANT = Field("appellant", _("Who appeals"), "party", required=False,
                  hint=_("Needed when the letters were posted on different days: each term runs from the own letter."))  # fmt: skip

WEEKLY = (
    Field("half_days", _("On which half days"), "several", required=False, choices=HALF_DAYS,
          hint=_("With the hours below it stands in the class list each week.")),
    Field("since", _("From (such as 09:00)"), required=False), Field("until", _("Until (such as 10:15)"), required=False),
)  # fmt: skip
GRANTED = Field(
    "decision", _("Decision"), "choice", choices=(("granted", _("granted")), ("refused", _("refused")))
)  # fmt: skip
REQUEST_WITHDRAWN = Step(
    "withdrawn", _("The parents withdraw their request"), _("The request is no longer needed. The case is closed."),
    OFFICE, after=("ask",), fields=(NOTE,), optional=True,
)  # fmt: skip


def composition(rules: str) -> Objection:
    """The committee of the case must be composed as the law wants it."""

    def objection(state: State, _event: Happened) -> Refusal | None:
        found = committees.composed(rules, state.context.known.get("members", ()))
        return found[0] if found else None

    return objection


VOTE = Term("be.appeal.vote", {
    "internal_for": "case.internal_for", "internal_against": "case.internal_against", "external_for": "case.external_for",
    "external_against": "case.external_against", "chair": "case.chair_vote", "on": "appeal_decision.on",
})  # fmt: skip


def follows_the_vote(granted: str, kept: str) -> Objection:
    """Where it came to a vote the result is what was voted: both groups weigh the same, the chair decides a tie."""

    def objection(state: State, event: Happened) -> Refusal | None:
        answer = state.answer(VOTE) if state.context.value("voted") else None
        result = event.facts.get("result")
        if answer is None or result not in {granted, kept}:
            return None
        if answer.outcome is None:
            text = gettext("The votes do not add up: members from inside and from outside both vote.")
            return Refusal("votes_incomplete", text, decree("37/6, § 1"))
        if answer.outcome.value["decided_by"] == "chair" and not state.context.value("chair_voted"):
            text = gettext("There are as many votes for as against: the vote of the chair decides. Note that one too.")
            return Refusal("chair_has_not_voted", text, decree("37/6, § 1"))
        if result == (granted if answer.outcome.value["outcome"] == "for" else kept):
            return None
        return Refusal("against_the_vote", gettext("The result is not what the vote decided."), decree("37/6, § 1"))

    return objection


def begins_in_time(name: str, source: Source, *, on_school_days: bool = True) -> Objection:
    """A measure begins not before it was decided, and on a school day where it keeps a pupil from school."""

    def objection(state: State, event: Happened) -> Refusal | None:
        first = state.typed(event.step, name, event.facts.get(name))
        if first is None:
            return None
        if first < event.on:
            text = gettext("This measure cannot begin before it is decided: on %(day)s at the earliest.")
            return Refusal("begins_before", text % {"day": spoken(event.on)}, source)
        if on_school_days and state.context.calendar and not state.context.calendar.is_open(first):
            return Refusal("no_school_day", gettext("On %(day)s there is no school.") % {"day": spoken(first)}, source)
        return None

    return objection


def appellant_known(step: str) -> Objection:
    """Where the letters of a step were posted on different days, whose term it is must be known."""

    def objection(state: State, event: Happened) -> Refusal | None:
        to = state.context.known.get("posted", {}).get(step, {})
        posted, sent = state.value("appeal.posted"), state.value(f"{step}.posting:appeal.appellant")
        if posted and sent and posted < sent:
            text = gettext("An appeal cannot be posted before the decision was, on %(day)s.") % {"day": spoken(sent)}
            return Refusal("before_its_fact", text, decree("37/4"))
        if len(set(to.values())) < 2 or event.facts.get("appellant") in to:
            return None
        text = gettext("The letters were posted on different days. Choose who appeals: each has the own last day.")
        return Refusal("appellant_unknown", text, decree("37/4"))

    return objection


def confidant_may_come(state: State, event: Happened) -> Refusal | None:
    """Who comes along as confidant is named on the case, so that it is checked who that is."""
    name = str(event.facts.get("confidant") or "").casefold()
    named = [one for one in state.context.known.get("members", ()) if one.role == "confidant"]
    if name and not any(one.name.casefold() == name for one in named):
        text = gettext("Name the confidant on this case first: staff of the school or of its CLB cannot be one.")
        return Refusal("confidant_unknown", text, regulations("9.4.3, punt 2"))
    return next((refusal for one in named if (refusal := committees.confidant(one))), None)


def planned_not_before(name: str, step: str) -> Objection:
    """An appointment that a letter names lies on or after the first day of the step it is for."""

    def objection(state: State, event: Happened) -> Refusal | None:
        planned = state.typed(event.step, name, event.facts.get(name))
        term = state.definition.step(step).earliest
        first = state.day(term) if term else None
        if planned is None or first is None or planned >= first:
            return None
        return _too_early(state, step, first)

    return objection


def _too_early(state: State, step: str, first: date) -> Refusal:
    term = state.definition.step(step).earliest
    from_rule = state.answer(term) if term else None
    reason = from_rule.outcome.reasons[0] if from_rule and from_rule.outcome else None
    text = gettext("The appointment is too early: the first possible day is %(day)s.") % {"day": spoken(first)}
    return Refusal("planned_too_early", text, reason.source if reason else None)


def needs_when(path: str, value: object, *names: str) -> Objection:
    """Fields that are needed as soon as another one has a value."""
    return lambda state, event: _missing(state, event, names) if state.value(path) == value else None


def needs_unless(path: str, *names: str) -> Objection:
    """Fields that are needed when a yes or no is not yes, whether that was said or left open."""
    return lambda state, event: None if state.value(path) else _missing(state, event, names)


def _missing(state: State, event: Happened, names: tuple[str, ...]) -> Refusal | None:
    if state.last(event.step) is not event:
        return None
    fields = {one.name: one for one in state.definition.step(event.step).fields}
    for name in names:
        if event.facts.get(name) in (None, "", []):
            return Refusal("missing_fact", gettext("Fill in: %(label)s.") % {"label": fields[name].label})
    return None
