"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.functions import CLB_FUNCTIONS
from driehoek.journal.acts import Act
from driehoek.web.menu import Item

ACTS = {
    "duty.discharge": Act(_("discharge a duty")),
    "duty.mail": Act(_("choose a daily mail of the own duties")),
    "duty.see": Act(_("see duties")),
    "duty.take_back": Act(_("open a duty again")),
}


def _works_by_duties(actor: Actor) -> bool:
    return actor.may("duty.see") and not actor.functions & CLB_FUNCTIONS


MENU = (Item("daily", 30, "today", _("Today"), _works_by_duties),)
