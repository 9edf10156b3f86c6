"""Fields, papers and objections that several procedures have."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures import committees
from driehoek.procedures.definition import Field, Objection, Paper, Refusal, Step
from driehoek.procedures.state import Happened, State

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


def _too_early(state: State, step: str, first: object) -> Refusal:
    term = state.definition.step(step).earliest
    from_rule = state.answer(term) if term else None
    reason = from_rule.outcome.reasons[0] if from_rule and from_rule.outcome else None
    text = gettext("The appointment is too early: the first possible day is %(day)s.") % {"day": first}
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
