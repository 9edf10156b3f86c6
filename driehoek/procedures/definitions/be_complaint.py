"""Complaint in Flanders (PRO-13): first with director or board, then the complaints committee; school regulations 20."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Check, Definition, Ending, Field, Right, Step, bad, done, good, not_done
from driehoek.procedures.sources import regulations

from .shared import BOARD, REASONS, REPORT

RAISE = Step(
    "raise", _("A complaint is put to the director or the board"),
    _("The school first looks for a solution together with whoever complains."),
    BOARD, fields=(Field("last_event", _("Day of the last thing it is about"), "date"), Field("complaint_summary", _("What the complaint is about"), "text")),
    source=regulations("20"),
)
MEDIATE = Step("mediate", _("Mediation"), _("When both sides want it, a professional mediator helps."), BOARD, after=("raise",), fields=(REPORT,), optional=True, source=regulations("20"))
SOLVED = Step("solved", _("Solved"), _("A solution was found that is good enough for whoever complained."), BOARD, after=("raise",), fields=(Field("outcome", _("What was agreed"), "text"),), optional=True, letters=("be.complaint_answer",), to=("complainant",), source=regulations("20"))
LODGE = Step(
    "lodge", _("It goes to the complaints committee"),
    _("When no solution is found, the complaint can go to the committee of the network: in writing, about facts of at most six months ago."),
    BOARD, after=("raise",),
    fields=(
        Field("lodged", _("Day on which it was sent"), "date"),
        Field("anonymous", _("The complaint is anonymous"), "yes_no"),
        Field("handled_before", _("The committee handled it before"), "yes_no"),
        Field("put_to_board", _("The board had the chance to go into it"), "yes_no"),
        Field("excluded_subject", _("It is about a court case, government policy, a measure against staff, or something with its own procedure"), "yes_no"),
    ),
    check=Check("be.complaint.admissible", {"last_event": "raise.last_event", "lodged": "lodge.lodged", "anonymous": "lodge.anonymous!",
                "handled_before": "lodge.handled_before!", "put_to_board": "lodge.put_to_board!", "excluded_subject": "lodge.excluded_subject!"},
                lambda value: value["admissible"], _("The committee will not look at what this complaint says."), refused=False),
    optional=True, source=regulations("20"),
)
REFER = Step("refer", _("It belongs with somebody else"), _("Neither the school nor the board can decide on it. Tell the complainant who can."), BOARD, after=("raise",),
             fields=(REASONS,), optional=True, letters=("be.complaint_referral",), to=("complainant",), source=regulations("20"))
REJECTED = Step("rejected", _("The committee does not take it"), _("It is not admissible. Tell the complainant why."), BOARD, after=("lodge",), when=bad("lodge"), fields=(REPORT,), source=regulations("20"))
ADVICE = Step("advise", _("The committee's advice came"), _("The committee advises the board; its advice does not bind and cannot be appealed."), BOARD, after=("lodge",), when=good("lodge"), fields=(Field("advice", _("Advice"), "text"),), source=regulations("20"))
DECIDE = Step("decide", _("The board decides"), _("The board remains responsible and says what it does with the advice."), BOARD, after=("advise",), fields=(REASONS,), letters=("be.complaint_answer",), to=("complainant",), source=regulations("20"))
DEFINITION = Definition(
    "be.complaint", "be", _("Complaint"), _("For parents who disagree with a decision or conduct of the school or the board."), "complaint",
    steps=(RAISE, MEDIATE, SOLVED, REFER, LODGE, REJECTED, ADVICE, DECIDE),
    rights=(Right("complainant", _("put the complaint to the complaints committee when talking does not help"), regulations("20"), not_done("lodge")),),
    endings=(Ending("solved", _("It was solved by talking."), done("solved")), Ending("referred", _("It belonged with somebody else."), done("refer")), Ending("rejected", _("The committee did not take the complaint."), done("rejected")),
             Ending("decided", _("The board decided on the advice of the committee."), done("decide"))),
    about="anyone", requirement=("PRO-13",),
)
