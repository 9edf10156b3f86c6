"""Measures after a parent's behaviour (PRO-10): safety plan 7.3 and annex 4."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Refusal, Right, Step, done, fact
from driehoek.procedures.sources import plan
from driehoek.procedures.state import Happened, State

from .shared import ALTERNATIVE, BOARD, DESCRIPTION, DIRECTION, PRESENT, REASONS, REPORT


def warned_or_grave(state: State, event: Happened) -> Refusal | None:
    """A ban follows an earlier warning, or threat or violence."""
    if event.facts.get("measure") != "ban" or state.done("warn") or event.facts.get("ban_ground") == "threat_or_violence":
        return None
    return Refusal("not_warned", gettext("A ban follows an earlier written warning, unless there was threat or violence."), plan("bijlage 4"))


TALK = Step("talk", _("Talk with the parent"), _("Say what was not acceptable, and hear the parent."), DIRECTION, fields=(DESCRIPTION, PRESENT, REPORT), source=plan("7.3"))
WARN = Step("warn", _("Warn the parent in writing"), _("The letter says what happened, what is expected, and what follows next time."), DIRECTION, after=("talk",),
            fields=(REASONS,), optional=True, letters=("nl.parent_warning",), to=("parents",), source=plan("bijlage 4"))
MEASURE = Step(
    "measure", _("Take a measure"),
    _("In proportion: a conversation, a ban from the grounds, at the very last the removal of the child, which has its own procedure. A child pays for a parent's behaviour only when there is no other way."),
    BOARD, after=("talk",),
    fields=(Field("measure", _("Measure"), "choice", choices=(("none", _("no further measure")), ("ban", _("ban from school and grounds")), ("removal", _("removal of the child is opened")))),
            Field("ban_ground", _("Ground of the ban"), "choice", required=False, choices=(("after_warning", _("after a warning")), ("threat_or_violence", _("threat or violence")))),
            Field("valid_until", _("Until and including"), "date", required=False), ALTERNATIVE, REASONS),
    objections=(warned_or_grave,), letters=("nl.parent_ban",), to=("parents",), source=plan("7.3"),
)
END_BAN = Step("end_ban", _("End the ban"), _("The parent may come to school again."), DIRECTION, after=("measure",), when=fact("measure.measure", "ban"),
               fields=(REPORT,), letters=("nl.parent_ban_ended",), to=("parents",), source=plan("bijlage 4"))
DEFINITION = Definition(
    "nl.parent_sanction", "nl", _("Measures after a parent's behaviour"),
    _("For threats, violence or anything that makes school unsafe."), "discipline",
    steps=(TALK, WARN, MEASURE, END_BAN),
    rights=(Right("parents", _("tell the own side before a measure is taken"), plan("7.3"), lambda state: not state.done("measure")),),
    endings=(Ending("none", _("There was no further measure."), fact("measure.measure", "none")),
             Ending("removal", _("It goes on in the procedure of removal."), fact("measure.measure", "removal")),
             Ending("ended", _("The ban has ended."), done("end_ban"))),
    official=True, requirement=("PRO-10",),
)
