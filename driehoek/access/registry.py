"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.journal.acts import Act
from driehoek.web.menu import Item, may

from .actors import Actor
from .reading import Purpose

ACTS = {
    "account.address_asked": Act(_("ask for another address for one's own account")),
    "account.address_changed": Act(_("change the address of one's own account")),
    "account.factor_added": Act(_("set up one's own second factor")),
    "account.opened": Act(_("open an account with a code")),
    "agreement.acknowledge": Act(_("acknowledge the access agreement")),
    "agreement.distributed": Act(_("distribute the access agreement")),
    "agreement.manage": Act(_("manage the access agreement")),
    "people.manage": Act(_("open and end accounts")),
    "person.address": Act(_("give somebody an address to log in with")),
    "person.appointed": Act(_("give a function")),
    "person.ended": Act(_("end a function")),
    "person.invited": Act(_("invite somebody to open an account")),
    "person.merged": Act(_("say that two are the same person")),
    "person.second_factor_reset": Act(_("take away a second factor")),
    "register.export": Act(_("take out the register of users")),
    "register.read": Act(_("read the register of users")),
}


def _oversees_alone(actor: Actor) -> bool:
    """The data protection officer, who has no duties of a school."""
    return actor.may("register.read") and not actor.may("duty.see")


MENU = (
    Item("more", 20, "people", _("People and functions"), may("people.manage")),
    Item("more", 40, "register", _("Register of users"), may("register.read")),
    Item("more", 80, "policy", _("Who may do what"), may("policy.read"), start=_oversees_alone, rank=3),
)
PURPOSES = dict(Purpose.choices)
