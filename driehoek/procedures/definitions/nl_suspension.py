"""Suspension of a pupil in the Netherlands (PRO-8): WPO art. 40c, safety plan 7.1."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Check, Definition, Ending, Field, Given, Late, Right, Step, Term, done
from driehoek.procedures.sources import plan, wpo
from driehoek.procedures.state import State

from .shared import begins_in_time, ALTERNATIVE, BOARD, DESCRIPTION, DIRECTION, LEADING, PRESENT, REASONS, REPORT

FACTS = {"first_day": "decide.first_day", "last_day": "decide.last_day", "school_days": "decide.school_days"}
INSPECTORATE = Check("nl.discipline.suspension", FACTS, lambda value: bool(value["valid"]), _("A suspension lasts at most one week."))

HEAR = Step(
    "hear", _("Hear the pupil and the parents"),
    _("The pupil tells what happened, and the parents are talked to. When that leaves doubt, whoever imposed the sanction or complained is heard too."),
    DIRECTION, fields=(DESCRIPTION, PRESENT, Field("doubt", _("The hearing left doubt; others were heard"), "yes_no"), REPORT), source=plan("7.1"),
)
DECIDE = Step(
    "decide", _("Suspend, and hand over the decision"),
    _("The board decides, mostly through the head of the school. The decision is handed to the parents in writing, with reasons, and explained. At most one week."),
    BOARD, after=("hear",),
    fields=(
        Field("first_day", _("First day of the suspension"), "date"),
        Field("last_day", _("Last day of the suspension"), "date"),
        ALTERNATIVE, REASONS,
        Field("handed_over", _("Handed over in writing"), "yes_no", must=True),
        Field("explained", _("Explained to the parents in person"), "yes_no", must=True),
    ),
    check=INSPECTORATE, objections=(begins_in_time("first_day", wpo("40c")),), letters=("nl.suspension",), to=("parents",), source=wpo("40c"),
)
def notify(state: State) -> bool:
    """Whether the inspectorate must be told."""
    answer = state.answer(INSPECTORATE)
    return bool(answer and answer.outcome and answer.outcome.value["notify_inspectorate"])


TELL = Step(
    "inspectorate", _("Tell the inspectorate"),
    _("A suspension of more than one day is told to the inspectorate in writing, with the reasons, without delay."),
    BOARD, after=("decide",), when=notify, latest=Term("nl.days.after", {"start": "decide.first_day", "days": Given(0), "kind": Given("calendar")}),
    holder="board", late=Late(_("The inspectorate was told late. Note why."), wpo("40c"),
                                missed=_("The inspectorate has not been told yet. Tell it at once, and say why it is late.")),
    letters=("nl.suspension_inspectorate",), to=("inspectorate",), source=wpo("40c"),
)
PROGRAMME = Step(
    "programme", _("Arrange the substitute programme"),
    _("A suspended pupil goes on learning, preferably at school, with a programme of the own teacher."),
    LEADING, after=("decide",),
    fields=(Field("programme", _("What the pupil does"), "text"), Field("programme_place", _("Where"), "choice", choices=(("school", _("at school")), ("home", _("at home"))))),
    source=plan("7.1"),
)
BACK = Step(
    "back", _("The pupil is back"),
    _("Talk with the pupil and the parents about how to go on."), LEADING, after=("decide",),
    fields=(REPORT,), source=plan("7.1"),
)
DEFINITION = Definition(
    "nl.suspension", "nl", _("Suspension of a pupil"),
    _("For a serious breach, or when earlier sanctions were ignored. At most one week."), "discipline",
    steps=(HEAR, DECIDE, TELL, PROGRAMME, BACK),
    rights=(Right("pupil", _("a substitute programme during the suspension"), plan("7.1"), done("decide")),),
    endings=(Ending("over", _("The suspension is over and everybody was told."),
                    lambda state: state.done("back") and state.done("programme") and (state.done("inspectorate") or not notify(state))),),
    official=True, requirement=("PRO-8",),
)
