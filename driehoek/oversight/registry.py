"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.duties.own import Own
from driehoek.journal.acts import Act
from driehoek.web.menu import Item, may

ACTS = {
    "emergency.open": Act(_("open emergency access")),
    "emergency.review": Act(_("look at an emergency access")),
    "emergency.reviewed": Act(_("look at an emergency access")),
    "journal.export": Act(_("take out the journal")),
    "journal.read": Act(_("read the journal")),
    "policy.read": Act(_("read who may do what")),
}
DUTIES = {
    "review_emergency_access": Own(
        _("Look at the emergency access to this file: who opened it, and why"),
        page="emergency_review",
        by="appointment",
    ),
}
MENU = (Item("more", 70, "journal", _("Journal"), may("journal.read")),)
