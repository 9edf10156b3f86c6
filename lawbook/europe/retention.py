"""How long personal data are kept, in Flanders and the Netherlands (PRI-7)."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import Duty, Law, NotInForce, Outcome, Reason
from lawbook.kinds import DAYS_A_WEEK, MONTHS_A_YEAR
from lawbook.sources import source
from lawbook.values import Value

Category = Literal[
    "pupil",
    "enrolment_administration",
    "special_education_referral",
    "compulsory_education",
    "transport",
    "procedure",
    "register",
    "document",
    "camera",
    "camera_incident",
    "communication",
    "former_pupil",
    "staff",
    "applicant",
    "care",
    "access_control",
    "internal_management",
    "visitor",
    "clb_file",
]
DUTCH = tuple(one for one in get_args(Category) if one != "clb_file")
GDPR = source("eu.avg", "5(1)(e)", "law")


@rule(
    "retention.erase_on",
    requirement="PRI-7",
    parameters=(
        *(f"nl.retention.{one}" for one in DUTCH),
        "nl.retention.applicant_with_consent",
        "nl.retention.pupil.regulation",
        "clb.retention.clb_file",
    ),
)
def erase_on(
    law: Law, jurisdiction: Literal["be", "nl"], category: Category, start_event: date, consent: bool = False
) -> Outcome:
    """The day by which data of a category are erased: the term counted from the day of the start event.

    The start event is the one the answer names: leaving the school (pupil), the end of the duty, school year,
    procedure or relation, the recording (camera), the request (former_pupil). `consent` lengthens the term of an
    applicant. Null where no source knows a term: then the board decides, no longer than needed. A legal duty to keep
    or a legal hold goes before any of these.
    """
    term = _term(law, jurisdiction, category, start_event, consent=consent)
    if term is None:
        return Outcome(None, reasons=(Reason("retention_no_term_known", {"category": category}, GDPR),))
    end = _after(start_event, term)
    facts = {"category": category, "event": f"retention_from_{category}", "start": start_event, "end": end}
    reasons = [
        Reason("retention_term", {**facts, "number": term.amount, "unit": term.unit}, term.source),
        Reason("retention_unless_law_keeps"),
    ]
    if (jurisdiction, category) == ("nl", "pupil"):
        reasons += _of_the_regulation(law, start_event)
    return Outcome(
        end, duties=(Duty("erase_data", "board", end, facts={"category": category}),), reasons=tuple(reasons)
    )


def _term(law: Law, jurisdiction: str, category: str, start: date, *, consent: bool) -> Value | None:
    """The term of that day; None where none is known for the country, or since 25 May 2018 any more."""
    if (jurisdiction == "be") != (category == "clb_file"):
        return None
    name = "applicant_with_consent" if category == "applicant" and consent else category
    try:
        return law.value(f"{'clb' if jurisdiction == 'be' else 'nl'}.retention.{name}", start)
    except NotInForce as unknown:
        if unknown.since is not None:
            raise
        return None


def _after(start: date, term: Value) -> date:
    if term.unit in {"year", "month"}:
        return days.months_after(start, term.amount * (MONTHS_A_YEAR if term.unit == "year" else 1)).end
    number = term.amount * (DAYS_A_WEEK if term.unit == "week" else 1)
    return days.after(start, number, days.calendar_days()).end


def _of_the_regulation(law: Law, start: date) -> list[Reason]:
    """The board's regulation says longer than the law; it is told, and does not hold."""
    try:
        row = law.value("nl.retention.pupil.regulation", start)
    except NotInForce:
        return []
    facts = {"number": row.amount, "unit": row.unit, "end": _after(start, row)}
    return [Reason("retention_regulation_says_longer", facts, row.source)]
