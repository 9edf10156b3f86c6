"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.journal.acts import Act

ACTS = {
    "brought.record": Act(_("record what a former school counted")),
    "class.change": Act(_("change a class by hand")),
    "class.close": Act(_("close a class")),
    "class.new": Act(_("make a class")),
    "class.next_year": Act(_("make the classes of next year")),
    "enrolment.correct": Act(_("correct an enrolment")),
    "enrolment.remove": Act(_("remove an enrolment")),
    "handwork.undo": Act(_("take back an act on children or classes")),
    "place.move": Act(_("place a child in a class")),
}
SWEEPS = ("follow_places",)
