"""Absence in Flemish primary schools: evidence of illness, problematic absence, top sport (ATT-2, ATT-4, ATT-5)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, Outcome, Reason, Value
from lawbook.days import HalfDay, SchoolYear

SATURDAY = 5
IN_DUTCH = {"zwemmen": "swimming", "gymnastiek": "gymnastics"}


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
    length = (last_day - first_day).days + 1
    note = length <= longest.amount and notes_used < maximum.amount
    return Outcome(
        value={
            "days": length,
            "evidence": "parents_note" if note else "medical_certificate",
            "notes_used_after": notes_used + note,
        },
        reasons=tuple(_illness_reasons(first_day, length, notes_used, longest, maximum)),
        days=(days.Count(first_day, last_day, length, days.calendar_days(), includes_start=True),),
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
    """Problematic half days by school year, in order of time and without doubles, and the threshold of each year.

    `reached` maps a school year that reached its threshold to the half day on which it did.
    """

    half_days: dict[SchoolYear, list[HalfDay]]
    thresholds: dict[SchoolYear, Value]
    reached: dict[SchoolYear, HalfDay]


def count_problematic(law: Law, half_days: Iterable[HalfDay]) -> ProblematicCount:
    """Count problematic half days: the part of `be.absence.problematic` that every write of attendance needs.

    Half days may come in any order and more than once. Raises NotInForce for a year without a known threshold.
    """
    ordered = sorted(set(half_days))
    count = ProblematicCount({}, {}, {})
    start, total = 0, len(ordered)
    while start < total:
        year = SchoolYear.of(ordered[start].date, "be")
        last = year.last("be")
        end = total if ordered[-1].date <= last else bisect_left(ordered, HalfDay(last, "~"), start)
        threshold = law.value("be.absence.problematic_threshold", last)
        count.half_days[year], count.thresholds[year] = ordered[start:end], threshold
        if end - start >= threshold.amount:
            count.reached[year] = ordered[start + threshold.amount - 1]
        start = end
    return count


@rule("be.absence.problematic", requirement="ATT-5", parameters=("be.absence.problematic_threshold",))
def problematic(law: Law, half_days: tuple[HalfDay, ...]) -> Outcome:
    """How many half days of problematic absence per school year, and what the school must do about them.

    `reached_on` is the half day on which the threshold was reached, in the last school year that reached it, and
    `threshold` the one of that year; where none did, the threshold of the last school year with a half day.
    Of no half days at all the newest threshold is given.
    """
    count = count_problematic(law, half_days)
    shown = max(count.reached or count.half_days, default=None)
    threshold = count.thresholds[shown] if shown else law.value("be.absence.problematic_threshold", date.max)
    return Outcome(
        value={
            "count_by_year": {year.as_text(): len(found) for year, found in count.half_days.items()},
            "reached_on": count.reached.get(shown) if shown else None,
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
            yield Duty("problematic_contact_parents", "class_teacher", half_day.date, None, {"half_day": half_day})
        if year in count.reached:
            on = count.reached[year].date
            facts = {"threshold": count.thresholds[year].amount, "school_year": year.as_text()}
            yield Duty("problematic_contact_clb", "director", on, None, facts)
            yield Duty("problematic_open_guidance_file", "care_coordinator", on, None, facts)
            yield Duty("problematic_invite_parents", "director", on, None, facts)


def _problematic_reasons(count: ProblematicCount, shown: Value) -> Iterator[Reason]:
    for year, half_days in count.half_days.items():
        threshold, half_day = count.thresholds[year], count.reached.get(year)
        code = "problematic_threshold_reached" if half_day else "problematic_threshold_not_reached"
        facts = {"count": len(half_days), "school_year": year.as_text(), "threshold": threshold.amount}
        yield Reason(code, {**facts, "half_day": half_day}, threshold.source)
    if not count.half_days:
        yield Reason("problematic_none", {"threshold": shown.amount}, shown.source)
    if count.reached:
        yield Reason("problematic_no_term_in_days", source=shown.source)


@rule("be.absence.top_sport", requirement="ATT-4")
def top_sport(law: Law, lesson_hours: Decimal, sport: str, on: date | None = None) -> Outcome:
    """Whether the director may permit that many lesson hours a week of top sport training, travel included.

    Without `on` the newest values hold. The sport may be named in English or Dutch. Swimming is permitted by the
    school regulation and by AGODI's list of codes; another public page leaves it out, and the answer says so.
    """
    if lesson_hours < 0:
        raise BadFact("lesson_hours", f"{lesson_hours} is less than none")
    sports = law.value("be.absence.top_sports", on or date.max)
    maximum = law.value("be.absence.top_sport_hours", on or date.max)
    named = IN_DUTCH.get(sport.lower(), sport.lower())
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
