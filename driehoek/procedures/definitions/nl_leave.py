"""Extra leave in a Dutch primary school (ATT-10): Leerplichtwet art. 11, 13, 13a, 14; safety plan 3.3.1."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Milestone, Paper, Refusal, Right, Step, Term, any_of, done, fact
from driehoek.procedures.sources import lpw, plan
from driehoek.procedures.state import Happened, State
from driehoek.procedures.words import reason_text

from .shared import DIRECTION, LEADING, NOTE, OFFICE, REASONS, REQUEST_WITHDRAWN

DECIDE = Term("nl.leave.decide", {
    "kind": "ask.leave_kind", "asked_on": "ask.on", "first_day": "ask.first_day", "last_day": "ask.last_day",
    "school_days": "ask.school_days", "first_school_day": "ask.first_school_day",
    "employer_statement": "ask.employer_statement?", "nature_of_work": "ask.nature_of_work?",
    "granted_this_year": "case.holiday_leave?", "weighty_days_before": "case.weighty_days?",
})


def decider(state: State) -> str:
    """Who decides: nobody (a notice is enough), head or attendance_officer."""
    answer = state.answer(DECIDE)
    return str(answer.outcome.value["decider"]) if answer and answer.outcome else ""


def obstacles(state: State) -> list[str]:
    answer = state.answer(DECIDE)
    return list(answer.outcome.value["reasons"]) if answer and answer.outcome else []


def granted_as_the_law_allows(state: State, event: Happened) -> Refusal | None:
    """What the act forbids cannot be granted; what stands in the way is named."""
    answer = state.answer(DECIDE)
    if event.facts.get("decision") != "granted" or answer is None or answer.outcome is None or not obstacles(state):
        return None
    reason = next(one for one in answer.outcome.reasons if one.code == obstacles(state)[0])
    return Refusal("not_admissible", reason_text(reason), reason.source)


def told_in_time(state: State, _event: Happened) -> Refusal | None:
    """A religious duty is told two days before; told later, it does not authorise the absence."""
    answer = state.answer(DECIDE)
    if answer is None or answer.outcome is None or not obstacles(state):
        return None
    reason = next(one for one in answer.outcome.reasons if one.code == obstacles(state)[0])
    return Refusal("told_late", reason_text(reason), reason.source)


def days_are_sound(state: State, event: Happened) -> Refusal | None:
    answer = state.answer(DECIDE)
    if answer is None or answer.wrong is None:
        return None
    return Refusal("wrong_days", gettext("These days do not fit together: look at the first and last day and the number of school days."), lpw("13a"))


ASK = Step(
    "ask", _("The parents ask for leave"),
    _("Parents ask in writing, well before. There are three grounds: a religious duty, holiday because of the nature of a parent's work, or weighty circumstances."),
    OFFICE,
    fields=(
        Field("leave_kind", _("Ground"), "choice", choices=(("religious", _("religious duty")), ("holiday", _("holiday, because of the nature of the work")), ("weighty", _("weighty circumstances")))),
        Field("first_day", _("First day"), "date"),
        Field("last_day", _("Last day"), "date"),
        Field("nature_of_work", _("The nature of the work leaves no school holiday"), "yes_no"),
        Field("employer_statement", _("There is a statement of the employer"), "yes_no"),
        Field("granted_this_year", _("Another school granted holiday leave this school year"), "yes_no"),
        NOTE,
    ),
    papers=(Paper("request", _("request of the parents")),), objections=(days_are_sound,), source=plan("3.3.1"),
)
ADVICE = Step(
    "advice", _("Ask advice in case of doubt"),
    _("When it is not clear whether the ground is good, ask somebody outside the school."),
    LEADING, after=("ask",), fields=(Field("advice", _("Advice"), "text"),), optional=True, repeats=True, source=plan("3.3.1"),
)
NOTED = Step(
    "noted", _("Note the religious duty"),
    _("For a religious duty nobody has to decide: telling the head two days before is enough."),
    OFFICE, after=("ask",), when=lambda state: decider(state) == "nobody", objections=(told_in_time,), source=lpw("13"),
)
TOLD_LATE = Step(
    "told_late", _("Note that it was told too late"),
    _("The act asks to tell it beforehand. Told later, the absence is not authorised by telling it: say so to the parents."),
    OFFICE, after=("ask",), when=lambda state: decider(state) == "nobody" and bool(obstacles(state)), fields=(NOTE,), optional=True, source=lpw("13"),
)
ANSWER = Step(
    "decide", _("Decide and answer in writing"),
    _("The head decides on at most ten school days and answers with reasons. Parents can object."),
    DIRECTION, after=("ask",), when=lambda state: decider(state) == "head",
    fields=(Field("decision", _("Decision"), "choice", choices=(("granted", _("granted")), ("refused", _("refused")))), REASONS),
    objections=(granted_as_the_law_allows,), letters=("nl.leave_decision",), to=("parents",), source=lpw("14"),
)
OBJECTION = Term("nl.discipline.objection_due", {"sent": "decide.posting"})
FORWARD = Step(
    "forward", _("Send it on to the attendance officer"),
    _("Above ten school days in a year the attendance officer decides on weighty circumstances, after hearing the head."),
    DIRECTION, after=("ask",), when=lambda state: decider(state) == "attendance_officer",
    fields=(Field("opinion", _("What the head thinks of it"), "text"),), letters=("nl.leave_forward", "nl.leave_decision"), to=("attendance_officer", "parents"), source=lpw("14(3)"),
)
OFFICER = Step(
    "officer_decided", _("The attendance officer decided"),
    _("Note what the attendance officer decided."),
    OFFICE, after=("forward",), fields=(Field("decision", _("Decision"), "choice", choices=(("granted", _("granted")), ("refused", _("refused")))),), source=lpw("14(3)"),
)
DEFINITION = Definition(
    "nl.leave", "nl", _("Request for leave"),
    _("For leave outside the school holidays: who decides, and what the act allows."), "attendance",
    steps=(ASK, ADVICE, NOTED, TOLD_LATE, ANSWER, FORWARD, OFFICER, REQUEST_WITHDRAWN),
    rights=(Right("parents", _("object in writing to a refusal"), lpw("14"), fact("decide.decision", "refused"), OBJECTION),),
    milestones=(Milestone("objection_due", _("Last day to object"), OBJECTION, fact("decide.decision", "refused")),),
    endings=(
        Ending("noted", _("The religious duty was noted; the absence is authorised."), done("noted")),
        Ending("told_late", _("The religious duty was told too late; the absence is not authorised."), done("told_late")),
        Ending("granted", _("The leave was granted."), any_of(fact("decide.decision", "granted"), fact("officer_decided.decision", "granted"))),
        Ending("refused", _("The leave was refused. Staying away all the same is unauthorised."), any_of(fact("decide.decision", "refused"), fact("officer_decided.decision", "refused"))),
        Ending("withdrawn", _("The parents withdrew their request."), done("withdrawn")),
    ),
    requirement=("ATT-10",),
)
