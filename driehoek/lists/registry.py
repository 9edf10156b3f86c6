"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.journal.acts import Act
from driehoek.web.menu import Item, may

LIST = _("a list with your child on it")
ACTS = {
    "list.exported": Act(_("take out a list of children as a file"), look=LIST),
    "list.read": Act(_("see a list of children"), look=LIST),
    "list.take": Act(_("take lists of children"), look=LIST),
    "search.use": Act(_("search by name")),
}


def _is_parent_first(actor: Actor) -> bool:
    """A parent on the council is a parent first."""
    return actor.may("child.read") and not actor.may("incident.open")


MENU = (Item("daily", 120, "my_child", _("My child"), may("child.read"), start=_is_parent_first, rank=2),)
