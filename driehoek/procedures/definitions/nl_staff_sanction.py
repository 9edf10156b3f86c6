"""Sanctions for staff (PRO-10): safety plan 7.2. Each is heard first, handed over in writing, explained, registered."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Refusal, Right, Step, done, fact
from driehoek.procedures.sources import plan
from driehoek.procedures.state import Happened, State

from .shared import ALTERNATIVE, BOARD, DESCRIPTION, DIRECTION, PRESENT, REASONS, REPORT

KINDS = (("warning", _("warning")), ("reprimand", _("reprimand")), ("suspension", _("suspension")), ("dismissal", _("dismissal")))


def imposed_by(state: State, event: Happened) -> Refusal | None:
    """Head or deputy warns; from a reprimand on it is the general direction, for the board."""
    if event.facts.get("sanction") == "warning" or event.facts.get("by_direction"):
        return None
    return Refusal("wrong_imposer", gettext("A reprimand, suspension or dismissal is imposed by the general direction for the board, not by the head of the school."), plan("7.2"))


def heavier_needs_more(state: State, event: Happened) -> Refusal | None:
    """For a dismissal the complainant and others concerned are heard too, always."""
    if event.facts.get("sanction") != "dismissal" or state.done("hear_others"):
        return None
    return Refusal("others_not_heard", gettext("Before a dismissal whoever complained and others concerned are heard too."), plan("7.2"))


HEAR = Step(
    "hear", _("Hear the member of staff"),
    _("The duty to look into it weighs heavier as the sanction does. Who is accused tells the own side first."),
    BOARD, fields=(DESCRIPTION, PRESENT, REPORT), source=plan("7.2"),
)
HEAR_OTHERS = Step(
    "hear_others", _("Hear whoever complained, and others"),
    _("When the hearing leaves doubt about the ground of the sanction; before a dismissal always."),
    BOARD, after=("hear",), fields=(PRESENT, REPORT), optional=True, repeats=True, source=plan("7.2"),
)
DROP = Step("drop", _("No sanction"), _("The hearing showed that a sanction is not in place."), BOARD, after=("hear",), fields=(REASONS,), optional=True, source=plan("7.2"))
VOLUNTARY = Step(
    "voluntary", _("Offer to resign"),
    _("Before a forced dismissal the person is preferably given the chance to resign."), BOARD, after=("hear",), fields=(REPORT,), optional=True, source=plan("7.2"),
)
IMPOSE = Step(
    "impose", _("Impose the sanction"),
    _("In writing, handed over, and explained: that it is registered, and what follows if it is ignored."),
    BOARD, after=("hear",),
    fields=(
        Field("sanction", _("Sanction"), "choice", choices=KINDS),
        Field("by_direction", _("Imposed by the general direction for the board"), "yes_no"),
        ALTERNATIVE, REASONS,
        Field("consequences", _("What follows if it is ignored"), "text"),
        Field("handed_over", _("Handed over in writing"), "yes_no", must=True),
        Field("explained", _("Explained in person"), "yes_no", must=True),
    ),
    objections=(imposed_by, heavier_needs_more), letters=("nl.staff_warning", "nl.staff_reprimand", "nl.staff_suspension", "nl.staff_dismissal"), to=("staff",), source=plan("7.2"),
)
REGISTER = Step(
    "register", _("Register it, and tell who must know"),
    _("The head of the school knows, the general direction if needed. Whoever reported it, and above all the victims, hear how it ended."),
    DIRECTION, after=("impose",), fields=(Field("told", _("Who was told")),), to=("director", "board", "reporter"), source=plan("7.2"),
)
DEFINITION = Definition(
    "nl.staff_sanction", "nl", _("Sanction for a member of staff"),
    _("After unofficial measures did not help, or for a serious breach."), "staff",
    steps=(HEAR, HEAR_OTHERS, DROP, VOLUNTARY, IMPOSE, REGISTER),
    rights=(Right("staff", _("be heard before a sanction is imposed"), plan("7.2"), lambda state: not state.done("impose")),),
    endings=(Ending("dropped", _("No sanction was imposed."), done("drop")),
             Ending("warned", _("The warning was given and registered."), lambda state: state.done("register") and fact("impose.sanction", "warning")(state)),
             Ending("imposed", _("The sanction was imposed and registered."), done("register"))),
    about="staff", official=True, requirement=("PRO-10",),
)
