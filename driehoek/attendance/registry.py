"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.duties.own import Own
from driehoek.journal.acts import Act
from driehoek.web.menu import Item, may

from .closing import calendar_changed

ATTENDANCE = _("attendance")
ACTS = {
    "attendance.confirm": Act(_("confirm the attendance of a class"), look=ATTENDANCE),
    "attendance.doubt": Act(_("ask the doctor about a certificate"), look=ATTENDANCE),
    "attendance.figures": Act(_("see attendance figures"), look=ATTENDANCE),
    "attendance.notes_agreed": Act(_("record from when to when a note of the parents will do"), look=ATTENDANCE),
    "attendance.office": Act(_("work in the attendance office"), look=ATTENDANCE),
    "attendance.plan": Act(_("settle days of absence beforehand, or take them back"), look=ATTENDANCE),
    "attendance.record": Act(_("record attendance"), look=ATTENDANCE),
    "attendance.undo": Act(_("take back attendance that was just recorded"), look=ATTENDANCE),
    "figures.read": Act(_("read figures over schools")),
}
DUTIES = {
    "ask_certificate": Own(_("Ask the parents for a medical certificate: their note will not do for this illness")),
}
SWEEPS = ("sweep",)


def _has_class(actor: Actor) -> bool:
    return bool(actor.reach("attendance.record").groups)


MENU = (
    Item("daily", 40, "class_today", "my class", _has_class, is_term=True, start=_has_class, rank=1),
    Item("daily", 50, "office", _("Office"), may("attendance.office")),
    Item("daily", 130, "figures", _("Figures"), may("figures.read"), start=may("figures.read"), rank=4),
)
CALENDAR_CHANGED = (calendar_changed,)
