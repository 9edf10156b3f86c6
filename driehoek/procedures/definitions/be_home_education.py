"""Temporary education at home (ATT-12): decree art. 34, school regulations 6."""

# fmt: off
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Check, Definition, Ending, Field, Milestone, Paper, Refusal, Right, Step, Term, bad, done, good
from driehoek.procedures.sources import decree, regulations
from driehoek.procedures.state import Happened, State

from .shared import DIRECTION, LEADING, NOTE, OFFICE, REASONS, REPORT, REQUEST_WITHDRAWN

FACTS = {"illness": "ask.illness", "absent_from": "ask.absent_from", "absent_to": "ask.absent_to?", "previous_until": "ask.previous_until?",
         "certificate": "ask.certificate", "distance_km": "ask.distance_km", "education": "ask.education", "half_days_absent": "ask.half_days_absent?"}


def must_organise(_state: State, event: Happened) -> Refusal | None:
    """Where the child has the right, the school organises it: this step is only there when it has."""
    if event.facts.get("organised"):
        return None
    return Refusal("must_organise", gettext("The child has a right to it: within the distance the school must organise the lessons."), decree("34"))


INFORM = Step("inform", _("Tell the parents about it"), _("The school tells parents of a child that is ill for long that lessons at home are possible."), LEADING, optional=True, source=decree("34"))
ASK = Step(
    "ask", _("The parents ask for lessons at home"),
    _("In writing or by mail, with a certificate. Not chronic: after 21 calendar days in a row. Chronic: for every nine half days absent, with a specialist's certificate that holds as long as the child is at this school."),
    OFFICE, fields=(
        Field("illness", _("Illness"), "choice", choices=(("other", _("long illness or accident")), ("chronic", _("chronic illness"))), carried="ask.illness"),
        Field("absent_from", _("Absent since"), "date"), Field("absent_to", _("Absent until, as far as known"), "date", required=False),
        Field("previous_until", _("Earlier lessons at home ended on (relapse)"), "date", required=False, carried="back.on"),
        Field("certificate", _("Certificate"), "choice", choices=(("none", _("none yet")), ("general", _("of a doctor")), ("specialist", _("of a specialist")))),
        Field("distance_km", _("Kilometres from school"), "decimal", carried="ask.distance_km"),
        Field("education", _("Education"), "choice", choices=(("ordinary", _("ordinary")), ("special", _("special")))),
        Field("half_days_absent", _("Half days absent so far (chronic)"), "number", required=False), NOTE,
    ),
    papers=(Paper("request", _("request of the parents")), Paper("certificate", _("medical certificate"), required=False)),
    check=Check("be.home_education.entitlement", FACTS, lambda value: bool(value["entitled"]), _("There is no right to lessons at home yet."), refused=False),
    repeats=True, source=regulations("6"),
)
ANSWER = Step("answer", _("Answer the parents"), _("Say from when there are lessons, how many, and whether Bednet is an option. Within the distance the school must."), DIRECTION, after=("ask",), when=good("ask"),
              fields=(Field("organised", _("The school organises it"), "yes_no"), REASONS), objections=(must_organise,), letters=("be.home_education_answer",), to=("parents",), source=regulations("6"))
REFUSE = Step("refuse", _("Explain why not yet"), _("Tell what is missing, or from when the right begins."), DIRECTION, after=("ask",), when=bad("ask"), fields=(REASONS,), optional=True,
              repeats=True, letters=("be.home_education_answer",), to=("parents",), source=regulations("6"))
TEACHER = Step("teacher", _("Find a teacher"), _("Four lesson hours a week, fitted to the child's group. Free for the parents."), LEADING, after=("answer",), fields=(Field("teacher", _("Who")),), source=regulations("6"))
BACK = Step("back", _("The child is back at school"), _("The lessons at home end. After a relapse within three months no new waiting time is needed."), LEADING, after=("answer",), fields=(REPORT,), source=regulations("6"))
DEFINITION = Definition(
    "be.home_education", "be", _("Temporary education at home"), _("For a child that is ill for long, or chronically."), "attendance",
    steps=(INFORM, ASK, ANSWER, REFUSE, TEACHER, BACK, REQUEST_WITHDRAWN),
    milestones=(Milestone("begins", _("The right to lessons at home begins"), Term("be.home_education.entitlement", FACTS, pick="from"), good("ask")),),
    rights=(Right("parents", _("ask for internet education (Bednet) instead or beside it"), regulations("6")),),
    endings=(Ending("withdrawn", _("The parents withdrew their request."), done("withdrawn")), Ending("back", _("The child is back at school."), done("back"))),
    renews=_("Ask again: a relapse, or for longer"), requirement=("ATT-12",),
)
