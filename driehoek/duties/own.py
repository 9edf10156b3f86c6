"""Duties that follow from an act in the product and from no rule of the lawbook: their sentence and their page."""

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Duty

SENTENCES: dict[str, Promise] = {
    "answer_report_request": _("Answer what the CLB asked the school to add to the file"),
    "ask_certificate": _("Ask the parents for a medical certificate: their note will not do for this illness"),
    "do_plan_action": _("Do what was agreed when an incident was talked over"),
    "review_emergency_access": _("Look at the emergency access to this file: who opened it, and why"),
    "bereavement_task": _("A step after somebody died: see what you are asked to do"),
    "remember_day": _("A day to remember for children you teach: read what helps"),
    "compose_council": _("The term of members of the school's council ends: see who follows them"),
    "renew_certificate": _("A certificate of a member of staff expires: see to its renewal"),
    "support_starting_teacher": _("Take the next step with the starting teacher you coach"),
    "replace_supervisor": _("Name who supervises instead of somebody who cannot"),
    "sign_medication_form": _("A medication form lacks a signature: without it nothing is given"),
    "renew_medication_form": _("A medication form ends: ask for a new one, or give the medicine back"),
    "replace_medicine": _("A medicine kept at school is past its date: ask for a new one"),
    "give_insurance_papers": _("Give the parents the insurance papers after the accident"),
    "flush_water": _("Flush the water after the holiday, against legionella"),
    "review_plan_chapters": _("Look again at the chapters of the safety plan"),
    "review_plan_paper": _("Look again at a signed document of the safety plan"),
    "do_first_checks": _("Do the checks of the safety plan that were never done"),
    "do_first_inventory": _("Make the risk inventory: there is none, and that can be fined at once"),
    "adopt_safety_plan": _("Write the safety plan and adopt its chapters"),
    "do_plan_measure": _("Carry out a measure of the plan of action"),
    "answer_transfer": _("Another centre proposes a transfer of weight: accept or refuse it"),
    "read_transfer_answer": _("The other centre answered your transfer of weight: read what it signed or refused"),
    "transfer_no_longer_fits": _(
        "A transfer that you would give no longer fits in your plan: change the plan or answer it"
    ),
    "sign_cell": _("Say what your centre brings into a support cell, and sign what stands there now"),
    "read_cell_signed": _("Every centre of your support cell signed: look at what stands there now"),
    "read_cell_ended": _("A support cell ended, because the other centre left it: look at your plan"),
    "cell_no_longer_fits": _(
        "What your centre brings into a support cell no longer fits in your plan: change it, or leave the cell"
    ),
}
# The page where it is done, and the fact that holds the id in its address.
PAGES = {"answer_report_request": ("report_request", "request"),
         "review_emergency_access": ("emergency_review", "appointment"),
         "bereavement_task": ("bereavement_task", "task"), "remember_day": ("memorial", "memorial"),
         "renew_certificate": ("staff_member", "person"), "support_starting_teacher": ("starting_teacher", "start"),
         "sign_medication_form": ("medication_form", "form"), "renew_medication_form": ("medication_form", "form"),
         "replace_medicine": ("medication_form", "form"), "give_insurance_papers": ("firstaid_moment", "moment"),
         "review_aggression_reports": ("bans_review", "year"),
         "answer_transfer": ("staffing_transfer", "transfer"),
         "read_transfer_answer": ("staffing_transfer", "transfer"),
         "transfer_no_longer_fits": ("staffing_transfer", "transfer"),
         **dict.fromkeys(("sign_cell", "read_cell_signed", "read_cell_ended", "cell_no_longer_fits"),
                         ("staffing_cell", "cell")),
         "send_staffing_forms": ("staffing_forms", "school_year"),
         "evaluate_goal": ("step", "step"), "do_follow_up": ("step", "step"),
         "do_safety_check": ("check", "kind"), "flush_water": ("check", "kind"),
         "review_plan_paper": ("plan_paper", "paper"), "do_plan_measure": ("measure", "measure")}  # fmt: skip
# Pages that are about the school of the duty and about nothing smaller.
OF_SCHOOL = {"review_plan_chapters": "plan", "repeat_risk_inventory": "risks", "do_first_checks": "checks",
             "do_first_inventory": "risks", "adopt_safety_plan": "plan",
             "compose_council": "participation"}  # fmt: skip

# The page where it is done, for duties whose page shows all of them.
ROOMS = {"replace_supervisor": "supervision"}
TALKS = "talks:"  # a talk with a member of staff: the facts are the rule's, the origin names the person
# Where the duties of an origin are done; those apps stand above, so their pages are asked for by name.
ORIGINS = {"case": "case", "thread": "incident_thread", "accident": "incident_accident",
           "discussion": "incident_discussion"}  # fmt: skip

# The procedure that fits the duties of an origin, where there is one: the case is opened with it chosen.
PROCEDURES = {"problematic": "be.accompaniment"}


def page_of(duty: Duty) -> str:
    """The address of the page where the duty is done; nothing for duties done on their own page.

    Nor for one whose facts, as they were stored, name no page: it is done on its own page then.
    """
    try:
        return _page_of(duty)
    except NoReverseMatch:
        return ""


def _page_of(duty: Duty) -> str:
    kind, _separator, key = duty.origin.partition(":")
    if kind in ORIGINS:
        return reverse(ORIGINS[kind], args=[key])
    if duty.code in OF_SCHOOL:
        return f"{reverse(OF_SCHOOL[duty.code])}?school={duty.school_id}"
    if duty.origin.startswith(TALKS):
        return reverse("staff_member", args=[duty.origin.split(":")[1]])
    if duty.code in ROOMS:
        return reverse(ROOMS[duty.code])
    name, fact = PAGES.get(duty.code, ("", ""))
    if fact not in duty.facts:
        return ""
    return reverse(name, args=[duty.facts[fact]]) + (f"?school={duty.school_id}" if name == "check" else "")
