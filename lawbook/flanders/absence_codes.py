"""The school's own reasons for a half day and the official code each maps to (two layers, dated mapping)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from lawbook.core import Law, NotInForce, Source, Value
from lawbook.sources import source as found_in


class AbsenceReason(NamedTuple):
    """A reason that a class or office screen offers for a half day.

    `group`: present, open, illness, by_right, permission, problematic, nursery (not compulsory full time) or corona.
    `absent`: the pupil is not there. `problematic`: counts in `be.absence.problematic`. `accepted`: the director may
    accept it for a five-year-old's half days (decreet basisonderwijs art. 26). `document`: what must be in the file,
    None where nothing is. `section`: where the model school regulation speaks of it. The label is
    `texts.word(code, lang)`.
    """

    code: str
    group: str
    absent: bool = True
    problematic: bool = False
    accepted: bool = False
    document: str | None = None
    section: str = "5"

    @property
    def source(self) -> Source:
        """Where the reason itself stands; the official code has its own source."""
        return found_in("be.mler_063", self.section, "network_model")


REASONS: dict[str, AbsenceReason] = {
    one.code: one
    for one in (
        AbsenceReason("present", "present", absent=False),
        AbsenceReason("late", "present", absent=False, section="engagementsverklaring"),
        AbsenceReason("not_yet_known", "open"),
        AbsenceReason("ill_note", "illness", accepted=True, document="parents_note", section="5.1.1"),
        AbsenceReason("ill_certificate", "illness", accepted=True, document="medical_certificate", section="5.1.1"),
        AbsenceReason("home_education", "illness", accepted=True, document="medical_certificate", section="6"),
        AbsenceReason("funeral", "by_right", accepted=True, document="official_document", section="5.1.2"),
        AbsenceReason("court", "by_right", accepted=True, document="official_document", section="5.1.2"),
        AbsenceReason("religious", "by_right", accepted=True, document="parents_statement", section="5.1.2"),
        AbsenceReason("force_majeure", "by_right", accepted=True, document="parents_statement", section="5.1.2"),
        AbsenceReason("top_sport_competition", "by_right", accepted=True, document="official_document", section="5.2"),
        AbsenceReason("suspended", "by_right", document="discipline_decision", section="5.1.3"),
        AbsenceReason("excluded_temporarily", "by_right", document="discipline_decision", section="5.1.3"),
        AbsenceReason("excluded", "by_right", document="discipline_decision", section="5.1.3"),
        AbsenceReason("mourning", "permission", accepted=True, document="director_permission", section="5.2"),
        AbsenceReason("selection", "permission", accepted=True, document="director_permission", section="5.2"),
        AbsenceReason("top_sport", "permission", accepted=True, document="director_permission", section="5.2"),
        AbsenceReason("rehabilitation", "permission", accepted=True, document="rehabilitation_file", section="17"),
        AbsenceReason("external", "permission", accepted=True, document="director_permission", section="5.2"),
        AbsenceReason("personal", "permission", accepted=True, document="director_permission", section="5.2"),
        AbsenceReason("unauthorised", "problematic", problematic=True, section="5.3"),
        AbsenceReason("accepted_five", "nursery", accepted=True),
        AbsenceReason("nursery_absence", "nursery"),
        AbsenceReason("corona_ill", "corona", accepted=True),
        AbsenceReason("corona_closed", "corona", accepted=True),
    )
}


def official_code(law: Law, reason: str, on: date) -> Value | None:
    """The official code of a reason on a day, with its source; None where there is none.

    A pupil who is present has no code, and since 1 September 2019 neither has one who is late. `not_yet_known` must
    become a reason before the data are sent. Raises KeyError for an unknown reason and NotInForce for a day of which
    the code is not known.
    """
    if REASONS[reason].code in {"present", "not_yet_known"}:
        return None
    found = law.value(f"be.absence_code.{reason}", on)
    return found if found.amount else None


def reasons_on(law: Law, on: date) -> tuple[AbsenceReason, ...]:
    """The reasons a school may choose from on a day, in the order of the screens."""
    return tuple(one for one in REASONS.values() if _in_force(law, one.code, on))


def _in_force(law: Law, reason: str, on: date) -> bool:
    try:
        official_code(law, reason, on)
    except NotInForce:
        return False
    return True
