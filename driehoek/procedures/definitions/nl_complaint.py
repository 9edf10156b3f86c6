"""The complaints committee of a Dutch board (PRO-12): the complaints scheme, annex 10 of the safety plan."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures import committees
from driehoek.procedures.definition import (
    Check, Definition, Ending, Field, Late, Given, Milestone, Paper, Refusal, Right, Step, Term, all_of, done, fact, not_done,
)
from driehoek.procedures.sources import scheme
from driehoek.procedures.state import Happened, State

from .nl_complaint_decision import DECISION_STEPS, deadline
from .shared import BOARD, COMMITTEE, MINUTES, PRESENT, REASONS, REPORT, composition

COMPLETE = {"name": "lodge.has_name", "address": "lodge.has_address", "dated": "lodge.is_dated",
            "description": "lodge.is_described", "received": "lodge.on"}
REPAIR = Term("nl.complaint.complete", {name: (path if name == "received" else f"{path}!") for name, path in COMPLETE.items()},
              pick="repair_until")


def incomplete(state: State) -> bool:
    """Whether something that a complaint must have was missing and has not been added."""
    return state.done("lodge") and state.day(REPAIR) is not None and not state.done("repair")


def oral_is_written_down(state: State, _event: Happened) -> Refusal | None:
    """An oral complaint is recorded, signed for approval, and copied to the complainant before it is heard."""
    if not state.value("lodge.oral") or state.done("oral_record"):
        return None
    return Refusal("no_record", gettext("The complaint was made orally. First record it and let the complainant sign it."), scheme("9(2)"))


def late_or_incomplete(state: State) -> bool:
    return state.good("lodge") is False or state.is_late("repair") or incomplete(state)


def may_be_inadmissible(state: State, _event: Happened) -> Refusal | None:
    """Only a late or incomplete complaint can be declared inadmissible."""
    if late_or_incomplete(state):
        return None
    return Refusal("admissible", gettext("The complaint is in time and complete: it cannot be declared inadmissible."), scheme("9(4)"))


def enough_present(_state: State, event: Happened) -> Refusal | None:
    return committees.quorum(int(event.facts.get("members_present") or 0), chair=bool(event.facts.get("chair_present")))


def heard_or_waived(_state: State, event: Happened) -> Refusal | None:
    if event.facts.get("complainant_heard") or event.facts.get("complainant_waived"):
        return None
    return Refusal("not_heard", gettext("The complainant is heard, or has said not to want that."), scheme("11(4)"))


def ends_later(_state: State, event: Happened) -> Refusal | None:
    """An interim measure has an end."""
    until = str(event.facts.get("until") or "")
    if until >= event.on.isoformat():
        return None
    return Refusal("no_end", gettext("An interim measure ends on a day after it was taken."), scheme("7(6)"))


LODGE = Step(
    "lodge", _("A complaint came in"),
    _("The day of receipt is noted on the complaint: every term runs from it. A complaint can go to the board or straight to the committee, within a year."),
    (*BOARD, "secretary", "committee_chair"),
    fields=(
        Field("lodged_with", _("Lodged with"), "choice", choices=(("board", _("the board")), ("committee", _("the committee")))),
        Field("event_on", _("Day of the conduct or decision complained about"), "date"),
        Field("complaint_summary", _("What the complaint is about"), "text"),
        Field("oral", _("It was made orally"), "yes_no"),
        Field("has_name", _("It names the complainant"), "yes_no"),
        Field("has_address", _("It gives the address of the complainant"), "yes_no"),
        Field("is_dated", _("It is dated"), "yes_no"),
        Field("is_described", _("It describes what is complained about"), "yes_no"),
    ),
    check=Check("nl.complaint.in_time", {"event": "lodge.event_on", "lodged": "lodge.on"}, lambda value: value is True,
                _("The complaint came more than a year after what it is about. The committee may declare it inadmissible, or take it all the same."), refused=False),
    source=scheme("7(2), 7(7)"),
)
ORAL = Step(
    "oral_record", _("Record the oral complaint"),
    _("Who receives an oral complaint writes it down at once. The complainant signs it and gets a copy."),
    (*BOARD, "secretary"), after=("lodge",), when=fact("lodge.oral", True),
    fields=(Field("signed", _("The complainant signed the record for approval"), "yes_no", must=True),
            Field("copied", _("The complainant got a copy"), "yes_no", must=True)),
    papers=(Paper("record", _("signed record of the complaint")),), letters=("nl.complaint_oral_record",), to=("complainant",), source=scheme("9(2)"),
)
FORWARD = Step(
    "forward", _("Send the complaint on to the committee"),
    _("The board sends the complainant to the committee or the confidential counsellor, unless it can settle the matter simply itself. Who receives it keeps it secret."),
    (*BOARD,), after=("lodge",), when=fact("lodge.lodged_with", "board"), optional=True, to=("complaints_committee",), source=scheme("7(3), 7(5)"),
)
SIMPLE = Step(
    "handled_simply", _("The board settles it itself"),
    _("When the board thinks the complaint can be dealt with simply, it may do so. On the complainant's request it tells the committee."),
    BOARD, after=("lodge",), when=all_of(fact("lodge.lodged_with", "board"), not_done("committee")),
    fields=(Field("outcome", _("What was agreed"), "text"),), optional=True, to=("complainant",), source=scheme("7(4)"),
)
NOTICE = Step(
    "notice", _("Tell everybody that the complaint is being looked into"),
    _("The committee tells the board, the complainant and the accused in writing."),
    COMMITTEE, after=("lodge",), latest=deadline("notice"), holder="complaints_committee",
    late=Late(_("The parties were told later than the scheme says. Apologise for that."), scheme("7(8)"),
              missed=_("The parties have not been told, and the last day is past. Tell them at once, and apologise.")),
    letters=("nl.complaint_receipt",), to=("board", "complainant", "accused"), source=scheme("7(8)"),
)
TELL_DIRECTOR = Step(
    "tell_director", _("Tell the head of the school"),
    _("The board tells the head of the school in writing that the committee looks into a complaint."),
    BOARD, after=("notice",), to=("director",), source=scheme("7(9)"),
)
REPAIR_STEP = Step(
    "repair", _("The complaint is completed"),
    _("What is missing (name, address, date, description) can be added within a term. The complainant is asked for it."),
    (*BOARD, "secretary"), after=("lodge",), when=lambda state: state.day(REPAIR) is not None,
    latest=REPAIR, holder="complainant",
    late=Late(_("What was missing did not come in time: the complaint may be declared inadmissible."), scheme("9(4)")),
    letters=("nl.complaint_repair",), to=("complainant",), source=scheme("9(4)"),
)
INADMISSIBLE = Step(
    "inadmissible", _("Declare the complaint inadmissible"),
    _("Only a complaint that came too late, or that stayed incomplete. Everybody concerned is told."),
    COMMITTEE, after=("lodge",), when=late_or_incomplete,
    fields=(REASONS,), objections=(may_be_inadmissible,), optional=True, letters=("nl.complaint_inadmissible",),
    to=("complainant", "accused", "board", "director"), source=scheme("9(5)"),
)
INTERIM = Step(
    "interim", _("Take an interim measure"),
    _("While the complaint runs the board may take a measure that protects people. It has an end."),
    BOARD, after=("lodge",), fields=(Field("measure", _("Measure")), Field("until", _("Until and including"), "date"), REASONS),
    objections=(ends_later,), optional=True, repeats=True, letters=("nl.complaint_interim_measure",),
    to=("complainant", "accused"), source=scheme("7(6)"),
)
WITHDRAWN = Step(
    "withdrawn", _("The complainant withdraws the complaint"),
    _("The committee tells the accused, the board and the head of the school."),
    COMMITTEE, after=("lodge",), when=not_done("decide"), fields=(REPORT,), optional=True, letters=("nl.complaint_withdrawal",),
    to=("accused", "board", "director"), source=scheme("8"),
)
FORM_COMMITTEE = Step(
    "committee", _("Compose the committee"),
    _("A chair and at least two members, none of them from the school, the board, the parents or the counsellors. Whose impartiality could be doubted does not take part. Name them on this case first."),
    (*COMMITTEE,), after=("lodge",), objections=(composition("nl.complaint"),), source=scheme("5, 14"),
)
HEARING = Step(
    "hearing", _("Hearing"),
    _("In private. Complainant and accused are heard apart from each other, unless the committee decides otherwise. Both may bring somebody."),
    COMMITTEE, after=("committee", "notice"), when=lambda state: not incomplete(state),
    fields=(
        PRESENT,
        Field("members_present", _("How many members of the committee, with the chair"), "number"),
        Field("chair_present", _("The chair was there"), "yes_no"),
        Field("complainant_heard", _("The complainant was heard"), "yes_no"),
        Field("complainant_waived", _("The complainant did not want to be heard"), "yes_no"),
        Field("accused_heard", _("The accused had the opportunity to be heard"), "yes_no", must=True),
        Field("together", _("Heard together, because the committee decided so"), "yes_no"),
    ),
    papers=(MINUTES,), latest=deadline("hearing"), holder="complaints_committee",
    late=Late(_("The hearing was later than four weeks after receipt. The term is one of order: the procedure goes on."), scheme("11(1)"),
              missed=_("There was no hearing within four weeks after receipt. The term is one of order: the procedure goes on.")),
    objections=(enough_present, heard_or_waived, oral_is_written_down), letters=("nl.complaint_hearing",),
    to=("complainant", "accused"), source=scheme("11, 13"),
)

DEFINITION = Definition(
    "nl.complaint", "nl", _("Complaint to the complaints committee"),
    _("For conduct or decisions at school that were not settled by talking. A committee from outside advises, the board decides."),
    "complaint",
    steps=(LODGE, ORAL, FORWARD, SIMPLE, NOTICE, TELL_DIRECTOR, REPAIR_STEP, INADMISSIBLE, INTERIM, WITHDRAWN,
           FORM_COMMITTEE, HEARING, *DECISION_STEPS),
    milestones=(
        Milestone("interim_ends", _("Last day of the interim measure"),
                  Term("nl.days.after", {"start": "interim.until", "days": Given(0), "kind": Given("calendar")})),
    ),
    rights=(
        Right("complainant", _("be assisted or represented by somebody"), scheme("7(10)"), done("lodge")),
        Right("accused", _("be assisted or represented by somebody"), scheme("7(10)"), done("lodge")),
        Right("accused", _("respond to the intended decision, orally or in writing"), scheme("15(3)"), all_of(done("advise"), not_done("decide"))),
        Right("complainant", _("withdraw the complaint"), scheme("8"), all_of(done("lodge"), not_done("decide"))),
    ),
    endings=(
        Ending("withdrawn", _("The complaint was withdrawn."), done("withdrawn")),
        Ending("inadmissible", _("The complaint was declared inadmissible."), done("inadmissible")),
        Ending("handled_simply", _("The board settled the complaint itself."), done("handled_simply")),
        Ending("decided", _("The board decided on the advice of the committee."), done("decide")),
    ),
    about="anyone", committee="nl.complaint", requirement=("PRO-12",),
)
