"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.journal.acts import Act
from driehoek.web.menu import Item, may

ACTS = {
    "feed.made": Act(_("make the secret address of the calendar")),
    "feed.revoked": Act(_("end the secret address of the calendar")),
    "letter.delivery": Act(_("record what became of a letter")),
    "letter.discarded": Act(_("throw away a letter")),
    "letter.dispatch_withdrawn": Act(_("take back a record of sending")),
    "letter.dispatched": Act(_("send a letter")),
    "letter.drafted": Act(_("draft a letter")),
    "letter.edited": Act(_("edit a letter")),
    "letter.finalised": Act(_("fix a letter")),
    "letter.invited": Act(_("invite to a talk by mail")),
    "letter.printed": Act(_("print letters")),
    "letter.revised": Act(_("make a new version of a letter")),
    "letters.personnel": Act(_("read letters about staff and complaints")),
    "letters.read": Act(_("read letters")),
    "letters.send": Act(_("send letters")),
    "letters.write": Act(_("write letters")),
}
MENU = (Item("daily", 110, "letters", _("Letters"), may("letters.read")),)
