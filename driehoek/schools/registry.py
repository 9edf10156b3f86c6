"""What this app tells the house."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.journal.acts import Act
from driehoek.web.menu import Item

ACTS = {
    "mandate.record": Act(_("record that the head signs in the name of the board")),
    "school.changed": Act(_("change the facts of the school")),
    "school.hours": Act(_("set the hours of all weekdays")),
    "school.manage": Act(_("manage the school")),
    "school.read": Act(_("see the school")),
    "school.removed": Act(_("remove a fact of the school")),
}


def _manages(actor: Actor) -> bool:
    return bool(actor.reach("school.manage").schools)


def _first(actor: Actor) -> UUID:
    return min(actor.reach("school.manage").schools)


MENU = (Item("more", 50, "school", _("School"), _manages, _first),)
