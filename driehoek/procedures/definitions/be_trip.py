"""A trip and parents who do not want their child to go along (ATT-14): school regulations 7."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Given, Late, Paper, Refusal, Step, Term, done
from driehoek.procedures.sources import regulations
from driehoek.procedures.state import Happened, State

from .shared import LEADING, NOTE, OFFICE, TEACHERS


def long_enough(state: State, _event: Happened) -> Refusal | None:
    if state.value("trip.whole_day"):
        return None
    return Refusal("compulsory", gettext("A trip shorter than one school day is an ordinary school activity: every child takes part."), regulations("7"))


TRIP = Step("trip", _("The trip"), _("Shorter than a school day: everybody goes. One day or longer: parents can write beforehand that their child does not go."), (*OFFICE, *TEACHERS),
            fields=(Field("trip", _("Which trip")), Field("first_day", _("First day"), "date"), Field("whole_day", _("It lasts one school day or longer"), "yes_no")), source=regulations("7"))
OPT_OUT = Step("opt_out", _("The parents write that their child does not go"), _("In writing, before the trip."), (*OFFICE, *TEACHERS), after=("trip",),
               fields=(NOTE,), papers=(Paper("note", _("note of the parents")),), objections=(long_enough,), holder="nobody",
               latest=Term("be.days.after", {"start": "trip.first_day", "days": Given(0), "kind": Given("calendar")}),
               late=Late(_("The parents can only say so before the trip."), regulations("7"), refused=True), letters=("be.trip_receipt",), to=("parents",), source=regulations("7"))
AT_SCHOOL = Step("at_school", _("Arrange the days at school"), _("A child that does not go along is at school."), (*LEADING, *TEACHERS), after=("opt_out",), fields=(Field("group", _("In which group, with whom")),), source=regulations("7"))
GOES = Step("goes", _("The child goes along"), _("The parents changed their mind, or the trip is compulsory."), (*OFFICE, *TEACHERS), after=("trip",), optional=True, source=regulations("7"))
DEFINITION = Definition(
    "be.trip", "be", _("Not taking part in a trip"), _("For parents who do not want their child to go on a trip of one day or longer."), "activity",
    steps=(TRIP, OPT_OUT, AT_SCHOOL, GOES), endings=(Ending("goes", _("The child goes along."), done("goes")), Ending("at_school", _("The child is at school during the trip."), done("at_school"))), requirement=("ATT-14",),
)
