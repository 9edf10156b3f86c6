"""What each function opens, in one sentence for who gives it. The whole table with its grounds is the policy page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .functions import Function

SAFETY = _("The safety plan, and reporting what happened. No pupil's file.")
CONTACT = _("Nothing in the files: an address to reach. No login is needed.")
COUNCIL = _("The safety plan, its risks and its yearly report. No pupil's file. Without an address: nothing.")
OPENS: dict[Function, Promise] = {
    Function.DIRECTOR: _("Everything of the school, except health that names no reader; gives and ends functions."),
    Function.SECRETARIAT: _(
        "Personal data, contacts, attendance, enrolments, letters and the pupil list of the school. No care, no tests."
    ),
    Function.CARE_COORDINATOR: _("The files of the whole school, cases and letters; health only where named."),
    Function.CLASS_TEACHER: _("Attendance and the files of one class."),
    Function.SUPPORT_TEACHER: _("Attendance and the files of one class."),
    Function.PREVENTION_OFFICER: _(
        "The safety plan with all its parts, incidents and aggression cases. No pupil's file."
    ),
    Function.EMERGENCY_RESPONDER: SAFETY,
    Function.FIRST_AIDER: _("First aid and giving medication. No pupil's file."),
    Function.CONTACT_PERSON: CONTACT,
    Function.COUNSELLOR: CONTACT,
    Function.ANTI_BULLYING: _("Signals and cases of bullying. No pupil's file."),
    Function.MEDIA_CONTACT: CONTACT,
    Function.PARTICIPATION_CHAIR: COUNCIL,
    Function.PARENTS_COUNCIL_CHAIR: CONTACT,
    Function.SCHOOL_COUNCIL_CHAIR: COUNCIL,
    Function.COUNCIL_PARENTS: COUNCIL,
    Function.COUNCIL_STAFF: COUNCIL,
    Function.COUNCIL_COMMUNITY: COUNCIL,
    Function.POLICE_CONTACT: CONTACT,
    Function.ATTENDANCE_OFFICER: CONTACT,
    Function.INSPECTORATE_CONTACT: CONTACT,
    Function.CLB_ANCHOR: _("Reading the files of the school, for a stated purpose, on the weekdays of the assignment."),
    Function.CLB_WORKER: _("Reading the files of the school, for a stated purpose, on the weekdays of the assignment."),
    Function.CLB_DOCTOR: _("Reading the files of the school, for a stated purpose, on the weekdays of the assignment."),
    Function.COMMITTEE_MEMBER: _("Only the case on which this person is named."),
}
