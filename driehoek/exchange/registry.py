"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.journal.acts import Act
from driehoek.web.menu import Item, may

LIST = _("a list with your child on it")
ACTS = {
    "absences.import": Act(_("bring in absences")),
    "absences.undo": Act(_("take back the last import of absences")),
    "absences.upload": Act(_("upload a file of absences")),
    "api.guess": Act(_("try a token that nobody made")),
    "papers.asked": Act(_("ask for papers with codes for many people")),
    "papers.fetched": Act(_("fetch papers with codes for many people")),
    "roster.export": Act(_("take out the pupil list"), look=LIST),
    "roster.import": Act(_("bring in the pupil list")),
    "roster.undo": Act(_("take back the last pupil list")),
    "roster.upload": Act(_("upload a pupil list")),
    "token.create": Act(_("make a token for a program")),
    "token.revoke": Act(_("withdraw a token for a program")),
}
MENU = (
    Item("more", 10, "roster", _("Pupil list and import"), may("roster.import")),
    Item("own", 10, "tokens", _("Tokens for programs"), may("attendance.record")),
)
SWEEPS = ("forget_papers",)
