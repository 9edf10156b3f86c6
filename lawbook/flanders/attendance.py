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
NOT_ASKED = ("problematic_age_not_asked", "problematic_open_days_not_checked", "problematic_later_justified")
IN_DUTCH = {"zwemmen": "swimming", "gymnastiek": "gymnastics"}


@rule(
    "be.absence.illness_evidence",
    requirement="ATT-2",
    parameters=("be.absence.parents_note_days", "be.absence.parents_notes_per_year"),
)
def illness_evidence(law: Law, first_day: date, last_day: date, notes_used: int, on: date | None = None) -> Outcome:
    """Whether a parents' note will do, or a medical certificate is needed (circular on absences in primary schools).

    Calendar days count, so Friday to Monday is four days. The law of the first day holds; an earlier `on` asks for
    the law of that day. `notes_used` are the notes already used in the same school year.
    """
    _sensible(first_day, last_day, notes_used)
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


@rule("be.absence.chronic_illness", requirement="ATT-2", parameters=("be.absence.chronic_agreement",))
def chronic_illness(law: Law, first_day: date, last_day: date, notes_used: int) -> Outcome:
    """A parents' note will do where school, parents and CLB agreed so for a chronic illness (model regulations, 5.1.1).

    The days lie within the agreement. The note is counted all the same, beside those of `notes_used`.
    """
    _sensible(first_day, last_day, notes_used)
    length = (last_day - first_day).days + 1
    source = law.value("be.absence.chronic_agreement", first_day).source
    return Outcome(
        value={"days": length, "evidence": "parents_note", "notes_used_after": notes_used + 1},
        reasons=(Reason("illness_agreed", {"days": length}, source),),
        days=(days.Count(first_day, last_day, length, days.calendar_days(), includes_start=True),),
    )


def _sensible(first_day: date, last_day: date, notes_used: int) -> None:
    if last_day < first_day:
        raise BadFact("last_day", f"{last_day} lies before first_day {first_day}")
    if notes_used < 0:
        raise BadFact("notes_used", f"{notes_used} is less than none")


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


class ProblematicYear(NamedTuple):
    """A school year's problematic half days, in order of time and without doubles, under its threshold.

    `reached` is the half day on which they reached the threshold, if they did.
    """

    half_days: list[HalfDay]
    threshold: Value
    reached: HalfDay | None


def count_problematic(law: Law, half_days: Iterable[HalfDay], brought: int = 0) -> dict[SchoolYear, ProblematicYear]:
    """Problematic half days by school year, in order of time. They may come in any order and more than once.

    `brought`: those a former school counted in the last of these years; what comes here is counted on from there.

    Raises NotInForce for a year without a known threshold.
    """
    ordered = sorted(set(half_days))
    found: dict[SchoolYear, ProblematicYear] = {}
    start, total = 0, len(ordered)
    while start < total:
        year = SchoolYear.of(ordered[start].date, "be")
        last = year.last("be")
        end = total if ordered[-1].date <= last else bisect_left(ordered, HalfDay(last, "~"), start)
        threshold = law.value("be.absence.problematic_threshold", last)
        needed = max(1, threshold.amount - brought) if end == total else threshold.amount
        reached = ordered[start + needed - 1] if end - start >= needed else None
        found[year] = ProblematicYear(ordered[start:end], threshold, reached)
        start = end
    return found


@rule("be.absence.problematic", requirement="ATT-5", parameters=("be.absence.problematic_threshold",))
def problematic(law: Law, half_days: tuple[HalfDay, ...], brought: int = 0) -> Outcome:
    """How many half days of problematic absence per school year, and what the school must do about them.

    `reached_on` is the half day on which the threshold was reached, in the last school year that reached it, and
    `threshold` the one of that year; where none did, the threshold of the last school year with a half day.
    Of no half days at all the newest threshold is given. `brought` are those a former school counted in the school
    year of the last half day: they count for the threshold, and ask nothing of this school by themselves.
    A half day on which no school is open is counted as it was given, and named.
    """
    if brought < 0:
        raise BadFact("brought", f"{brought} is less than none")
    years = count_problematic(law, half_days, brought)
    if not years:
        return _nothing_problematic(law.value("be.absence.problematic_threshold", date.max))
    counted: dict[str, int] = {}
    duties: list[Duty] = []
    reasons: list[Reason] = []
    shown = next(iter(years.values()))
    for school_year, found in years.items():
        year = school_year.as_text()
        carried = brought if school_year == max(years) else 0
        counted[year] = len(found.half_days) + carried
        duties += _problematic_duties(year, found)
        reasons.append(_problematic_reason(year, found, counted[year]))
        if carried:
            reasons.append(
                Reason("problematic_brought", {"brought": carried, "school_year": year}, found.threshold.source)
            )
        if found.reached or not shown.reached:
            shown = found
    if shown.reached:
        reasons.append(Reason("problematic_no_term_in_days", source=shown.threshold.source))
    if odd := tuple(sorted(one for one in set(half_days) if not _has_school(one.date))):
        reasons.append(Reason("problematic_without_school", {"half_days": odd}))
    value = {"count_by_year": counted, "reached_on": shown.reached, "threshold": shown.threshold.amount}
    return Outcome(value, tuple(duties), tuple(reasons), not_covered=NOT_ASKED)


def _has_school(day: date) -> bool:
    """Whether schools are open on a day by the official calendar; its own free days only the school knows."""
    calendar = days.school_days("be")
    known = calendar if calendar.first <= day <= calendar.last else days.public_days("be")
    return known.why_not(day) is None


def _nothing_problematic(newest: Value) -> Outcome:
    value = {"count_by_year": {}, "reached_on": None, "threshold": newest.amount}
    reason = Reason("problematic_none", {"threshold": newest.amount}, newest.source)
    return Outcome(value, reasons=(reason,), not_covered=NOT_ASKED)


def _problematic_duties(year: str, found: ProblematicYear) -> list[Duty]:
    """Contact at once for each half day; from the threshold on the CLB, the guidance file and the parents."""
    duties = [
        Duty("problematic_contact_parents", "class_teacher", one.date, None, {"half_day": one})
        for one in found.half_days
    ]
    if found.reached:
        on, facts = found.reached.date, {"threshold": found.threshold.amount, "school_year": year}
        duties.append(Duty("problematic_contact_clb", "director", on, None, facts))
        duties.append(Duty("problematic_open_guidance_file", "care_coordinator", on, None, facts))
        duties.append(Duty("problematic_invite_parents", "director", on, None, facts))
    return duties


def _problematic_reason(year: str, found: ProblematicYear, count: int) -> Reason:
    threshold, reached = found.threshold, found.reached
    facts = {"count": count, "school_year": year, "threshold": threshold.amount, "half_day": reached}
    if reached:
        return Reason("problematic_threshold_reached", facts, threshold.source)
    return Reason("problematic_threshold_not_reached", facts, threshold.source)


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
