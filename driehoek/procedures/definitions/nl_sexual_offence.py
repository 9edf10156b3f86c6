"""A sexual offence against a pupil by somebody who works for the school (SAF-11): safety plan 3.6.2, WPO art. 4a."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Refusal, Right, Step, all_of, done, not_done
from driehoek.procedures.sources import plan, scheme, wpo
from driehoek.procedures.state import Happened, State

from .shared import BOARD, NOTE

DUTY = wpo("4a")
SECTION = plan("3.6.2")
KNOWING = ("opener", "director", "board_member", "colleague")


def own_judgement(state: State, event: Happened) -> Refusal | None:
    """The board may report although the inspector sees no suspicion; then it says why."""
    if state.value("consult.suspicion") == "reasonable" or event.facts.get("own_reasons"):
        return None
    text = gettext("The confidential inspector saw no reasonable suspicion. The board may still report it: write down why it does.")
    return Refusal("no_suspicion", text, scheme("3(2), toelichting"))


def must_be_reported(state: State, _event: Happened) -> Refusal | None:
    """A reasonable suspicion leaves no choice."""
    if state.value("consult.suspicion") != "reasonable":
        return None
    text = gettext("There is a reasonable suspicion: the board must report it to the police. It is not allowed to leave it at this.")
    return Refusal("must_report", text, DUTY)


TELL_BOARD = Step(
    "tell_board", _("Tell the school board, at once"),
    _("Who works at the school and hears of this must tell the board, whoever asked for secrecy. Tell the head of school, or the board itself when it is about the head. Name that person on this case afterwards."),
    KNOWING,
    fields=(Field("about", _("About which pupil, and whom"), hint=_("Only who is named on this case reads it.")),
            Field("known", _("What you saw or heard, in plain facts"), "text"), Field("told_whom", _("Whom of the board you told, and how"))),
    source=DUTY,
)
CONSULT = Step(
    "consult", _("The board consults the confidential inspector"),
    _("The board calls the confidential inspector of the Inspectorate of Education, 0900-111 3 111, and asks whether there is a reasonable suspicion of an offence. It investigates nothing itself."),
    BOARD, after=("tell_board",),
    fields=(Field("inspector", _("Which confidential inspector was spoken to")),
            Field("suspicion", _("Is there a reasonable suspicion of an offence?"), "choice", choices=(("reasonable", _("yes")), ("none", _("no")))),
            Field("advice", _("What the inspector advised"), "text")),
    source=DUTY,
)
PARENTS = Step(
    "parents_told", _("Tell the pupil and the parents, before the police"),
    _("They need not agree, but they hear it from the school before a report is made. Tell them what will happen, and who helps them."),
    BOARD, after=("consult",),
    fields=(Field("pupil_told", _("The pupil was told"), "yes_no", must=True), Field("parents_told", _("The parents were told"), "yes_no", must=True),
            Field("by_whom", _("By whom"))),
    source=SECTION,
)
POLICE = Step(
    "police", _("Report to the police"),
    _("With a reasonable suspicion the board must report at once. It may give the police, the prosecution and the inspectorate what they need, without permission of the people concerned."),
    BOARD, after=("consult", "parents_told"), when=not_done("no_report"),
    fields=(Field("police_number", _("With whom, and the number of the report")), Field("own_reasons", _("When the inspector saw no suspicion: why the board reports all the same"), "text", required=False)),
    objections=(own_judgement,), source=DUTY,
)
INSPECTOR_TOLD = Step(
    "inspector_told", _("Tell the confidential inspector that it was reported"),
    _("The board tells the inspector at once."), BOARD, after=("police",), fields=(NOTE,), source=scheme("3(2), toelichting"),
)
NO_REPORT = Step(
    "no_report", _("There is no reasonable suspicion: no report"),
    _("Only after the inspector was consulted. Write down why, and what the school does all the same."),
    BOARD, after=("consult",), when=not_done("police"), fields=(Field("why", _("Why, and what happens instead"), "text"),),
    objections=(must_be_reported,), optional=True, source=SECTION,
)
CARE = Step(
    "care", _("Arrange help"),
    _("For the pupil and the parents, and for the colleague who told. Somebody they trust, and a number to call."),
    KNOWING, after=("tell_board",), fields=(Field("help", _("Which help, for whom"), "text"),), repeats=True, source=SECTION,
)
DEFINITION = Definition(
    "nl.sexual_offence", "nl", _("Sexual offence by somebody who works for the school"),
    _("You know or suspect that somebody who works for the school did something sexual with a pupil under 18."), "protected",
    steps=(TELL_BOARD, CONSULT, PARENTS, POLICE, INSPECTOR_TOLD, NO_REPORT, CARE),
    rights=(Right("opener", _("call the confidential inspector yourself, 0900-111 3 111"), SECTION),
            Right("parents", _("hear it before the police do"), SECTION, not_done("police"))),
    endings=(Ending("reported", _("It was reported, and the inspector knows."), all_of(done("police", "inspector_told", "care"))),
             Ending("no_report", _("There was no reasonable suspicion, and the board said why."), done("no_report", "care"))),
    about="anyone", at_once=_("Is the pupil in danger now? Call 112. Keep the pupil and this person apart. Touch nothing that may be proof."),
    allowed=(_("Tell the board, although somebody asked you to keep it secret."), _("Give the police and the inspectorate what they need, without permission."),
             _("Comfort the pupil, and say that you must tell it further.")),
    not_allowed=(_("Keep it to yourself: you must tell the board."), _("Talk to the person it is about, or warn this person."),
                 _("Question the pupil. That is for the police."), _("Report to the police before the pupil and the parents know.")),
    requirement=("SAF-11",),
)
