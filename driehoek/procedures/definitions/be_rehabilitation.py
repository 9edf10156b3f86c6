"""Rehabilitation and speech therapy during lessons (ATT-13): school regulations 17."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Check, Definition, Ending, Field, Late, Milestone, Paper, Refusal, Step, Term, done, fact
from driehoek.procedures.sources import regulations
from driehoek.procedures.state import Happened, State

from .shared import WEEKLY, DIRECTION, GRANTED, LEADING, NOTE, OFFICE, REASONS, REPORT, REQUEST_WITHDRAWN

FACTS = {"situation": "ask.situation", "minutes_per_week": "ask.minutes_per_week", "documents": "case.papers_and_permission", "treatment_until": "ask.treatment_until?",
         "adapted_curriculum": "ask.adapted_curriculum!"}
UNTIL = Term("be.rehabilitation.permission", {**FACTS, "on": "decide.on"}, pick="until")
PAPERS = (Paper("parents_statement", _("statement of the parents"), required=False), Paper("medical_certificate", _("medical certificate"), required=False),
          Paper("clb_advice", _("advice of the CLB"), required=False), Paper("clb_doctor_advice", _("advice of the CLB doctor"), required=False),
          Paper("cooperation_agreement", _("agreement with the provider"), required=False))


def evaluated(state: State, event: Happened) -> Refusal | None:
    """A permission for a need in learning is renewed on the provider's evaluation of the year before."""
    before = state.context.value("renewed_papers")
    if before is None or event.facts.get("decision") != "granted" or state.value("ask.situation") != "learning_need":
        return None
    if "provider_evaluation" in {*before, *state.papers}:
        return None
    return Refusal("not_evaluated", gettext("To renew the permission the evaluation by the provider is needed."), regulations("17"))


ASK = Step(
    "ask", _("The parents ask for rehabilitation during lessons"),
    _("After illness or accident, or for a need in learning. At most 150 minutes a week, travel included."), OFFICE,
    fields=(Field("situation", _("Situation"), "choice", choices=(("illness_or_accident", _("after illness or accident")), ("learning_need", _("for a need in learning"))), carried="ask.situation"),
            Field("minutes_per_week", _("Minutes a week, travel included"), "number", carried="ask.minutes_per_week"), Field("treatment_until", _("Treatment runs until"), "date", required=False),
            Field("adapted_curriculum", _("The pupil has an individually adapted curriculum"), "yes_no", carried="ask.adapted_curriculum"), *WEEKLY, NOTE),
    papers=PAPERS, source=regulations("17"),
)
PAPER = Step("papers", _("A document came in"), _("The file must be complete before the director can decide."), OFFICE, after=("ask",), papers=(*PAPERS, Paper("provider_evaluation", _("evaluation by the provider"), required=False)),
             optional=True, repeats=True, source=regulations("17"))
DECIDE = Step(
    "decide", _("Decide"), _("The director decides on the documents, for as long as the treatment lasts, or for one school year with reasons."), DIRECTION, after=("ask",),
    fields=(GRANTED, REASONS), objections=(evaluated,), letters=("be.rehabilitation_decision",), to=("parents",),
    check=Check("be.rehabilitation.permission", {**FACTS, "on": "decide.on"}, lambda value: bool(value["grantable"]), _("The file is not complete, or this is more than may be permitted.")), source=regulations("17"),
)
REFUSE = Step("refuse", _("Refuse"), _("Tell the parents why it cannot be permitted."), DIRECTION, after=("ask",), when=lambda state: not state.done("decide"), fields=(REASONS,), optional=True,
              letters=("be.rehabilitation_decision",), to=("parents",), source=regulations("17"))
EVALUATE = Step("evaluate", _("Evaluation by the provider"), _("At the end of every school year the provider reports to the school and the CLB, with respect for privacy."), LEADING, after=("decide",),
                when=fact("ask.situation", "learning_need"), fields=(REPORT,), papers=(Paper("provider_evaluation", _("evaluation by the provider")),), latest=UNTIL,
                late=Late(_("Without the evaluation the permission cannot be renewed for the next school year."), regulations("17")), source=regulations("17"))
CLOSE = Step("close", _("The permission ends"), _("The treatment is over, or a new case renews the permission for the next school year."), LEADING, after=("decide",), fields=(REPORT,), source=regulations("17"))
DEFINITION = Definition(
    "be.rehabilitation", "be", _("Rehabilitation during lessons"), _("For therapy that has to be during lesson hours."), "attendance",
    steps=(ASK, PAPER, DECIDE, REFUSE, EVALUATE, CLOSE, REQUEST_WITHDRAWN),
    milestones=(Milestone("until", _("The permission runs until"), UNTIL, fact("decide.decision", "granted")),),
    endings=(Ending("withdrawn", _("The parents withdrew their request."), done("withdrawn")), Ending("refused", _("Permission was refused."), lambda state: state.done("refuse") or state.value("decide.decision") == "refused"),
             Ending("ended", _("The permission has ended."), done("close"))),
    renews=_("Renew for the next school year"), requirement=("ATT-13",),
)
