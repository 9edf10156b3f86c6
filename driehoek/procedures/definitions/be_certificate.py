"""The certificate of primary education, refused: talk and appeal (PRO-7): decree art. 37/1-37/3, 53-57, regulations 8."""

# fmt: off
from dataclasses import replace

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Check, Definition, Ending, Field, Late, Milestone, Paper, Refusal, Right, Step, Term, all_of, any_of, bad, done, fact, good, missed, not_done
from driehoek.procedures.sources import decree, regulations
from driehoek.procedures.state import Happened, State

from .shared import APPELLANT, BOARD, COMMITTEE, DIRECTION, LEADING, MINUTES, PRESENT, PROOF, REASONS, REPORT, appellant_known, composition, follows_the_vote

RECEIVED = Term("be.certificate.received", {"school_year": "case.school_year", "present": "hand_out.present!", "handed_out": "hand_out.on?"})
TALK_REQUEST = Term("be.certificate.talk_request_due", {"received": RECEIVED})
TALK = Term("be.certificate.talk_due", {"received": RECEIVED})
APPEAL = Term("be.certificate.appeal_due", {"result_sent": "result.posting:appeal.appellant"}, pick="due")
RESULT_RECEIVED = Term("be.certificate.appeal_due", {"result_sent": "result.posting"}, pick="received")
REFUSED = fact("council.outcome", "refused")


def has_everything(state: State, event: Happened) -> Refusal | None:
    """A refusal has reasons, points of attention, and a declaration of the years followed."""
    if event.facts.get("outcome") != "refused" or all(event.facts.get(name) for name in ("reasons", "attention")):
        return None
    return Refusal("no_reasons", gettext("A refusal needs written reasons and points of attention for what comes next."), decree("53, 55"))


def result_fits(state: State, event: Happened) -> Refusal | None:
    if (event.facts.get("result") == "inadmissible") == (state.good("appeal") is False):
        return None
    return Refusal("wrong_result", gettext("An appeal is rejected as inadmissible when it is late or lacks its form, and only then."), decree("37/2"))


def declaration_given(state: State, event: Happened) -> Refusal | None:
    """Without a certificate the pupil gets a declaration of the years followed."""
    if state.value("council.outcome") != "refused" or event.facts.get("declaration"):
        return None
    return Refusal("no_declaration", gettext("Without a certificate the pupil gets the declaration of the school years followed. Give it along."), regulations("8"))


COUNCIL = Step(
    "council", _("The class council decides"),
    _("The class council decides whether the goals were reached well enough. Chair and all members sign the report. A certificate is never withheld for unpaid bills."),
    DIRECTION,
    fields=(Field("outcome", _("Decision"), "choice", choices=(("granted", _("granted")), ("refused", _("refused")))),
            Field("reasons", _("Reasons"), "text", required=False), Field("attention", _("Points of attention for what comes next"), "text", required=False)),
    papers=(MINUTES,), objections=(has_everything,), letters=("be.certificate_refusal",), to=("parents",), source=decree("53"),
)
HAND_OUT = Step(
    "hand_out", _("Hand out the certificates"),
    _("The parents learn the decision on the day the certificates are handed out. Who is not there is deemed to know it on 1 July."),
    LEADING, after=("council",), objections=(declaration_given,),
    fields=(Field("present", _("The parents were there and got the decision"), "yes_no"), Field("declaration", _("The declaration of the school years followed was given along"), "yes_no")),
    letters=("be.declaration_school_years",), to=("parents",), source=regulations("8.1"),
)
ASK_TALK = Step(
    "ask_talk", _("The parents ask for a talk"),
    _("Parents who do not agree first ask the director for a talk, in writing (mail is good). Without the talk no appeal is possible."),
    LEADING, after=("hand_out",), when=REFUSED,
    fields=(Field("asked_on", _("Asked in writing on"), "date"),), latest=TALK_REQUEST, counted="asked_on", holder="parents",
    late=Late(_("The talk was asked for too late. The school can no longer go into it, and no appeal is possible."), regulations("8.2, punt 2")),
    optional=True, letters=("be.certificate_talk_invitation",), to=("parents",), source=regulations("8.2, punt 1"),
)
HOLD_TALK = Step(
    "talk", _("Hold the talk"),
    _("The parents tell their objections. The director shows on what the class council based its decision. A report is made."),
    DIRECTION, after=("ask_talk",), when=lambda state: not state.is_late("ask_talk"), fields=(PRESENT, REPORT), papers=(MINUTES,), latest=TALK,
    late=Late(_("The talk was held later than the school regulations promise. The term runs from the decision, not from the request."), regulations("8.2, punt 2"),
              missed=_("There was no talk by the last day that the school regulations promise. Hold it now. The term runs from the decision, not from the request.")),
    source=regulations("8.2, punt 2"),
)
AGAIN = Step(
    "council_again", _("The class council meets again"),
    _("When the arguments are worth it, the director calls the class council together once more."), DIRECTION, after=("talk",), when=not_done("result"),
    fields=(Field("outcome", _("Decision"), "choice", choices=(("granted", _("granted")), ("refused", _("refused")))), REASONS), papers=(MINUTES,),
    optional=True, letters=("be.certificate_talk_result",), to=("parents",), source=regulations("8.2, punt 3"),
)
RESULT = Step(
    "result", _("Send the result of the talk"),
    _("By registered letter: no new meeting is justified, or what the class council decided the second time."),
    DIRECTION, after=("talk",), fields=(REASONS,), papers=(PROOF,), letters=("be.certificate_talk_result", "be.certificate_council_result"), to=("parents",), source=regulations("8.2, punt 3"),
)
LODGE = Step(
    "appeal", _("Record the parents' appeal"),
    _("Registered, dated and signed, to the chair of the school board, within three days after the letter counts as received."),
    BOARD, after=("result",), when=lambda state: state.value("council_again.outcome") != "granted",
    objections=(appellant_known("result"),), on_label=_("Received by the school board on"),
    fields=(APPELLANT, Field("posted", _("Date of the postmark"), "date"), Field("dated", _("The appeal is dated"), "yes_no"),
            Field("signed", _("The appeal is signed"), "yes_no"), Field("registered", _("The appeal came by registered letter"), "yes_no")),
    papers=(Paper("appeal_letter", _("letter of appeal")),), latest=APPEAL, counted="posted", holder="parents",
    late=Late(_("After this day an appeal is inadmissible: the committee cannot look at what it says."), regulations("8.2, punt 5")),
    check=Check("be.appeal.admissible", {"posted": "appeal.posted", "due": APPEAL, "dated": "appeal.dated!", "signed": "appeal.signed!", "registered": "appeal.registered!"},
                lambda value: value["admissible"], _("The appeal is inadmissible. The committee has to reject it without looking at what it says."), refused=False),
    optional=True, source=regulations("8.2, punt 5"),
)
FORM_COMMITTEE = Step(
    "committee", _("Compose the appeal committee"),
    _("As many people from inside as from outside, and a chair from outside. The director may sit on it here. Name the members on this case first."),
    BOARD, after=("appeal",), objections=(composition("be.certificate"),), source=decree("37/3"),
)
HEARING = Step(
    "hearing", _("Sitting of the appeal committee"), _("The committee hears the parents and the pupil, who may bring a confidant."),
    COMMITTEE, after=("committee",), when=good("appeal"), fields=(PRESENT, REPORT), papers=(MINUTES,), letters=("be.certificate_appeal_hearing",),
    to=("parents", "pupil"), source=regulations("8.2, punt 7"),
)
DECISION = Step(
    "appeal_decision", _("Send the committee's decision"), _("By registered letter, with reasons, by 15 September at the latest."),
    COMMITTEE, after=("committee",), when=any_of(bad("appeal"), done("hearing")),
    fields=(Field("result", _("Decision"), "choice", choices=(("inadmissible", _("inadmissible")), ("confirmed", _("the refusal is confirmed")), ("granted", _("the certificate is granted")))), REASONS),
    papers=(PROOF,), latest=Term("be.certificate.appeal_result_due", {"school_year": "case.school_year"}), holder="appeal_committee",
    late=Late(_("The result came after 15 September, the last day the decree gives."), decree("37/2"),
              missed=_("There was no result by 15 September, the last day the decree gives.")), objections=(result_fits, follows_the_vote("granted", "confirmed")),
    letters=("be.certificate_appeal_result",), to=("parents", "pupil"), source=decree("37/2"),
)
DEFINITION = Definition(
    "be.certificate", "be", _("Certificate of primary education"), _("At the end of primary education. With a talk and an appeal for parents who do not agree."), "career",
    steps=(COUNCIL, HAND_OUT, ASK_TALK, HOLD_TALK, AGAIN, RESULT,
           *(replace(one, judges="council") for one in (LODGE, FORM_COMMITTEE, HEARING, DECISION))),
    milestones=(Milestone("received", _("The decision counts as received"), RECEIVED, done("hand_out")),
                Milestone("result_received", _("The result counts as received"), RESULT_RECEIVED, done("result"))),
    rights=(Right("parents", _("ask the director for a talk, in writing"), regulations("8.2, punt 1"), all_of(REFUSED, done("hand_out"), not_done("ask_talk")), TALK_REQUEST),
            Right("parents", _("appeal to the chair of the school board by registered letter"), regulations("8.2, punt 4"), all_of(done("result"), not_done("appeal")), APPEAL),
            Right("parents", _("read and get a copy of how the child was evaluated"), regulations("8.1"))),
    endings=(
        Ending("granted", _("The certificate was granted."), any_of(all_of(fact("council.outcome", "granted"), done("hand_out")), all_of(fact("council_again.outcome", "granted"), done("result")), fact("appeal_decision.result", "granted"))),
        Ending("confirmed", _("The certificate was refused and that stands."), fact("appeal_decision.result", "confirmed", "inadmissible")),
        Ending("refused", _("The certificate was refused and that stands."),
               any_of(all_of(REFUSED, missed("ask_talk")), all_of(missed("appeal"), not_done("appeal"))), by_time=True),
    ),
    levels=("primary",), committee="be.certificate", requirement=("PRO-7",),
)
