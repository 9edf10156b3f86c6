"""The school's own reasons for a half day and the official code each maps to (two layers, dated mapping)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from lawbook.core import Law, NotInForce, Value

CLB, DIRECTOR, BY_RIGHT = "clb", "director", "by_right"


class AbsenceReason(NamedTuple):
    """A reason that a class or office screen offers for a half day.

    `group`: present, illness, by_right, permission, problematic or open. `absent`: the pupil is not there.
    `problematic`: counts in `be.absence.problematic`. `accepted`: the director may accept it for a five-year-old's
    half days (decreet basisonderwijs art. 26). `document`: what must be in the file, None where nothing is.
    """

    code: str
    group: str
    absent: bool = True
    problematic: bool = False
    accepted: bool = False
    document: str | None = None


REASONS: dict[str, AbsenceReason] = {
    one.code: one
    for one in (
        AbsenceReason("present", "present", absent=False),
        AbsenceReason("late", "present", absent=False),
        AbsenceReason("not_yet_known", "open"),
        AbsenceReason("ill_note", "illness", accepted=True, document="parents_note"),
        AbsenceReason("ill_certificate", "illness", accepted=True, document="medical_certificate"),
        AbsenceReason("home_education", "illness", accepted=True, document="medical_certificate"),
        AbsenceReason("funeral", "by_right", accepted=True, document="official_document"),
        AbsenceReason("court", "by_right", accepted=True, document="official_document"),
        AbsenceReason("religious", "by_right", accepted=True, document="parents_statement"),
        AbsenceReason("force_majeure", "by_right", accepted=True, document="parents_statement"),
        AbsenceReason("top_sport_competition", "by_right", accepted=True, document="official_document"),
        AbsenceReason("suspended", "by_right", document="discipline_decision"),
        AbsenceReason("excluded_temporarily", "by_right", document="discipline_decision"),
        AbsenceReason("excluded", "by_right", document="discipline_decision"),
        AbsenceReason("mourning", "permission", accepted=True, document="director_permission"),
        AbsenceReason("selection", "permission", accepted=True, document="director_permission"),
        AbsenceReason("top_sport", "permission", accepted=True, document="director_permission"),
        AbsenceReason("rehabilitation", "permission", accepted=True, document="rehabilitation_file"),
        AbsenceReason("external", "permission", accepted=True, document="director_permission"),
        AbsenceReason("personal", "permission", accepted=True, document="director_permission"),
        AbsenceReason("unauthorised", "problematic", problematic=True),
        AbsenceReason("nursery_absence", "nursery", accepted=True),
        AbsenceReason("corona_ill", "corona", accepted=True),
        AbsenceReason("corona_closed", "corona", accepted=True),
    )
}


def official_code(law: Law, reason: str, on: date) -> Value | None:
    """The official code of a reason on a day, with its source; None for a pupil who is present.

    `not_yet_known` has no code either: it must become a reason before the data are sent. Raises KeyError for an unknown
    reason and NotInForce for a day on which no code is known.
    """
    if not REASONS[reason].absent or reason == "not_yet_known":
        return None
    return law.value(f"be.absence_code.{reason}", on)


def reasons_on(law: Law, on: date) -> tuple[AbsenceReason, ...]:
    """The reasons a school may choose from on a day, in the order of the screens."""
    return tuple(one for one in REASONS.values() if _in_force(law, one.code, on))


def _in_force(law: Law, reason: str, on: date) -> bool:
    try:
        official_code(law, reason, on)
    except NotInForce:
        return False
    return True
