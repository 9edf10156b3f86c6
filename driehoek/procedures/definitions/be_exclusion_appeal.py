"""The appeal against a definitive exclusion (PRO-6): decree art. 37/4-37/6, school regulations 9.5."""

# fmt: off
from dataclasses import replace

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Check, Field, Late, Paper, Refusal, Step, Term, any_of, bad, done, fact, good
from driehoek.procedures.sources import decree, regulations
from driehoek.procedures.state import Happened, State

from .shared import APPELLANT, BOARD, COMMITTEE, MINUTES, PRESENT, PROOF, REASONS, REPORT, appellant_known, composition, follows_the_vote

APPEAL_DUE = Term("be.discipline.appeal_due", {"decision_sent": "decide.posting:appeal.appellant"}, pick="due")
HEARING_DUE = Term("be.discipline.appeal_hearing_due", {"appeal_received": "appeal.on", "closed": "case.closed"})
# A committee that never sits decides too late as well: its last day is counted from the last day of the sitting.
LAST_DECISION = Term("be.discipline.appeal_decision_due", {"heard": HEARING_DUE}, pick="due")
DEFINITIVE = fact("decide.measure", "definitive")


def result_fits(state: State, event: Happened) -> Refusal | None:
    """An inadmissible appeal is rejected as such, an admissible one is judged."""
    result = event.facts.get("result")
    if (result == "inadmissible") != (state.good("appeal") is False):
        text = gettext("An appeal is rejected as inadmissible when it is late or lacks its form, and only then.")
        return Refusal("wrong_result", text, decree("37/4, § 3"))
    return None


APPEAL = Step(
    "appeal", _("Record the parents' appeal"),
    _("Parents who do not agree write to the chair of the school board: registered, dated and signed. The exclusion stays "
      "in force meanwhile."),
    BOARD, after=("decide",), when=DEFINITIVE,
    fields=(
        APPELLANT,
        Field("posted", _("Date of the postmark"), "date"),
        Field("dated", _("The appeal is dated"), "yes_no", required=False),
        Field("signed", _("The appeal is signed"), "yes_no", required=False),
        Field("registered", _("The appeal came by registered letter"), "yes_no", required=False),
    ),
    papers=(Paper("appeal_letter", _("letter of appeal")),),
    latest=APPEAL_DUE, counted="posted", holder="parents",
    late=Late(_("After this day an appeal is inadmissible: the committee cannot look at what it says."),
              regulations("9.5")),
    check=Check("be.appeal.admissible",
                {"posted": "appeal.posted", "due": APPEAL_DUE, "dated": "appeal.dated!", "signed": "appeal.signed!",
                 "registered": "appeal.registered!"},
                lambda value: value["admissible"],
                _("The appeal is inadmissible. The committee has to reject it without looking at what it says."),
                refused=False),
    optional=True, objections=(appellant_known("decide"),), on_label=_("Received by the school board on"), letters=("be.appeal_receipt",), to=("parents",), source=regulations("9.5"),
)
FORM_COMMITTEE = Step(
    "committee", _("Compose the appeal committee"),
    _("As many people from inside as from outside, and a chair from outside. Who took the decision never sits on it. Name "
      "the members on this case first."),
    BOARD, after=("appeal",), objections=(composition("be.exclusion"),), source=decree("37/5"),
)
INVITE_HEARING = Step(
    "invite_hearing", _("Invite the parents to the appeal committee"),
    _("The letter names the members. The parents and the pupil may bring a confidant and read the file again."),
    COMMITTEE, after=("committee",), when=good("appeal"), fields=(Field("hearing_on", _("Day of the sitting"), "date"),),
    letters=("be.appeal_hearing",), to=("parents", "pupil", "decided"), source=regulations("9.5, punt 2"),
)
HEARING = Step(
    "hearing", _("Sitting of the appeal committee"),
    _("The committee hears the parents, the pupil and who took the decision. It may sit in a school holiday."),
    COMMITTEE, after=("invite_hearing",), when=good("appeal"),
    fields=(PRESENT, Field("decider_heard", _("Who took the decision was heard"), "yes_no", must=True), REPORT),
    latest=HEARING_DUE,
    late=Late(_("There was no sitting by its last day. It may be moved only for a valid reason or force majeure."),
              regulations("9.5, punt 2")),
    papers=(MINUTES,), source=regulations("9.5, punt 2"),
)
APPEAL_DECISION = Step(
    "appeal_decision", _("Send the committee's decision"),
    _("The chair sends the reasoned decision by registered letter. It binds everybody. Too late means by law: no "
      "exclusion. Where it came to a vote, note with each member how he or she voted."),
    COMMITTEE, after=("committee",), when=any_of(bad("appeal"), done("hearing")),
    fields=(
        Field("result", _("Decision"), "choice",
              choices=(("inadmissible", _("inadmissible")), ("confirmed", _("the exclusion is confirmed")),
                       ("annulled", _("the exclusion is annulled")))),
        REASONS,
    ),
    papers=(PROOF,), latest=Term("be.discipline.appeal_decision_due", {"heard": "hearing.on"}, pick="due"),
    late=Late(_("The decision on the appeal came too late: the definitive exclusion is void by law."),
              decree("37/4, § 3"),
              missed=_("There was no decision on the appeal by its last day: the definitive exclusion is void by law.")),
    objections=(result_fits, follows_the_vote("annulled", "confirmed")), letters=("be.appeal_decision",), to=("parents", "pupil", "decided"),
    source=regulations("9.5, punt 4"),
)
APPEAL_STEPS = tuple(replace(one, judges="decide") for one in (APPEAL, FORM_COMMITTEE, INVITE_HEARING, HEARING, APPEAL_DECISION))
