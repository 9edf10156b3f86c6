"""Refusing an enrolment after a definitive exclusion (PRO-5): decree art. 37/29 and 37/30, school regulations 9.4.3."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Right, Step, done
from driehoek.procedures.sources import decree, regulations

from .shared import BOARD, LEADING, NOTE, REASONS

ASK = Step(
    "ask", _("The parents ask to enrol their child again"), _("The pupil was definitively excluded from this school in this school year or one of the two before."),
    LEADING, fields=(Field("asked_on", _("Asked on"), "date"), Field("excluded_on", _("Definitively excluded on"), "date"), NOTE), source=decree("37/29, § 3"),
)
REFUSE = Step(
    "refuse", _("Refuse the enrolment"), _("The board may refuse, in writing and with reasons. The parents can ask for mediation or complain."),
    BOARD, after=("ask",), fields=(REASONS,), letters=("be.enrolment_refusal",), to=("parents",), source=decree("37/29, § 3"),
)
ENROL = Step("enrol", _("Enrol the child all the same"), _("The board does not refuse."), BOARD, after=("ask",), fields=(NOTE,), optional=True, source=regulations("9.4.3"))
DEFINITION = Definition(
    "be.enrolment_refusal", "be", _("Refusal of an enrolment after an exclusion"), _("When parents want to enrol a child again that was definitively excluded."), "career",
    steps=(ASK, REFUSE, ENROL),
    rights=(Right("parents", _("ask for mediation, or complain to the committee for pupils' rights"), decree("37/30"), done("refuse")),),
    endings=(Ending("refused", _("The enrolment was refused."), done("refuse")), Ending("enrolled", _("The child was enrolled."), done("enrol"))),
    requirement=("PRO-5",),
)
