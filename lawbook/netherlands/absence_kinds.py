"""A Dutch school's own reasons for an absence and the kind each is registered under (ATT-8)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from lawbook.core import Law, Source, Value
from lawbook.sources import source as found_in


class AbsenceReason(NamedTuple):
    """A reason that a class or office screen offers for a half day.

    `absent`: the pupil is not there. `unauthorised`: its hours count in `nl.absence.notification_duty`. `document`:
    what must be in the file, None where nothing is. The label is `texts.word(code, lang)`.
    """

    code: str
    group: str
    absent: bool = True
    unauthorised: bool = False
    document: str | None = None
    section: str = "3.3"

    @property
    def source(self) -> Source:
        """Where the reason stands in the plan that the sources give; a board has its own."""
        return found_in("nl.veiligheidsplan", self.section, "board")


REASONS: dict[str, AbsenceReason] = {
    one.code: one
    for one in (
        AbsenceReason("present", "present", absent=False),
        AbsenceReason("late", "present", absent=False, section="3.3.1"),
        AbsenceReason("not_yet_known", "open"),
        AbsenceReason("ill", "ill"),
        AbsenceReason("medical_visit", "authorised", document="parents_statement", section="3.3.1"),
        AbsenceReason("religious", "authorised", document="parents_statement", section="3.3.1"),
        AbsenceReason("holiday_leave", "authorised", document="leave_decision", section="3.3.1"),
        AbsenceReason("weighty", "authorised", document="leave_decision", section="3.3.1"),
        AbsenceReason("suspended", "suspended", document="discipline_decision"),
        AbsenceReason("unauthorised", "unauthorised", unauthorised=True),
    )
}


def official_kind(law: Law, reason: str, on: date) -> Value | None:
    """The kind a reason is registered under on a day (ill, authorised, unauthorised, suspended, late), with its source.

    None for a pupil who is present on time and for a reason not yet known. Raises KeyError for an unknown reason.
    """
    if REASONS[reason].code in {"present", "not_yet_known"}:
        return None
    return law.value(f"nl.absence_code.{reason}", on)


def reasons_on(law: Law, on: date) -> tuple[AbsenceReason, ...]:
    """The reasons a school may choose from, in the order of the screens. Raises NotInForce before the first day."""
    for reason in REASONS:
        official_kind(law, reason, on)
    return tuple(REASONS.values())
