"""Rehabilitation of someone who was wrongly accused (PRO-17): safety plan 8.3."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Right, Step, done
from driehoek.procedures.sources import plan

from .shared import BOARD, DESCRIPTION, PRESENT, REASONS, REPORT

FALSE = Step("established", _("The accusation proved false"), _("After an inquiry by the justice authorities it is clear that the complaint rested on false grounds."), BOARD,
             fields=(DESCRIPTION, Field("inquiry_ended", _("The inquiry has ended and says so"), "yes_no", must=True)), source=plan("8.3"))
OFFER = Step("offer", _("Offer a path of rehabilitation"), _("The board offers it; the person wrongly accused decides what is in it."), BOARD, after=("established",),
             fields=(Field("accepted", _("The person wants it"), "yes_no"),), source=plan("8.3"))
AGREE = Step("agree", _("Agree on the path"), _("What is done, in which words and before whom is agreed with the person."), BOARD, after=("offer",),
             when=lambda state: state.value("offer.accepted") is True,
             fields=(Field("agreements", _("What was agreed"), "text"), Field("consent", _("The person agrees with text and path"), "yes_no", must=True)), source=plan("8.3"))
LETTER = Step("letter", _("Letter to the parents"), _("In the words that were agreed."), BOARD, after=("agree",), fields=(REPORT,), optional=True, letters=("nl.rehabilitation_letter",), to=("parents",), source=plan("8.3"))
TEAM = Step("team", _("Talk with the team"), _("With the person there, or not, as the person wants."), BOARD, after=("agree",), fields=(PRESENT, REPORT), optional=True, source=plan("8.3"))
ACCUSER = Step("accuser", _("Measures against who accused falsely"), _("From an apology in public to suspension or removal, which have their own procedures."), BOARD, after=("established",),
               fields=(Field("measure", _("Measure")), REASONS), optional=True, source=plan("8.3"))
CLOSE = Step("close", _("The path is completed"), _("Look back with the person: is it enough?"), BOARD, after=("agree",), fields=(REPORT,), source=plan("8.3"))
DEFINITION = Definition(
    "nl.rehabilitation", "nl", _("Rehabilitation after a false accusation"), _("To give somebody who was wrongly accused the good name back."), "staff",
    steps=(FALSE, OFFER, AGREE, LETTER, TEAM, ACCUSER, CLOSE),
    rights=(Right("staff", _("complain to the complaints committee about how the board treated the accusation"), plan("8.3"), done("established")),),
    endings=(Ending("declined", _("The person did not want a path."), lambda state: state.value("offer.accepted") is False),
             Ending("completed", _("The path was completed."), done("close"))),
    about="staff", requirement=("PRO-17",),
)
