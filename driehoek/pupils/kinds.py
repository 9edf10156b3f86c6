"""What can be written in a pupil's file (DOS-1, DOS-4, DOS-5, DOS-6): each kind with its category and its own fields.

One table: the form, the page, the print and the history are made from it. A new kind is one row here.
"""

from datetime import date
from typing import Literal, NamedTuple

from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from driehoek.access.functions import Category

Shape = Literal["line", "text", "number", "yes_no", "choice", "date"]


class Kind(models.TextChoices):
    OBSERVATION = "observation", _("observation")
    PARENT_CONTACT = "parent_contact", _("parent contact")
    MEASURE = "measure", _("measure (sticordi)")
    ACTION_PLAN = "action_plan", _("action plan")
    TRACKING_TEST = "tracking_test", _("pupil-tracking test")
    EXTERNAL_TEST = "external_test", _("test or examination by a third party")
    RESULT = "result", _("school result")
    MDO = "mdo", _("multidisciplinary meeting")
    CLASS_COUNCIL = "class_council", _("class council")
    CLB_MOMENT = "clb_moment", _("consultation with the CLB")
    MOTIVATED_REPORT = "motivated_report", _("motivated report")
    REPORT = "report", pgettext_lazy("kind", "report")
    NEEDS_ADVICE = "needs_advice", _("action-oriented advice")
    LANGUAGE_SCREENING = "language_screening", _("language screening")
    REMEDIATION = "remediation", _("remediation")
    SANCTION = "sanction", _("sanction")
    HEALTH = "health", _("health")


class Detail(NamedTuple):
    """One field that only this kind has. It is kept in `Entry.details` under its name, as text, number or yes/no."""

    name: str
    label: Promise
    shape: Shape = "line"
    required: bool = False
    choices: tuple[tuple[str, Promise | str], ...] = ()

    def spoken(self, value: object) -> str:
        """A kept value as a reader sees it: the word of a choice, yes, a day as people write it."""
        if self.shape == "choice":
            return str(dict(self.choices).get(str(value), value))
        if self.shape == "yes_no":
            return str(_("yes")) if value else str(_("no"))
        return date_format(date.fromisoformat(str(value)), "j F Y") if self.shape == "date" else str(value)


class Form(NamedTuple):
    """What a kind is: the category whose rights count, its fields, and whether it has goals or follow-ups."""

    category: Category
    details: tuple[Detail, ...] = ()
    steps: Literal["", "goal", "follow_up"] = ""
    ends: bool = False  # runs until a day
    hint: Promise | str = ""


WORKS = (("yes", _("yes")), ("partly", _("partly")), ("no", _("no")), ("unknown", _("not known yet")))
ZONES = tuple((zone, zone) for zone in ("A", "B", "C", "D", "E", "I", "II", "III", "IV", "V"))
DOMAINS = (
    ("maths", _("mathematics")),
    ("reading", _("technical reading")),
    ("comprehension", _("reading comprehension")),
    ("spelling", _("spelling")),
    ("language", pgettext_lazy("subject", "language")),
    ("wellbeing", _("well-being and involvement")),
)
MEETING = (
    Detail("agenda", _("agenda"), "text", required=True),
    Detail("attendees", _("present"), "line", required=True),
    Detail("decisions", _("decisions"), "text"),
)
FROM_CLB = (Detail("issued_by", _("drawn up by (CLB)"), "line", required=True),)
ALWAYS_GOES = _(
    "A copy of a report or motivated report always goes to the new school when the pupil changes school; "
    "parents cannot oppose that."
)
ADVICE_GOES = _("Goes to a new school only in the pupil's interest; parents may oppose in writing within ten days.")
CURRICULUM_DECISIONS = frozenset({"adapted_curriculum", "dissolved"})
SETS_CURRICULUM = (
    Detail("consulted_on", _("meeting with class council, parents and CLB on"), "date"),
    Detail(
        "decision", _("decision of the school after the meeting"), "choice",
        choices=(
            ("none", _("no decision yet")),
            ("adapted_curriculum", _("individually adapted curriculum")),
            ("dissolved", _("enrolment dissolved for the next school year")),
        ),
    ),
)  # fmt: skip

KINDS: dict[Kind, Form] = {
    Kind.OBSERVATION: Form(Category.TIMELINE),
    Kind.PARENT_CONTACT: Form(
        Category.PARENT_CONTACT, (Detail("present", _("spoken to"), "line", required=True),), "follow_up"
    ),
    Kind.MEASURE: Form(Category.CARE, (Detail("works", _("does it work?"), "choice", choices=WORKS),), ends=True),
    Kind.ACTION_PLAN: Form(
        Category.CARE, (Detail("starting_point", _("starting point"), "text", required=True),), "goal", ends=True
    ),
    Kind.TRACKING_TEST: Form(
        Category.TESTS,
        (
            Detail("domain", _("domain"), "choice", required=True, choices=DOMAINS),
            Detail("test", pgettext_lazy("name of a test", "test"), "line", required=True),
            Detail("score", _("score"), "number", required=True),
            Detail("norm_low", _("norm from"), "number"),
            Detail("norm_high", _("norm to"), "number"),
            Detail("zone", _("zone"), "choice", choices=ZONES),
        ),
    ),
    Kind.EXTERNAL_TEST: Form(
        Category.TESTS,
        (Detail("by", _("examined by"), "line", required=True),),
        hint=_("Goes to others only with the parents' written consent."),
    ),
    Kind.RESULT: Form(
        Category.RESULTS,
        (Detail("subject", _("subject"), "line", required=True), Detail("mark", _("result"), "line", required=True)),
    ),
    Kind.MDO: Form(Category.MEETING, MEETING, "follow_up"),
    Kind.CLASS_COUNCIL: Form(Category.MEETING, MEETING, "follow_up"),
    Kind.CLB_MOMENT: Form(Category.MEETING, MEETING, "follow_up"),
    Kind.MOTIVATED_REPORT: Form(Category.REPORT, (*FROM_CLB, *SETS_CURRICULUM), hint=ALWAYS_GOES),
    Kind.REPORT: Form(Category.REPORT, (*FROM_CLB, *SETS_CURRICULUM), hint=ALWAYS_GOES),
    Kind.NEEDS_ADVICE: Form(Category.REPORT, FROM_CLB, hint=ADVICE_GOES),
    Kind.LANGUAGE_SCREENING: Form(
        Category.LANGUAGE,
        (
            Detail("instrument", _("instrument"), "line", required=True),
            Detail("result", _("result"), "text", required=True),
            Detail("path_needed", _("language path needed"), "yes_no"),
            Detail("path", _("language path"), "text"),
        ),
    ),
    Kind.REMEDIATION: Form(Category.REMEDIATION, ends=True),
    Kind.SANCTION: Form(
        Category.SANCTION,
        (Detail("measure", _("measure taken"), "line", required=True),),
        hint=_("Breaches of the rules never go to another school."),
    ),
    Kind.HEALTH: Form(
        Category.HEALTH,
        (Detail("allergic_to", _("allergic to")),),
        hint=_("Only with the parents' written consent in force, and only for who is named below."),
    ),
}


# The class council, the CLB and its reports, and the screening of Dutch at the start of primary are Flemish law.
ONLY_FLEMISH = frozenset(
    {Kind.CLASS_COUNCIL, Kind.CLB_MOMENT, Kind.MOTIVATED_REPORT, Kind.REPORT, Kind.NEEDS_ADVICE,
     Kind.LANGUAGE_SCREENING}
)  # fmt: skip


def kinds_of(categories: set[str] | frozenset[str], jurisdiction: str) -> list[Kind]:
    """The kinds of the country somebody may write who may write these categories, in the order of the table."""
    own = KINDS if jurisdiction == "be" else {kind: form for kind, form in KINDS.items() if kind not in ONLY_FLEMISH}
    return [kind for kind, form in own.items() if form.category in categories]


def kind_name(kind: Kind, jurisdiction: str) -> str:
    """A kind in the words of the country: sticordi is a Flemish one."""
    if kind == Kind.MEASURE:
        return pgettext("be", "measure") if jurisdiction == "be" else pgettext("nl", "measure")
    return str(kind.label)
