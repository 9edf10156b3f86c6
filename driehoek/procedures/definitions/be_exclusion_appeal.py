"""The appeal against a definitive exclusion (PRO-6): decree art. 37/4-37/6, school regulations 9.5."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Check, Field, Late, Paper, Refusal, Step, Term, any_of, bad, done, fact, good
from driehoek.procedures.sources import decree, regulations
from driehoek.procedures.state import Happened, State

from .shared import BOARD, COMMITTEE, MINUTES, PRESENT, PROOF, REASONS, REPORT, composition

APPEAL_DUE = Term("be.discipline.appeal_due", {"decision_sent": "decide.on"}, pick="due")
DEFINITIVE = fact("decide.measure", "definitive")


def result_fits(state: State, event: Happened) -> Refusal | None:
    """An inadmissible appeal is rejected as such, an admissible one is judged, and a vote is followed."""
    result = event.facts.get("result")
    if (result == "inadmissible") != (state.good("appeal") is False):
        text = gettext("An appeal is rejected as inadmissible when it is late or lacks its form, and only then.")
        return Refusal("wrong_result", text, decree("37/4, § 3"))
    answer = state.answer(VOTE) if event.facts.get("chair_vote") else None
    if answer and answer.outcome:
        expected = "annulled" if answer.outcome.value["outcome"] == "for" else "confirmed"
        if result not in {expected, "inadmissible"}:
            return Refusal("against_the_vote", gettext("The result is not what the vote decided."), decree("37/6, § 1"))
    return None


VOTE = Term(
    "be.appeal.vote",
    {
        "internal_for": "appeal_decision.internal_for", "internal_against": "appeal_decision.internal_against",
        "external_for": "appeal_decision.external_for", "external_against": "appeal_decision.external_against",
        "chair": "appeal_decision.chair_vote", "on": "appeal_decision.on",
    },
)

APPEAL = Step(
    "appeal", _("Record the parents' appeal"),
    _("Parents who do not agree write to the chair of the school board: registered, dated and signed. The exclusion stays "
      "in force meanwhile."),
    BOARD, after=("decide",), when=DEFINITIVE,
    fields=(
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
    optional=True, letters=("be.appeal_receipt",), to=("parents",), source=regulations("9.5"),
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
    latest=Term("be.discipline.appeal_hearing_due", {"appeal_received": "appeal.on", "closed": "case.closed"}),
    late=Late(_("The sitting came after its last day. It may be moved only for a valid reason or force majeure."),
              regulations("9.5, punt 2")),
    papers=(MINUTES,), source=regulations("9.5, punt 2"),
)
APPEAL_DECISION = Step(
    "appeal_decision", _("Send the committee's decision"),
    _("The chair sends the reasoned decision by registered letter. It binds everybody. Too late means by law: no "
      "exclusion."),
    COMMITTEE, after=("committee",), when=any_of(bad("appeal"), done("hearing")),
    fields=(
        Field("result", _("Decision"), "choice",
              choices=(("inadmissible", _("inadmissible")), ("confirmed", _("the exclusion is confirmed")),
                       ("annulled", _("the exclusion is annulled")))),
        REASONS,
        Field("internal_for", _("Votes from inside for the parents"), "number", required=False,
              hint=_("Only when it came to a vote.")),
        Field("internal_against", _("Votes from inside against"), "number", required=False),
        Field("external_for", _("Votes from outside for the parents"), "number", required=False),
        Field("external_against", _("Votes from outside against"), "number", required=False),
        Field("chair_vote", _("Vote of the chair, for a tie"), "choice", required=False,
              choices=(("for", _("for the parents")), ("against", _("against")))),
    ),
    papers=(PROOF,), latest=Term("be.discipline.appeal_decision_due", {"heard": "hearing.on"}, pick="due"),
    late=Late(_("The decision on the appeal came too late: the definitive exclusion is void by law."),
              decree("37/4, § 3")),
    objections=(result_fits,), letters=("be.appeal_decision",), to=("parents", "pupil", "decided"),
    source=regulations("9.5, punt 4"),
)

APPEAL_STEPS = (APPEAL, FORM_COMMITTEE, INVITE_HEARING, HEARING, APPEAL_DECISION)
