"""Temporary home education (tijdelijk onderwijs aan huis) for a sick pupil (ATT-12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Law, Outcome, Reason, Value

Illness = Literal["chronic", "other"]
Certificate = Literal["none", "general", "specialist"]
Education = Literal["ordinary", "special"]
NOT_COVERED = ("home_education_hospital_school", "home_education_internet", "home_education_half_time_return")


class Right(NamedTuple):
    """From when there is a right (None: the absence is too short), to how many lesson hours, and why."""

    begins: date | None
    lesson_hours: int
    reasons: tuple[Reason, ...]
    days: tuple[days.Count, ...] = ()


@rule(
    "be.home_education.entitlement",
    requirement="ATT-12",
    parameters=(
        "be.home_education.waiting_days",
        "be.home_education.relapse_months",
        "be.home_education.hours_per_week",
        "be.home_education.chronic_block",
        "be.home_education.chronic_hours",
        "be.home_education.distance_ordinary",
        "be.home_education.distance_special",
    ),
)
def entitlement(
    law: Law,
    illness: Illness,
    absent_from: date,
    certificate: Certificate,
    distance_km: Decimal,
    education: Education,
    absent_to: date | None = None,
    previous_until: date | None = None,
    half_days_absent: int | None = None,
) -> Outcome:
    """The right of a sick pupil to lessons at home (decreet basisonderwijs art. 34; school regulation MLER_063, 6).

    Not chronic: after 21 calendar days, holidays included, so from the 22nd; `lesson_hours` are per week. Within three
    months of `previous_until` (the end of the previous home education) no new waiting time. Chronic: `lesson_hours`
    are those built up by full blocks of half days. `from` is the day the right begins once `missing` is handed in.
    """
    _check(absent_from, absent_to, previous_until, half_days_absent, distance_km)
    chronic = illness == "chronic"
    if chronic:
        right = _chronic(law, absent_from, half_days_absent or 0)
    else:
        right = _waiting(law, absent_from, absent_to, previous_until)
    missing = tuple(_missing(chronic=chronic, certificate=certificate, half_days_absent=half_days_absent))
    limit = law.value(f"be.home_education.distance_{education}", absent_from)
    value = {
        "entitled": right.begins is not None and not missing,
        "from": right.begins,
        "lesson_hours": right.lesson_hours,
        "school_obliged": right.begins is not None and not missing and distance_km <= limit.amount,
        "missing": missing,
    }
    nursery = law.value("be.home_education.nursery", absent_from)
    reasons = (*right.reasons, *_other_reasons(right, missing, distance_km, limit, nursery))
    return Outcome(value, reasons=reasons, days=right.days, not_covered=NOT_COVERED)


def _other_reasons(
    right: Right, missing: tuple[str, ...], distance_km: Decimal, limit: Value, nursery: Value
) -> Iterator[Reason]:
    for one in missing:
        yield Reason(f"home_education_missing_{one}", source=right.reasons[0].source)
    near = distance_km <= limit.amount
    facts = {"distance": distance_km, "limit": limit.amount}
    yield Reason("home_education_near" if near else "home_education_far", facts, limit.source)
    yield Reason(f"home_education_nursery_{nursery.amount}", source=nursery.source)
    yield Reason("home_education_ask_in_writing", source=nursery.source)


def _check(
    absent_from: date,
    absent_to: date | None,
    previous_until: date | None,
    half_days_absent: int | None,
    distance_km: Decimal,
) -> None:
    if absent_to is not None and absent_to < absent_from:
        raise BadFact("absent_to", f"{absent_to} lies before absent_from {absent_from}")
    if previous_until is not None and previous_until > absent_from:
        raise BadFact("previous_until", f"{previous_until} lies after absent_from {absent_from}")
    if half_days_absent is not None and half_days_absent < 0:
        raise BadFact("half_days_absent", f"{half_days_absent} is less than none")
    if distance_km < 0:
        raise BadFact("distance_km", f"{distance_km} is less than nothing")


def _missing(*, chronic: bool, certificate: Certificate, half_days_absent: int | None) -> Iterator[str]:
    if chronic and certificate != "specialist":
        yield "specialist_certificate"
    if not chronic and certificate == "none":
        yield "medical_certificate"
    if chronic and half_days_absent is None:
        yield "half_days_absent"


def _waiting(law: Law, absent_from: date, absent_to: date | None, previous_until: date | None) -> Right:
    """Not chronic: the waiting time, or none after a relapse."""
    per_week = law.value("be.home_education.hours_per_week", absent_from)
    if previous_until is not None:
        months = law.value("be.home_education.relapse_months", absent_from)
        until = days.months_after(previous_until, months.amount).end
        facts = {"previous_until": previous_until, "until": until, "months": months.amount}
        if absent_from <= until:
            relapse = Reason("home_education_relapse", facts, months.source)
            return Right(absent_from, per_week.amount, (relapse,))
    wait = law.value("be.home_education.waiting_days", absent_from)
    whole = days.lasting(absent_from, wait.amount, days.calendar_days())
    begins = days.after(whole.end, 1, days.calendar_days()).end
    facts = {"first": absent_from, "last": whole.end, "begins": begins, "days": wait.amount, "absent_to": absent_to}
    if absent_to is not None and absent_to < begins:
        return Right(None, 0, (Reason("home_education_too_short", facts, wait.source),), (whole,))
    return Right(begins, per_week.amount, (Reason("home_education_waited", facts, wait.source),), (whole,))


def _chronic(law: Law, absent_from: date, half_days_absent: int) -> Right:
    """Chronic: no waiting time, but hours only for each full block of half days absent."""
    block = law.value("be.home_education.chronic_block", absent_from)
    per_block = law.value("be.home_education.chronic_hours", absent_from)
    blocks = half_days_absent // block.amount
    facts = {"half_days": half_days_absent, "block": block.amount, "blocks": blocks, "hours": per_block.amount}
    code = "home_education_chronic_blocks" if blocks else "home_education_chronic_no_block"
    return Right(absent_from if blocks else None, blocks * per_block.amount, (Reason(code, facts, block.source),))
