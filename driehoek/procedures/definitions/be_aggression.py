"""Aggression at a Flemish school (SAF-9): no regulations set this; the talks are advice, after the Dutch model plan."""

# fmt: off
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Right, Step, done
from driehoek.procedures.sources import plan

from .nl_aggression import INCIDENT, POLICE, TEAM
from .nl_aggression_talks import TALK_CODES, TALKS
from .shared import DIRECTION, PRESENT

ADVICE = plan("bijlage 4")
CONTACT = Step(
    "contact", _("Agree how contact goes on"),
    _("Talk with the parent or the pupil, together with the colleague concerned if that is wanted. For a pupil there are order measures and discipline, each with its own procedure. Report it to the police when somebody was hurt or threatened."),
    DIRECTION, after=("report",), fields=(PRESENT, Field("agreements", _("What was agreed"), "text")), source=ADVICE,
)
DEFINITION = Definition(
    "be.aggression", "be", _("Aggression"),
    _("Care for your colleague after aggression. The days of the talks are advice, taken from a Dutch model plan: no Flemish regulation sets them."), "aggression",
    steps=(INCIDENT, replace(POLICE, objections=()), *TALKS, CONTACT, TEAM),
    rights=(Right("staff", _("a talk, today and later, and the company doctor when that is not enough"), ADVICE),),
    endings=(Ending("over", _("Everything the protocol asks for was done."), done("contact", "team", *TALK_CODES)),),
    about="anyone", at_once=_("Danger? Call 112 first. Bring your colleague to a quiet place, and let somebody stay who is trusted."),
    allowed=(_("Listen, and ask carefully when somebody acts as if nothing happened."), _("Call the police at once when there is danger."),
             _("Arrange a doctor, or somebody to take over the class.")),
    not_allowed=(_("Force somebody to talk, or play the therapist."), _("Think after a few weeks that it is forgotten.")),
    requirement=("SAF-9",),
)
