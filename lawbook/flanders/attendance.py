"""Absence in Flemish primary schools: evidence of illness, problematic absence, top sport (ATT-2, ATT-4, ATT-5)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, Outcome, Reason, Value
from lawbook.days import HalfDay, SchoolYear

SATURDAY = 5


@rule("be.absence.illness_evidence", requirement="ATT-2")
def illness_evidence(law: Law, first_day: date, last_day: date, notes_used: int, on: date | None = None) -> Outcome:
    """Whether a parents' note will do, or a medical certificate is needed (circular on absences in primary schools).

    Calendar days count, so Friday to Monday is four days. The law of the first day holds; an earlier `on` asks for
    the law of that day. `notes_used` are the notes already used in the same school year.
    """
    if last_day < first_day:
        raise BadFact("last_day", f"{last_day} lies before first_day {first_day}")
    if notes_used < 0:
        raise BadFact("notes_used", f"{notes_used} is less than none")
    lawful_on = min(on, first_day) if on else first_day
    longest = law.value("be.absence.parents_note_days", lawful_on)
    maximum = law.value("be.absence.parents_notes_per_year", lawful_on)
    days = (last_day - first_day).days + 1
    note = days <= longest.amount and notes_used < maximum.amount
    used = notes_used + note
    return Outcome(
        value={
            "days": days,
            "evidence": "parents_note" if note else "medical_certificate",
            "notes_used_after": used,
        },
        reasons=tuple(_illness_reasons(first_day, days, notes_used, longest, maximum)),
        not_covered=("illness_doubtful_certificate", "illness_chronic", "illness_nursery_no_evidence"),
    )


def _illness_reasons(first_day: date, days: int, notes_used: int, longest: Value, maximum: Value) -> Iterator[Reason]:
    facts = {"days": days, "longest": longest.amount, "maximum": maximum.amount, "used": notes_used}
    if days > longest.amount:
        yield Reason("illness_too_long_for_note", facts, longest.source)
    elif notes_used >= maximum.amount:
        yield Reason("illness_notes_used_up", facts, maximum.source)
    else:
        yield Reason("illness_note_suffices", {**facts, "used": notes_used + 1}, longest.source)
    if days == longest.amount:
        yield Reason("illness_exactly_the_limit", facts, longest.source)
    if first_day.weekday() + days > SATURDAY:
        yield Reason("illness_weekend_counts", facts, longest.source)


class ProblematicCount(NamedTuple):
    """Problematic half days by school year, in order of time, and for each year that reached it: where.

    `half_days` has no doubles; `reached` maps a school year to the half day on which its threshold was reached, with
    the threshold.
    """

    half_days: dict[SchoolYear, list[HalfDay]]
    reached: dict[SchoolYear, tuple[HalfDay, Value]]


def count_problematic(law: Law, half_days: Iterable[HalfDay]) -> ProblematicCount:
    """Count problematic half days: the part of `be.absence.problematic` that every write of attendance needs.

    Half days may come in any order and more than once. Raises NotInForce for a year without a known threshold.
    """
    ordered = sorted(set(half_days))
    by_year: dict[SchoolYear, list[HalfDay]] = {}
    reached: dict[SchoolYear, tuple[HalfDay, Value]] = {}
    start, total = 0, len(ordered)
    while start < total:
        year = SchoolYear.of(ordered[start].date, "be")
        next_year = SchoolYear(year.start + 1).first("be")
        end = total if ordered[-1].date < next_year else bisect_left(ordered, (next_year,), start)
        by_year[year] = ordered[start:end]
        threshold = law.value("be.absence.problematic_threshold", year.first("be"))
        if end - start >= threshold.amount:
            reached[year] = (ordered[start + threshold.amount - 1], threshold)
        start = end
    return ProblematicCount(by_year, reached)


@rule("be.absence.problematic", requirement="ATT-5", parameters=("be.absence.problematic_threshold",))
def problematic(law: Law, half_days: tuple[HalfDay, ...]) -> Outcome:
    """How many half days of problematic absence per school year, and what the school must do about them.

    `reached_on` is the half day on which the threshold was reached, in the last school year that reached it, and
    `threshold` the one of that year; where none did, the threshold of the last school year with a half day.
    Of no half days at all the newest threshold is given.
    """
    count = count_problematic(law, half_days)
    if count.reached:
        reached_on, threshold = count.reached[max(count.reached)]
    else:
        last = max(count.half_days).first("be") if count.half_days else date.max
        reached_on, threshold = None, law.value("be.absence.problematic_threshold", last)
    return Outcome(
        value={
            "count_by_year": {year.as_text(): len(found) for year, found in count.half_days.items()},
            "reached_on": reached_on,
            "threshold": threshold.amount,
        },
        duties=tuple(_problematic_duties(count)),
        reasons=tuple(_problematic_reasons(count, threshold)),
        not_covered=("problematic_age_not_asked", "problematic_open_days_not_checked", "problematic_later_justified"),
    )


def _problematic_duties(count: ProblematicCount) -> Iterator[Duty]:
    """Contact at once for each half day; from the threshold on the CLB, the guidance file and the parents."""
    for year, half_days in count.half_days.items():
        for half_day in half_days:
            yield Duty("problematic_contact_parents", "class_teacher", half_day.date, facts={"half_day": half_day})
        if year in count.reached:
            half_day, threshold = count.reached[year]
            facts = {"threshold": threshold.amount, "school_year": year.as_text(), "half_day": half_day}
            yield Duty("problematic_contact_clb", "director", half_day.date, facts=facts)
            yield Duty("problematic_open_guidance_file", "care_coordinator", half_day.date, facts=facts)
            yield Duty("problematic_invite_parents", "director", half_day.date, facts=facts)


def _problematic_reasons(count: ProblematicCount, threshold: Value) -> Iterator[Reason]:
    for year, half_days in count.half_days.items():
        facts = {"count": len(half_days), "school_year": year.as_text()}
        if year in count.reached:
            half_day, its_threshold = count.reached[year]
            facts |= {"threshold": its_threshold.amount, "half_day": half_day}
            yield Reason("problematic_threshold_reached", facts, its_threshold.source)
        else:
            yield Reason("problematic_threshold_not_reached", facts, threshold.source)
    if not count.half_days:
        yield Reason("problematic_none", {"threshold": threshold.amount}, threshold.source)
    if count.reached:
        yield Reason("problematic_no_term_in_days", source=threshold.source)


@rule("be.absence.top_sport", requirement="ATT-4")
def top_sport(law: Law, lesson_hours: Decimal, sport: str, on: date | None = None) -> Outcome:
    """Whether the director may permit that many lesson hours a week of top sport training, travel included.

    Without `on` the newest values hold. Swimming is permitted by the school regulation and by AGODI's list of codes;
    another public page leaves it out, and the answer says so.
    """
    if lesson_hours < 0:
        raise BadFact("lesson_hours", f"{lesson_hours} is less than none")
    sports = law.value("be.absence.top_sports", on or date.max)
    maximum = law.value("be.absence.top_sport_hours", on or date.max)
    named = sport.strip().lower()
    facts = {"sport": named, "sports": sports.amount, "hours": lesson_hours, "maximum": maximum.amount}
    reasons = [
        Reason("top_sport_named" if named in sports.amount else "top_sport_not_named", facts, sports.source),
        Reason(
            "top_sport_hours_within" if lesson_hours <= maximum.amount else "top_sport_hours_over",
            facts,
            maximum.source,
        ),
    ]
    if named == "swimming":
        reasons.append(Reason("top_sport_swimming_disputed", facts, sports.source))
    return Outcome(
        value={
            "allowed": named in sports.amount and lesson_hours <= maximum.amount,
            "maximum": maximum.amount,
        },
        reasons=tuple(reasons),
        not_covered=("top_sport_status_and_year", "top_sport_competitions"),
    )
