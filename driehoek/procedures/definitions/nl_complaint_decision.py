"""Advice of the complaints committee and decision of the board (PRO-12): annex 10, art. 12 and 15."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Field, Late, Paper, Step, Term, not_done
from driehoek.procedures.sources import scheme

from .shared import BOARD, COMMITTEE, REASONS, needs_unless

FACTS = {"received": "lodge.on", "heard": "hearing.on?", "advised": "advise.on?",
         "advice_prolonged": "prolong_advice.done?", "decision_prolonged": "prolong_decision.done?"}
BEFORE_ADVICE = {name: path for name, path in FACTS.items() if name in {"received", "heard", "advice_prolonged"}}


def deadline(name: str, facts: dict[str, str] | None = None, instead: tuple[str, str] | None = None) -> Term:
    return Term("nl.complaint.deadlines", facts or {"received": "lodge.on"}, name, instead)


PROLONG_ADVICE = Step(
    "prolong_advice", _("Prolong the term of the advice"),
    _("The committee may take four weeks more. It tells complainant, accused and board why."),
    COMMITTEE, after=("hearing",), when=not_done("advise"), fields=(REASONS,),
    latest=deadline("advice", {"received": "lodge.on", "heard": "hearing.on?"}), holder="nobody",
    late=Late(_("A term that is over cannot be prolonged."), scheme("12(2)"), refused=True),
    optional=True, letters=("nl.complaint_advice_prolongation",), to=("complainant", "accused", "board"), source=scheme("12(2)"),
)
ADVISE = Step(
    "advise", _("The advice"),
    _("The committee deliberates behind closed doors and gives a reasoned judgement. Complainant, accused and the head of the school get it in writing."),
    COMMITTEE, after=("hearing",),
    fields=(
        Field("complaint_outcome", _("Judgement"), "choice",
              choices=(("founded", _("founded")), ("partly", _("partly founded")), ("unfounded", _("unfounded")))),
        REASONS,
        Field("recommendation", _("Recommended measures"), "text", required=False),
    ),
    papers=(Paper("advice", _("advice of the committee")),),
    latest=deadline("advice", BEFORE_ADVICE, ("prolong_advice", "advice_prolonged")), holder="complaints_committee",
    late=Late(_("The advice came later than the scheme says. The procedure goes on; explain it to the parties."), scheme("12(2)"),
              missed=_("There is no advice yet, and its last day is past. The procedure goes on; explain it to the parties.")),
    letters=("nl.complaint_advice",), to=("complainant", "accused", "director", "board"), source=scheme("12"),
)
RESPONSE = Step(
    "response", _("The accused may respond to the intended decision"),
    _("Before the board decides, the accused can defend himself, orally or in writing, against what the board means to do."),
    BOARD, after=("advise",),
    fields=(Field("intention", _("What the board means to decide"), "text"),
            Field("response", _("What the accused answered"), "text", required=False)),
    letters=("nl.complaint_intended_decision",), to=("accused",), source=scheme("15(3)"),
)
PROLONG_DECISION = Step(
    "prolong_decision", _("Prolong the term of the decision"),
    _("The board may take at most four weeks more. It tells complainant, accused and committee why."),
    BOARD, after=("advise",), when=not_done("decide"), fields=(REASONS,),
    latest=deadline("decision", {name: path for name, path in FACTS.items() if name != "decision_prolonged"}), holder="nobody",
    late=Late(_("A term that is over cannot be prolonged."), scheme("15(2)"), refused=True),
    optional=True, letters=("nl.complaint_decision_prolongation",), to=("complainant", "accused", "complaints_committee"), source=scheme("15(2)"),
)
DECIDE = Step(
    "decide", _("The board decides"),
    _("The board says, with reasons, whether it shares the judgement and which measures it takes. The advice and the report of the hearing go along, unless weighty interests forbid it."),
    BOARD, after=("advise", "response"),
    fields=(
        Field("shares_judgement", _("The board shares the judgement"), "yes_no"),
        REASONS,
        Field("measures", _("Measures"), "text", required=False),
        Field("enclosed", _("Advice and report of the hearing go along"), "yes_no"),
        Field("not_enclosed", _("If not: which weighty interest forbids it?"), "text", required=False),
    ),
    latest=deadline("decision", FACTS, ("prolong_decision", "decision_prolonged")), holder="board",
    late=Late(_("The decision came later than the scheme says. It stands, but the complainant can hold that against the board."), scheme("15(1)"),
              missed=_("There is no decision yet, and its last day is past. The complainant can hold that against the board.")),
    objections=(needs_unless("decide.enclosed", "not_enclosed"),), letters=("nl.complaint_decision",),
    to=("complainant", "accused", "director", "complaints_committee"), source=scheme("15(1)"),
)
DECISION_STEPS = (PROLONG_ADVICE, ADVISE, RESPONSE, PROLONG_DECISION, DECIDE)
