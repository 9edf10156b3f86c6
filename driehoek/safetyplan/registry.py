"""What this app tells the house."""

from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.functions import COUNCIL_SECTIONS
from driehoek.duties.own import Own
from driehoek.journal.acts import Act
from driehoek.safety.parts import Part
from driehoek.web.menu import Item

from .actions.seats import appointment_changed

ACTS = {
    "appraisal.manage": Act(_("record talks with staff")),
    "certificate.added": Act(_("record a certificate")),
    "certificate.withdrawn": Act(_("take back a certificate")),
    "plan.added": Act(_("add to a check or drill that was recorded")),
    "plan.agree": Act(_("say something of the safety plan for the council or the board")),
    "plan.chapter": Act(_("write a chapter of the safety plan")),
    "plan.goal": Act(_("keep a goal of the year plan")),
    "plan.manage": Act(_("keep the safety plan")),
    "plan.measure": Act(_("agree or change a measure")),
    "plan.near": Act(_("report what nearly went wrong")),
    "plan.near_answered": Act(_("answer what nearly went wrong")),
    "plan.paper": Act(_("record a document of the safety plan")),
    "plan.planned": Act(_("plan a check or drill")),
    "plan.progress": Act(_("note how a measure goes")),
    "plan.read": Act(_("read the safety plan")),
    "plan.recorded": Act(_("record a check or drill")),
    "plan.risk": Act(_("weigh a risk")),
    "plan.risk_closed": Act(_("close a risk")),
    "plan.said": Act(_("note what council or board says of the safety plan")),
    "plan.signed": Act(_("record a signature")),
    "plan.withdrawn": Act(_("withdraw a check or drill")),
    "report.printed": Act(_("put the yearly safety report on paper")),
    "report.read": Act(_("read the yearly safety report")),
    "start.begun": Act(_("begin the support of a starting teacher")),
    "start.closed": Act(_("close the support of a starting teacher")),
    "start.step": Act(_("note a step of the support at the start")),
    "supervision.away": Act(_("note that somebody cannot supervise")),
    "supervision.back": Act(_("take back that somebody cannot supervise")),
    "supervision.changed": Act(_("change the roster of supervision")),
    "supervision.manage": Act(_("keep the roster of supervision")),
    "supervision.replaced": Act(_("name who supervises instead")),
    "survey.closed": Act(_("close a survey")),
    "survey.codes": Act(_("make codes for a survey")),
    "survey.made": Act(_("make a survey")),
    "survey.manage": Act(_("hold surveys")),
    "talk.held": Act(_("record a talk with staff")),
    "talk.withdrawn": Act(_("take back a talk with staff")),
    "training.manage": Act(_("keep certificates and training")),
}
DUTIES = {
    "compose_council": Own(
        _("The term of members of the school's council ends: see who follows them"),
        page="participation",
        of_school=True,
    ),
    "renew_certificate": Own(
        _("A certificate of a member of staff expires: see to its renewal"), page="staff_member", by="person"
    ),
    "support_starting_teacher": Own(
        _("Take the next step with the starting teacher you coach"), page="starting_teacher", by="start"
    ),
    "replace_supervisor": Own(_("Name who supervises instead of somebody who cannot"), page="supervision"),
    "flush_water": Own(
        _("Flush the water after the holiday, against legionella"), page="check", by="kind", of_school=True
    ),
    "review_plan_chapters": Own(_("Look again at the chapters of the safety plan"), page="plan", of_school=True),
    "review_plan_paper": Own(_("Look again at a signed document of the safety plan"), page="plan_paper", by="paper"),
    "do_first_checks": Own(_("Do the checks of the safety plan that were never done"), page="checks", of_school=True),
    "do_first_inventory": Own(
        _("Make the risk inventory: there is none, and that can be fined at once"), page="risks", of_school=True
    ),
    "adopt_safety_plan": Own(_("Write the safety plan and adopt its chapters"), page="plan", of_school=True),
    "do_plan_measure": Own(_("Carry out a measure of the plan of action"), page="measure", by="measure"),
    "do_safety_check": Own(page="check", by="kind", of_school=True),
    "repeat_risk_inventory": Own(page="risks", of_school=True),
}
ORIGINS = {"talks": "staff_member"}
SWEEPS = ("plan_duties",)
PARTS = (
    Part(20, "incident.report", "near_misses", _("Nearly went wrong"), _("Not safe, or just missed: tell it.")),
    Part(
        100,
        "plan.read",
        "plan",
        _("The safety plan"),
        _("Its chapters, documents and agreements."),
        done_on=("plan", "plan_paper"),
    ),
    Part(110, "plan.read", "plan_wheel", _("The year of the plan"), _("All it asks, and what was never done.")),
    Part(120, "plan.read", "year_plan", _("Year plan"), _("Goals on working conditions, and what came of them.")),
    Part(
        130,
        "plan.read",
        "participation",
        _("Participation"),
        _("What council and board say of the plan."),
        done_on=("participation",),
    ),
    Part(
        140,
        "plan.read",
        "checks",
        _("Checks"),
        _("What is looked at every year, and when it was last."),
        done_on=("check", "checks"),
    ),
    Part(
        150,
        "plan.read",
        "risks",
        _("Risks"),
        _("The risk inventory and its plan of action."),
        done_on=("risks", "measure"),
    ),
    Part(
        160,
        "plan.read",
        "responders",
        "emergency responders",
        _("Who they are, certificates, and enough of them."),
        is_term=True,
    ),
    Part(170, "plan.read", "drills", _("Evacuation drills"), _("Planned, held, and what was learned.")),
    Part(
        180,
        "incident.report",
        "supervision",
        _("Supervision"),
        _("Who stands where, and where to look."),
        done_on=("supervision",),
    ),
    Part(
        190,
        "training.manage",
        "trainings",
        _("Training and talks"),
        _("Certificates, yearly talks, starting teachers."),
        done_on=("staff_member", "starting_teacher"),
    ),
    Part(200, "survey.manage", "surveys", _("How people feel"), _("Short surveys of pupils, parents and staff.")),
    Part(210, "report.read", "safety_report", _("Yearly report"), _("The year in figures, without a child in it.")),
)


def _reads_the_report_alone(actor: Actor) -> bool:
    return actor.may("report.read") and not actor.may("incident.open")


def _takes_part(actor: Actor) -> bool:
    return actor.may("plan.agree") or bool(actor.functions.intersection(COUNCIL_SECTIONS))


MENU = (
    Item("daily", 80, "safety_report", _("Safety"), _reads_the_report_alone),
    Item("daily", 90, "participation", _("Participation"), _takes_part),
)
APPOINTMENT_CHANGED = (appointment_changed,)
