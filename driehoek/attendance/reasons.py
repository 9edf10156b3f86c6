"""A school's own reasons for a half day, in one shape for Flanders and the Netherlands (ATT-2 to ATT-8)."""

from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import get_language

from lawbook import texts
from lawbook.core import Law, NotInForce, Source, Value
from lawbook.flanders import absence_codes
from lawbook.kinds import SchoolYear
from lawbook.netherlands import absence_kinds

UNKNOWN, UNAUTHORISED, NOTE = "not_yet_known", "unauthorised", "ill_note"
# Not chosen for an absent child: they are states of a half day, not reasons.
STATES = frozenset({"present", "late"})
# What a teacher can know at the door; the other reasons need a document or the director, and go through the office.
AT_THE_DOOR = {"be": (UNKNOWN, "ill_note", UNAUTHORISED), "nl": (UNKNOWN, "ill", "medical_visit", UNAUTHORISED)}
ILLNESS = {"be": frozenset({"ill_note", "ill_certificate"}), "nl": frozenset({"ill"})}


# What a school decides itself: without the decision there is no such reason. Nobody chooses the day of a funeral.
DECIDED = frozenset({"director_permission", "leave_decision", "discipline_decision", "rehabilitation_file"})
PERMITTED, MOURNING = "director_permission", "mourning"

FIVE = 5  # whoever turns five in the year a school year begins in: of compulsory age, still in nursery


class Reason(NamedTuple):
    """One reason: `accepted` counts for the half days of a five-year-old, `document` is what the file must hold."""

    code: str
    group: str
    accepted: bool
    document: str | None

    @property
    def spoken(self) -> str:
        """The reason in the reader's language; the words are the lawbook's."""
        return spoken(self.code)


class Official(NamedTuple):
    """The official code of a reason on a day, and where it stands."""

    code: str
    source: Source


def lang() -> str:
    found = (get_language() or "nl")[:2]
    return found if found in texts.LANGUAGES else "nl"


def spoken(code: str) -> str:
    """A reason, a group of reasons or a document in the reader's language; the words are the lawbook's."""
    return texts.word(code, lang())


def codes(jurisdiction: str) -> list[str]:
    """Every reason of a country, also one that is no longer chosen."""
    return list((absence_kinds if jurisdiction == "nl" else absence_codes).REASONS)


def find(jurisdiction: str, code: str) -> Reason | None:
    """A reason of the country; None for a code that it does not know."""
    found = (absence_kinds if jurisdiction == "nl" else absence_codes).REASONS.get(code)
    return Reason(found.code, found.group, getattr(found, "accepted", False), found.document) if found else None


def on_day(jurisdiction: str, law: Law, day: date) -> list[Reason]:
    """The reasons to choose from on a day, in the order of the screens."""
    module = absence_kinds if jurisdiction == "nl" else absence_codes
    try:
        found = [one.code for one in module.reasons_on(law, day)]
    except NotInForce:
        found = [UNKNOWN, UNAUTHORISED]
    reasons = (find(jurisdiction, code) for code in found if code not in STATES)
    return [one for one in reasons if one]


def for_child(ground: Any, child: Any, offered: list[Reason], day: date) -> list[Reason]:
    """Those that fit a child: what the law keeps for nursery is not for primary, nor the other way round (ATT-6)."""
    year = SchoolYear.of(day, ground.school.jurisdiction)
    five = child.birth_date is None or child.birth_date.year <= year.start - FIVE
    fits = {"accepted_five": five, "nursery_absence": not five}
    young = child.level == "nursery"
    return [one for one in offered if one.group != "nursery" or (young and fits.get(one.code, True))]


def official(jurisdiction: str, law: Law, code: str, day: date) -> Official | None:
    """The official code beside the school's own reason (the second layer); None where there is none on that day."""
    try:
        found: Value | None = (
            absence_kinds.official_kind(law, code, day)
            if jurisdiction == "nl"
            else absence_codes.official_code(law, code, day)
        )
    except (NotInForce, KeyError):
        return None
    return Official(str(found.amount), found.source) if found else None
