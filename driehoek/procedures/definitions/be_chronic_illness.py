"""A child that is often ill for one known reason (ATT-7): school, parents and CLB agree; school regulations 5.1.1."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Given, Milestone, Paper, Refusal, Right, Step, Term, done, passed
from driehoek.procedures.sources import regulations
from driehoek.procedures.state import Happened, State

from .shared import DIRECTION, LEADING, OFFICE, REPORT, REQUEST_WITHDRAWN

RULES = regulations("5.1.1")


def with_the_clb(state: State, event: Happened) -> Refusal | None:
    """The school does not agree alone with the parents: the CLB is one of the three."""
    if event.facts.get("clb_agrees") and event.facts.get("parents_agree"):
        return None
    return Refusal("not_agreed", gettext("School, parents and CLB agree together. Without the CLB or the parents there is no agreement."), RULES)


ASK = Step(
    "ask", _("The parents tell of a chronic illness"),
    _("A child that is often ill for the same reason need not see a doctor each time. Talk with the parents and the CLB about what will do."),
    OFFICE, fields=(Field("since", _("Known since"), "date", required=False),), papers=(Paper("medical_certificate", _("medical certificate"), required=False),), source=RULES,
)
AGREE = Step(
    "agree", _("School, parents and CLB agree"),
    _("Write down when a note of the parents will do, whom they call, and when you look at it again. What the illness is need not stand there."),
    DIRECTION, after=("ask",),
    fields=(Field("with_clb", _("With whom of the CLB")), Field("clb_agrees", _("The CLB agrees"), "yes_no"), Field("parents_agree", _("The parents agree"), "yes_no"),
            Field("agreements", _("What was agreed"), "text"), Field("valid_until", _("Until and including"), "date")),
    papers=(Paper("agreement", _("the agreement, signed"), required=False),), objections=(with_the_clb,), repeats=True, source=RULES,
)
REVIEW = Step("review", _("Look whether it still fits"), _("Together with the parents and the CLB, at least when a new school year begins."), LEADING, after=("agree",),
              fields=(REPORT,), optional=True, repeats=True, source=RULES)
CLOSE = Step("close", _("The agreement ends"), _("The child is better, or something else is needed. From then on the ordinary certificates are asked for again."), LEADING, after=("agree",), fields=(REPORT,), source=RULES)
DEFINITION = Definition(
    "be.chronic_illness", "be", _("Agreement on a chronic illness"), _("For a child that is often ill for one known reason: which evidence will do."), "attendance",
    steps=(ASK, AGREE, REVIEW, CLOSE, REQUEST_WITHDRAWN),
    milestones=(Milestone("until", _("Last day of the agreement"), Term("be.days.after", {"start": "agree.valid_until", "days": Given(0), "kind": Given("calendar")})),),
    rights=(Right("parents", _("agree with school and CLB on the evidence of a chronic illness"), RULES),),
    endings=(Ending("withdrawn", _("The parents withdrew their request."), done("withdrawn")), Ending("ended", _("The agreement has ended."), done("close")),
             Ending("over", _("The agreement is over. Agree again where it is still needed."), passed("until"), by_time=True)),
    renews=_("Agree again for the next school year"), requirement=("ATT-7",),
)
