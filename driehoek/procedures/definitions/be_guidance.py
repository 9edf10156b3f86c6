"""Guidance and restorative measures (PRO-1): school regulations 9.1-9.2."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Right, Step, done
from driehoek.procedures.sources import regulations

from .shared import DESCRIPTION, LEADING, PRESENT, REPORT, TEACHERS

STAFF = (*LEADING, *TEACHERS)
GUIDE = Step(
    "guide", _("Guide: a talk, a time-out, a guidance plan"),
    _("Help the child to behave as is wanted. It is no punishment. Talk it over with the child, and with the parents when that helps."),
    STAFF, fields=(
        Field("kind", _("Which measure"), "choice", choices=(("talk", _("talk")), ("time_out", _("time-out, talked over afterwards")), ("plan", _("guidance plan")))),
        DESCRIPTION, Field("agreements", _("What was agreed, also by the child"), "text", required=False),
    ), optional=True, repeats=True, letters=("be.talk_report",), to=("parents",), source=regulations("9.1"),
)
RESTORE = Step(
    "restore", _("Restore: talk, circle, mediation, no blame, HERGO"),
    _("Bring together those who were in conflict, to put right what went wrong. A HERGO is led by somebody independent."),
    STAFF, fields=(
        Field("kind", _("Which way"), "choice", choices=(("talk", _("restorative talk")), ("circle", _("restorative circle in the group")), ("mediation", _("mediation")), ("no_blame", _("no blame")), ("hergo", _("restorative group conference (HERGO)")))),
        DESCRIPTION, PRESENT, REPORT,
    ), optional=True, repeats=True, source=regulations("9.2"),
)
FOLLOW = Step(
    "follow", _("Look how it goes"), _("Follow up the agreements together with the child. Does it work?"), STAFF,
    when=lambda state: state.done("guide") or state.done("restore"),
    fields=(Field("works", _("Does it work?"), "choice", choices=(("yes", _("yes")), ("partly", _("partly")), ("no", _("no")))), REPORT),
    optional=True, repeats=True, source=regulations("9.1"),
)
CLOSE = Step("close", _("Close"), _("It goes well, or something else is needed."), STAFF, when=lambda state: state.done("guide") or state.done("restore"), fields=(REPORT,), source=regulations("9.1"))
DEFINITION = Definition(
    "be.guidance", "be", _("Guidance and restorative measures"), _("When a child disturbs lessons or there is a conflict: first help and restore."), "guidance",
    steps=(GUIDE, RESTORE, FOLLOW, CLOSE),
    rights=(Right("pupil", _("propose agreements for the guidance plan"), regulations("9.1")),),
    endings=(Ending("closed", _("The guidance was closed."), done("close")),), requirement=("PRO-1",),
)
