"""Exemption from PE or swimming (ATT-15): school regulations 14.7 and 14.8."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Paper, Refusal, Step, done, fact
from driehoek.procedures.sources import regulations
from driehoek.procedures.state import Happened, State

from .shared import GRANTED, LEADING, OFFICE, REASONS, REQUEST_WITHDRAWN, TEACHERS


def certificate_is_there(state: State, event: Happened) -> Refusal | None:
    """PE: a medical certificate only. Swimming: a note for once, a certificate beyond."""
    if event.facts.get("decision") != "granted" or "medical_certificate" in state.papers:
        return None
    if state.value("ask.activity") == "pe":
        return Refusal("no_certificate", gettext("Exemption from physical education needs a medical certificate."), regulations("14.7"))
    if not state.value("ask.once") or "parents_note" not in state.papers:
        return Refusal("no_certificate", gettext("For once a note of the parents is enough for swimming; beyond that a medical certificate is needed."), regulations("14.8"))
    return None


ASK = Step("ask", _("The parents ask for exemption"), _("Physical education and swimming belong to school. Exemption needs a certificate; for swimming a note does for once."), (*OFFICE, *TEACHERS),
           fields=(Field("activity", _("For what"), "choice", choices=(("pe", _("physical education")), ("swimming", _("swimming")))), Field("once", _("Only once"), "yes_no"),
                   Field("valid_until", _("Until and including"), "date", required=False)),
           papers=(Paper("parents_note", _("note of the parents"), required=False), Paper("medical_certificate", _("medical certificate"), required=False)), source=regulations("14.7, 14.8"))
DECIDE = Step("decide", _("Decide"), _("Say what the child does instead."), (*LEADING, *TEACHERS), after=("ask",), fields=(GRANTED, REASONS, Field("replacement", _("What the child does instead"), required=False)),
              objections=(certificate_is_there,), letters=("be.exemption_answer",), to=("parents",), source=regulations("14.7, 14.8"))
DEFINITION = Definition(
    "be.exemption", "be", _("Exemption from PE or swimming"), _("For a child that cannot take part for a while."), "activity", steps=(ASK, DECIDE, REQUEST_WITHDRAWN),
    endings=(Ending("withdrawn", _("The parents withdrew their request."), done("withdrawn")), Ending("granted", _("The exemption was given."), fact("decide.decision", "granted")),
             Ending("refused", _("The exemption was refused: the child takes part."), fact("decide.decision", "refused"))), requirement=("ATT-15",),
)
