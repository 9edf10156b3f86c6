"""Accompanying measures after problematic absences (ATT-5): invite the parents, work with the CLB, report a refusal."""

# fmt: off
from django.utils.translation import gettext_lazy as _

from driehoek.procedures.definition import Definition, Ending, Field, Given, Right, Step, Term, done, fact
from driehoek.procedures.sources import regulations

from .shared import DIRECTION, LEADING, PRESENT, REPORT

RULES = regulations("5.3")
INVITE = Step(
    "invite", _("Invite the parents to a talk"), _("Together with the CLB, as soon as the threshold is reached. The letter lists the half days."), LEADING,
    fields=(Field("talk_on", _("Day of the talk"), "date"), Field("talk_time", _("Hour of the talk")), Field("talk_place", _("Place of the talk"))), repeats=True,
    letters=("be.absence_invitation",), to=("parents",), source=RULES,
)
TALK = Step("talk", _("Talk with the parents"), _("Look for what keeps the child from school, and agree on what helps."), LEADING, after=("invite",),
            fields=(PRESENT, REPORT, Field("accepted", _("The parents accept guidance"), "choice", choices=(("yes", _("yes")), ("no", _("no"))))), repeats=True, source=RULES)
GUIDE = Step("guide", _("What was agreed, with the CLB"), _("Who does what, and when you look at it again."), LEADING, after=("talk",), when=fact("talk.accepted", "yes"),
             fields=(Field("agreements", _("What was agreed"), "text"),), repeats=True, source=RULES)
REPORTED = Step(
    "reported", _("Report to the authority that guidance is refused"), _("When the parents refuse all guidance the school reports it to the Agency for Education Services (AgODi)."),
    DIRECTION, after=("talk",), when=fact("talk.accepted", "no"), fields=(Field("reported_how", _("How and to whom")), REPORT),
    # No text names days: it is due at once, so that it stands on the list of the direction.
    latest=Term("be.days.after", {"start": "talk.on", "days": Given(0), "kind": Given("calendar")}),
    letters=("be.absence_report",), to=("agency",), source=RULES,
)
CLOSE = Step("close", _("Close"), _("The child is at school again, or the guidance goes on elsewhere."), LEADING, after=("talk",), fields=(REPORT,), source=RULES)
DEFINITION = Definition(
    "be.accompaniment", "be", _("Guidance after problematic absences"), _("For a child that is often absent without a valid reason."), "attendance",
    steps=(INVITE, TALK, GUIDE, REPORTED, CLOSE),
    rights=(Right("parents", _("help of school and CLB to come to school again"), RULES),),
    endings=(Ending("closed", _("The guidance was closed."), done("close")),), requirement=("ATT-5",),
)
