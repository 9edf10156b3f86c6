"""Who people are to a school (ORG-2) and the kinds of data a file holds (DOS-1): the words the policy table is in."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Function(models.TextChoices):
    """The functions of ORG-2. Words that differ per country are shown through `web`'s filter `function_name`."""

    DIRECTOR = "director", _("director")
    SECRETARIAT = "secretariat", _("secretariat")
    CARE_COORDINATOR = "care_coordinator", _("care coordinator")
    CLASS_TEACHER = "class_teacher", _("class teacher")
    SUPPORT_TEACHER = "support_teacher", _("support teacher")
    PREVENTION_OFFICER = "prevention_officer", _("prevention officer")
    EMERGENCY_RESPONDER = "emergency_responder", _("emergency responder")
    FIRST_AIDER = "first_aider", _("first-aider")
    CONTACT_PERSON = "contact_person", _("internal contact person")
    COUNSELLOR = "counsellor", _("confidential counsellor")
    ANTI_BULLYING = "anti_bullying", _("anti-bullying contact")
    MEDIA_CONTACT = "media_contact", _("media contact")
    PARTICIPATION_CHAIR = "participation_chair", _("chair of the participation council")
    PARENTS_COUNCIL_CHAIR = "parents_council_chair", _("chair of the parents' council")
    SCHOOL_COUNCIL_CHAIR = "school_council_chair", _("chair of the school council")
    COUNCIL_PARENTS = "council_parents", _("member of the council for the parents")
    COUNCIL_STAFF = "council_staff", _("member of the council for the staff")
    COUNCIL_COMMUNITY = "council_community", _("member of the council for the local community")
    POLICE_CONTACT = "police_contact", _("police contact")
    ATTENDANCE_OFFICER = "attendance_officer", _("attendance officer")
    INSPECTORATE_CONTACT = "inspectorate_contact", _("inspectorate contact")
    CLB_ANCHOR = "clb_anchor", _("CLB anchor person")
    CLB_WORKER = "clb_worker", _("CLB worker")
    CLB_DOCTOR = "clb_doctor", _("CLB doctor")
    CLB_DIRECTOR = "clb_director", _("CLB director")
    BOARD_MEMBER = "board_member", pgettext_lazy("function", "board member")
    COMMITTEE_MEMBER = "committee_member", _("member of an appeal or complaints committee")
    DATA_PROTECTION_OFFICER = "dpo", _("data protection officer")
    PARENT = "parent", _("parent")
    EMERGENCY = "emergency", _("emergency access")


# The sections of a school's council: three in Flanders, two in the Netherlands (ORG-8).
COUNCIL_SECTIONS = (Function.COUNCIL_PARENTS, Function.COUNCIL_STAFF, Function.COUNCIL_COMMUNITY)
COUNCIL_CHAIRS = (Function.PARTICIPATION_CHAIR, Function.SCHOOL_COUNCIL_CHAIR)
CLB_FUNCTIONS = frozenset({Function.CLB_ANCHOR, Function.CLB_WORKER, Function.CLB_DOCTOR})
# Whom a school must be able to reach and who has nothing to do in its files: no account is needed.
CONTACTS = frozenset({
    Function.PREVENTION_OFFICER, Function.EMERGENCY_RESPONDER, Function.FIRST_AIDER, Function.CONTACT_PERSON,
    Function.COUNSELLOR, Function.ANTI_BULLYING, Function.MEDIA_CONTACT, Function.PARTICIPATION_CHAIR,
    Function.PARENTS_COUNCIL_CHAIR, Function.SCHOOL_COUNCIL_CHAIR, Function.POLICE_CONTACT,
    Function.ATTENDANCE_OFFICER, Function.INSPECTORATE_CONTACT, *COUNCIL_SECTIONS,
})  # fmt: skip
# What a direction gives out. Parents come with the pupil, emergency access by its own page, the board's by the board,
# the direction of a CLB by its centre.
NOT_GIVEN_BY_DIRECTION = frozenset({
    Function.PARENT, Function.EMERGENCY, Function.BOARD_MEMBER, Function.DATA_PROTECTION_OFFICER, Function.CLB_DIRECTOR,
})  # fmt: skip
# Whoever holds these looks at what the direction does, decides beside it, or reads on another's ground.
NOT_TO_ONESELF = frozenset({
    Function.COUNSELLOR, Function.COMMITTEE_MEMBER, Function.DATA_PROTECTION_OFFICER, *COUNCIL_SECTIONS,
    *COUNCIL_CHAIRS, Function.PARENTS_COUNCIL_CHAIR, *CLB_FUNCTIONS, Function.CLB_DIRECTOR, Function.BOARD_MEMBER,
})  # fmt: skip
GIVEN_BY_DIRECTION = tuple(function for function in Function if function not in NOT_GIVEN_BY_DIRECTION)
# What only one of the two countries has; the direction of a school in the other is not offered it.
ONLY_IN = {
    "be": CLB_FUNCTIONS | {Function.COUNCIL_COMMUNITY},
    "nl": frozenset({Function.PARTICIPATION_CHAIR, Function.ATTENDANCE_OFFICER}),
}


class Category(models.TextChoices):
    """The kinds of data in a pupil's file (DOS-1), each opened on its own."""

    IDENTITY = "identity", _("personal data")
    CONTACTS = "contacts", _("people around the child")
    ATTENDANCE = "attendance", _("attendance")
    RESULTS = "results", _("results")
    TESTS = "tests", _("pupil-tracking tests")
    CARE = "care", _("measures and action plans")
    MEETING = "meeting", _("meetings")
    PARENT_CONTACT = "parent_contact", _("parent contacts")
    TIMELINE = "timeline", _("observations")
    REMEDIATION = "remediation", _("remediation")
    SANCTION = "sanction", _("sanctions")
    REPORT = "report", _("reports of the CLB")
    LANGUAGE = "language", _("language screening")
    HEALTH = "health", _("health")
