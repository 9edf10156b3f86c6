"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.duties.own import Own
from driehoek.journal.acts import Act
from driehoek.safety.parts import Part
from driehoek.web.menu import Item, may

from . import posting
from .by_calendar import calendar_changed

ACTS = {
    "bans.print": Act(_("print the bans for the staff room")),
    "bullying.read": Act(_("read signals of bullying")),
    "case.correct": Act(_("correct an event of a case")),
    "case.document": Act(_("open a document of a case")),
    "case.open": Act(_("open a case")),
    "case.paper": Act(_("add a paper to a step of a case")),
    "case.party": Act(_("name somebody on a case")),
    "case.print": Act(_("print a case")),
    "case.read": Act(_("read a case")),
    "case.step": Act(_("record a step of a case")),
    "case.votes": Act(_("note the votes of a committee")),
    "case.withdraw": Act(_("take back an event of a case")),
}
DUTIES = {
    "review_aggression_reports": Own(page="bans_review", by="year"),
}
ORIGINS = {"case": "case"}
CASES = {"problematic": "be.accompaniment"}
MENU = (Item("daily", 100, "cases", _("Procedures"), may("case.read")),)
SWEEPS = ("review_weeks",)
PARTS = (
    Part(40, "bullying.signal", "bullying", _("Bullying"), _("Signals, the steps and phases, the group protocols.")),
    Part(
        50,
        "case.read:aggression",
        "bans",
        _("Aggression"),
        _("What happened, and the care for who met it."),
        _("Warnings, bans, two review weeks."),
        done_on=("bans_review",),
    ),
    Part(
        60,
        "case.open:protected",
        "careful",
        _("Worries about a child"),
        _("Whom to talk with, and whom to call."),
        _("Reporting code, offences, confidentiality."),
    ),
)
CALENDAR_CHANGED = (calendar_changed,)
LETTER_OWNERS = {"case": posting}
