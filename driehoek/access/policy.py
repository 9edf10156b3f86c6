"""The whole table of who may do what: function × act → scope. One place, printable for a DPO (ACC-9).

An act on a pupil's file is asked per category of data ("file.read:health"). What does not stand here is refused.
"""

from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .functions import COUNCIL_CHAIRS, COUNCIL_SECTIONS, Category, Function


class Scope(StrEnum):
    """How far a right reaches. Each app's `visible_to` says what it means for its own rows."""

    OWN_CHILD = "own_child"
    OWN_GROUP = "own_group"
    OWN_SCHOOL = "own_school"  # for CLB functions: on the days of the assignment, because only those appointments count
    OWN_BOARD = "own_board"
    NAMED = "named"  # the school as far as a reader is named on the entry and the parents consented in writing


SCOPE_NAMES: dict[Scope, Promise] = {
    Scope.OWN_CHILD: _("own child"),
    Scope.OWN_GROUP: _("own group"),
    Scope.OWN_SCHOOL: _("own school, on the days of the appointment"),
    Scope.OWN_BOARD: _("all schools of the board"),
    Scope.NAMED: _("only who is named, with the parents' consent"),
}


class Ground(NamedTuple):
    """Why a function may do what it may: the act and the article the answer quotes."""

    act: str
    article: str


class Grant(NamedTuple):
    scope: Scope
    ground: Ground


class Decision(NamedTuple):
    """The answer of the one decision point (ACC-1)."""

    allowed: bool
    reason: str  # a code; `access.queries.reason_text` gives the sentence
    source: Ground


REGULATIONS_PRIVACY = Ground("Schoolreglement (MLER_063)", "18.1")
PRIVACY_CODE_NL = Ground("Schoolveiligheidsplan", "bijlage 12, art. 7-8")
CLB_AGREEMENT = Ground("Afspraken toegang CLB tot het leerlingvolgsysteem", "1 september 2020")
EMERGENCY_GROUND = Ground("Verordening (EU) 2016/679", "6(1)(d)")
PARENT_GROUND = Ground("Schoolreglement (MLER_063)", "18.4")
BOARD_GROUND = Ground("Schoolveiligheidsplan", "bijlage 12, art. 7")
OFFICER_GROUND = Ground("Verordening (EU) 2016/679", "39(1)(b)")
SAFETY_GROUND = Ground("Schoolveiligheidsplan", "bijlage 3-9")
CENTRE_GROUND = Ground("Omzendbrief CLB/2006/02", "2")
CLOSED = Ground("Driehoek", "closed unless opened")

ACKNOWLEDGE = "agreement.acknowledge"

EVERY_BUT_HEALTH = [
    f"{act}:{category}" for act in ("file.read", "file.write") for category in Category if category != "health"
]
READ_BUT_HEALTH = [right for right in EVERY_BUT_HEALTH if right.startswith("file.read")]
HEALTH = ["file.read:health", "file.write:health"]
TEACHING = [
    f"{act}:{category}"
    for act in ("file.read", "file.write")
    for category in ("results", "tests", "care", "parent_contact", "timeline", "remediation")
] + [f"file.read:{category}" for category in ("identity", "contacts", "attendance", "meeting", "report", "language")]
# Whoever works at the school may say that something happened and read the plan that says what to do (SAF-1, SAF-6).
STAFF = ["search.use", "incident.report", "incident.open", "plan.read", "school.read"]
# What the participation council and the board read of it, and that they note what they say themselves (SAF-1, SAF-3).
MEMBER = ["plan.read", "report.read", "school.read"]
SEAT = [*MEMBER, "plan.agree"]
DUTIES = ["duty.see", "duty.discharge"]  # where a scope is `NAMED`: what is addressed to the function or the person
# About any child of the school: what one saw of bullying, and the careful paths, which only who is named reads.
WATCHFUL = ["bullying.signal", "case.open:protected"]
DAILY = ["pupil.find", "attendance.record", "file.open", "file.download", *STAFF, *DUTIES]
EMERGENCY_OPEN = ["emergency.open"]  # over the school: what the own functions reach needs no emergency
LETTERS = ["letters.read", "letters.send"]
# Lists of children, on paper and as a file too, so never for who only reads; each list asks its own right beside it.
LISTS = ["list.take"]


def cases(*families: str) -> list[str]:
    """Reading, opening and working on cases of these families (PRO)."""
    return [f"case.{act}:{family}" for act in ("read", "open", "step") for family in families]


CASES = ["case.read", "case.open", "case.step"]
NAMED_ON_CASE = ["case.read", "case.step"]  # committee members, CLB representatives: that one case and nothing else
# Of incidents a teacher reads what the own pupils were part of, and what the teacher reported (SAF-6).
FIRST_AID = ["firstaid.record"]  # a child that falls ill or is hurt: whoever is near notes it and calls (SAF-14)
OF_THE_GROUP = [*FIRST_AID, "incident.read", "medication.give", *cases("bullying")]
CARING = [*OF_THE_GROUP, "incident.care", "medication.manage", "bereavement.manage", "survey.manage", "report.read"]
FOR_THE_HEAD = ["incident.open", "incident.read", "incident.care", "incident.manage"]  # see `incident.head`
PREVENTING = ["incident.manage", *cases("aggression"), "plan.manage", "training.manage"]
LEADING = [
    *WATCHFUL,
    *LISTS,
    *CASES,
    *cases("guidance", "activity", "discipline", "attendance", "career"),
    *CARING,
    "attendance.office",
    "attendance.figures",
    "enrolment.manage",
    "file.print",
    "consent.manage",
    "report.answer",
    "roster.export",
    "invitation.send",
    "supervision.manage",
    *LETTERS,
    "letters.write",
    *EMERGENCY_OPEN,
]
DIRECTING = [
    *PREVENTING,
    "appraisal.manage",
    *cases("complaint", "staff"),
    "case.print",
    "school.manage",
    "people.manage",
    "account.parents",
    "register.read",
    "journal.read",
    "emergency.review",
    "roster.import",
    "agreement.manage",
    "policy.read",
    "house.read",  # how the machine runs, where a house has one board
    "number.reveal",
    "letters.personnel",  # letters about staff and complaints
]

# Reading alone: no act of a CLB function changes, prints or takes anything out of a file (ACC-4).
READ_AT_THE_CLB = ["search.use", "pupil.find", "file.open", "clb.work"]
GUIDING = [*READ_AT_THE_CLB, ACKNOWLEDGE, "purpose.state", "report.ask", *READ_BUT_HEALTH]

POLICY: dict[Function, tuple[Ground, dict[Scope, list[str]]]] = {
    Function.DIRECTOR: (
        REGULATIONS_PRIVACY,
        {Scope.OWN_SCHOOL: [*DAILY, *EVERY_BUT_HEALTH, *LEADING, *DIRECTING], Scope.NAMED: HEALTH},
    ),
    Function.CARE_COORDINATOR: (
        REGULATIONS_PRIVACY,
        {Scope.OWN_SCHOOL: [*DAILY, *EVERY_BUT_HEALTH, *LEADING], Scope.NAMED: HEALTH},
    ),
    Function.SECRETARIAT: (
        REGULATIONS_PRIVACY,
        {
            Scope.OWN_SCHOOL: [
                *DAILY,
                *LISTS,
                *WATCHFUL,
                *EMERGENCY_OPEN,
                *LETTERS,
                *CASES,
                *cases("activity", "attendance"),
                *FIRST_AID,
                "supervision.manage",
                "attendance.office",
                "attendance.figures",
                "enrolment.manage",
                "account.parents",
                "number.reveal",
                "roster.import",
                "roster.export",
                "file.read:identity",
                "file.write:identity",
                "file.read:contacts",
                "file.write:contacts",
                "file.read:attendance",
                "file.write:attendance",
            ]
        },
    ),
    Function.CLASS_TEACHER: (
        REGULATIONS_PRIVACY,
        {
            Scope.OWN_GROUP: [
                *DAILY,
                *LISTS,
                *TEACHING,
                *OF_THE_GROUP,
                "attendance.figures",
                *CASES,
                *cases("guidance", "activity"),
            ],
            Scope.OWN_SCHOOL: [*EMERGENCY_OPEN, *WATCHFUL],
            Scope.NAMED: ["file.read:health"],
        },
    ),
    Function.SUPPORT_TEACHER: (
        REGULATIONS_PRIVACY,
        {
            Scope.OWN_GROUP: [*DAILY, *LISTS, *TEACHING, *OF_THE_GROUP, *CASES, *cases("guidance", "activity")],
            Scope.OWN_SCHOOL: [*EMERGENCY_OPEN, *WATCHFUL],
            Scope.NAMED: ["file.read:health"],
        },
    ),
    Function.PREVENTION_OFFICER: (
        SAFETY_GROUND,
        {
            Scope.OWN_SCHOOL: [
                *STAFF,
                *WATCHFUL,
                *PREVENTING,
                *CASES,
                "incident.read",
                "incident.care",
                "survey.manage",
                "report.read",
            ],
            Scope.NAMED: [*DUTIES, *LETTERS, "letters.write"],  # the own ones: papers of an incident
        },
    ),
    Function.ANTI_BULLYING: (
        SAFETY_GROUND,
        {Scope.OWN_SCHOOL: [*STAFF, *WATCHFUL, *CASES, *cases("bullying")], Scope.NAMED: DUTIES},
    ),
    Function.EMERGENCY_RESPONDER: (
        SAFETY_GROUND,
        {Scope.OWN_SCHOOL: [*STAFF, *WATCHFUL, *CASES, *FIRST_AID], Scope.NAMED: DUTIES},
    ),
    Function.FIRST_AIDER: (
        SAFETY_GROUND,
        {Scope.OWN_SCHOOL: [*STAFF, *WATCHFUL, *CASES, *FIRST_AID, "medication.give"], Scope.NAMED: DUTIES},
    ),
    Function.CLB_ANCHOR: (CLB_AGREEMENT, {Scope.OWN_SCHOOL: [*GUIDING, *DUTIES], Scope.NAMED: NAMED_ON_CASE}),
    Function.CLB_WORKER: (CLB_AGREEMENT, {Scope.OWN_SCHOOL: GUIDING, Scope.NAMED: NAMED_ON_CASE}),
    Function.CLB_DOCTOR: (CLB_AGREEMENT, {Scope.OWN_SCHOOL: [*GUIDING, *DUTIES], Scope.NAMED: NAMED_ON_CASE}),
    Function.CLB_DIRECTOR: (CENTRE_GROUND, {Scope.OWN_BOARD: ["staffing.plan", "duty.see", "duty.discharge"]}),
    Function.BOARD_MEMBER: (
        BOARD_GROUND,
        {
            Scope.OWN_BOARD: [
                "board.manage",
                "search.use",
                "figures.read",
                *SEAT,
                "policy.read",
                "house.read",
                "case.read:complaint",
                "case.step:complaint",
                "case.read:staff",
                "case.step:staff",
                # A case about a head is opened and led by the board.
                "case.open",
                "case.open:complaint",
                "case.open:staff",
                "mandate.record",  # that the head signs in its name
                "emergency.review",  # of a school whose head opened one, where nobody else of the direction can look
                "incident.head",  # an incident in which the head of a school stands accused
            ],
            Scope.NAMED: [*NAMED_ON_CASE, *LETTERS, "letters.write", *DUTIES, *FOR_THE_HEAD],
        },
    ),
    **{one: (SAFETY_GROUND, {Scope.OWN_SCHOOL: SEAT}) for one in COUNCIL_CHAIRS},
    **{one: (SAFETY_GROUND, {Scope.OWN_SCHOOL: MEMBER}) for one in COUNCIL_SECTIONS},
    # From outside: no file, no list, only the case on which this person is named.
    # The letters of a committee are its chair's: the own ones, and no others.
    Function.COMMITTEE_MEMBER: (BOARD_GROUND, {Scope.NAMED: [*NAMED_ON_CASE, *LETTERS, "letters.write"]}),
    Function.DATA_PROTECTION_OFFICER: (
        OFFICER_GROUND,
        {Scope.OWN_BOARD: ["policy.read", "register.read", "school.read"]},
    ),
    Function.PARENT: (
        PARENT_GROUND,
        {Scope.OWN_CHILD: ["pupil.find", "child.read", "file.read:identity", "file.read:attendance"]},
    ),
    Function.EMERGENCY: (
        EMERGENCY_GROUND,
        {Scope.OWN_CHILD: ["pupil.find", "file.open", *READ_BUT_HEALTH, "file.read:health"]},
    ),
}

TABLE: dict[tuple[Function, str], Grant] = {
    (function, right): Grant(scope, ground)
    for function, (ground, scopes) in POLICY.items()
    for scope, rights in scopes.items()
    for right in rights
}
# Which table it was, for the lines of the journal: another table has another version.
_LISTED = sorted((*map(str, key), *grant.ground, grant.scope.value) for key, grant in TABLE.items())
VERSION = sha256(repr(_LISTED).encode()).hexdigest()[:8]
RIGHTS: tuple[str, ...] = tuple(dict.fromkeys(right for _function, right in TABLE))


def right(act: str, category: str | None = None) -> str:
    """The name of a right: an act, or an act on one category of a file."""
    return f"{act}:{category}" if category else act
