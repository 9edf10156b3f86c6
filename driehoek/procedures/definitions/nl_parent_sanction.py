"""Measures after a parent's behaviour (PRO-10): safety plan 7.3 and annex 4."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Refusal, Right, Step, done, fact
from driehoek.procedures.sources import plan
from driehoek.procedures.state import Happened, State
from driehoek.procedures.words import spoken

from .shared import ALTERNATIVE, BOARD, DESCRIPTION, DIRECTION, PRESENT, REASONS, REPORT, needs_when


def warned_or_grave(state: State, event: Happened) -> Refusal | None:
    """A ban follows an earlier warning, or threat or violence."""
    if event.facts.get("measure") != "ban" or state.done("warn") or event.facts.get("ban_ground") == "threat_or_violence":
        return None
    return Refusal("not_warned", gettext("A ban follows an earlier written warning, unless there was threat or violence."), plan("bijlage 4"))


def ban_ends(_state: State, event: Happened) -> Refusal | None:
    until = str(event.facts.get("valid_until") or "")
    if not until or until >= event.on.isoformat():
        return None
    return Refusal("ends_before", gettext("The last day of the ban lies before its first day."), plan("bijlage 4"))


def again_after_warning(state: State, event: Happened) -> Refusal | None:
    """What happened again happened after the warning."""
    if event.facts.get("ban_ground") != "after_warning" or not state.done("warn"):
        return None
    again, warned = state.value("measure.again_on"), state.value("warn.on")
    if again is None or again < warned:
        return Refusal("not_again", gettext("Say on which day it happened again: after the warning of %(day)s.") % {"day": spoken(warned)}, plan("bijlage 4"))
    return None


TALK = Step("talk", _("Talk with the parent"), _("Say what was not acceptable, and hear the parent."), DIRECTION,
            fields=(Field("parent", _("Which parent"), "party"), DESCRIPTION, PRESENT, REPORT), source=plan("7.3"))
WARN = Step("warn", _("Warn the parent in writing"), _("The letter says what happened, what is expected, and what follows next time."), DIRECTION, after=("talk",),
            fields=(REASONS,), optional=True, letters=("nl.parent_warning",), to=("offender",), source=plan("bijlage 4"))
MEASURE = Step(
    "measure", _("Take a measure"),
    _("In proportion: a conversation, a ban from the grounds, at the very last the removal of the child, which has its own procedure. A child pays for a parent's behaviour only when there is no other way."),
    BOARD, after=("talk",),
    fields=(Field("measure", _("Measure"), "choice", choices=(("none", _("no further measure")), ("ban", _("ban from school and grounds")), ("removal", _("removal of the child is opened")))),
            Field("ban_ground", _("Ground of the ban"), "choice", required=False, choices=(("after_warning", _("after a warning")), ("threat_or_violence", _("threat or violence")))),
            Field("again_on", _("After a warning: the day on which it happened again"), "date", required=False),
            Field("valid_until", _("Until and including"), "date", required=False),
            Field("area", _("Where it holds"), required=False, hint=_("Such as: the building and the grounds.")),
            Field("contact_person", _("Whom the person can call about the child"), required=False), ALTERNATIVE, REASONS),
    objections=(warned_or_grave, needs_when("measure.measure", "ban", "ban_ground", "valid_until", "area", "contact_person"), ban_ends, again_after_warning),
    letters=("nl.parent_ban",), to=("offender",), source=plan("7.3"),
)
END_BAN = Step("end_ban", _("End the ban"), _("The parent may come to school again."), DIRECTION, after=("measure",), when=fact("measure.measure", "ban"),
               fields=(REPORT,), letters=("nl.parent_ban_ended",), to=("offender",), source=plan("bijlage 4"))
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
