"""Who must attend, and how often: compulsory schooling by age, and the presence an allowance asks for (ATT-6)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from lawbook.catalogue import rule
from lawbook.core import BadFact, Law, Outcome, Reason
from lawbook.days import SchoolYear

Level = Literal["nursery", "primary"]
PRESENT_BY_AGE = {3: "be.allowance.present_3", 4: "be.allowance.present_4", 5: "be.allowance.present_5"}


def age_in(birth_date: date, school_year: SchoolYear) -> int:
    """The age a pupil reaches before 1 January of the school year. Raises BadFact for one not yet born in it."""
    if birth_date > school_year.last("be"):
        raise BadFact("birth_date", f"{birth_date} lies after the school year {school_year.as_text()}")
    return school_year.start - birth_date.year


def _not_negative(**facts: int) -> None:
    for name, number in facts.items():
        if number < 0:
            raise BadFact(name, f"{number} is less than none")


@rule("be.absence.obligation", requirement="ATT-6")
def obligation(law: Law, birth_date: date, level: Level, school_year: SchoolYear) -> Outcome:
    """Whether a pupil must attend full time, a number of half days, or not at all (decreet basisonderwijs art. 26).

    Every pupil in primary attends full time, one who entered early too. In nursery the age before 1 January decides.
    """
    begins = school_year.first("be")
    age = age_in(birth_date, school_year)
    starts = law.value("be.absence.compulsory_from_age", begins)
    full = law.value("be.absence.full_time_from_age", begins)
    facts = {"age": age, "from_age": starts.amount, "full_age": full.amount}
    if level == "primary":
        answer, why = "full", Reason("obligation_primary", facts, full.source)
    elif age >= full.amount:
        answer, why = "full", Reason("obligation_nursery_full_time", facts, full.source)
    elif age < starts.amount:
        answer, why = "none", Reason("obligation_too_young", facts, starts.source)
    else:
        required = law.value("be.absence.half_days_required", begins)
        answer, why = (
            "half_days",
            Reason("obligation_half_days", {**facts, "required": required.amount}, required.source),
        )
    return Outcome(answer, reasons=(why,), not_covered=("obligation_foreign_child", "obligation_dispensation"))


@rule("be.absence.nursery_presence", requirement="ATT-6")
def nursery_presence(
    law: Law, birth_date: date, school_year: SchoolYear, present: int, accepted: int, remaining_half_days: int
) -> Outcome:
    """Whether a five-year-old in nursery reaches the half days of art. 26; absences the director accepts count.

    Nothing is required of a younger one. A nursery pupil who must attend full time has no minimum: no value.
    """
    _not_negative(present=present, accepted=accepted, remaining_half_days=remaining_half_days)
    begins = school_year.first("be")
    age = age_in(birth_date, school_year)
    full = law.value("be.absence.full_time_from_age", begins)
    facts = {"age": age, "full_age": full.amount, "present": present, "accepted": accepted}
    if age >= full.amount:
        return Outcome(None, reasons=(Reason("nursery_presence_full_time", facts, full.source),))
    if age == full.amount - 1:
        found = law.value("be.absence.half_days_required", begins)
        required, why = found.amount, Reason("nursery_presence_accepted_count", facts, found.source)
    else:
        starts = law.value("be.absence.compulsory_from_age", begins)
        required, why = 0, Reason("obligation_too_young", {**facts, "from_age": starts.amount}, starts.source)
    counted = present + accepted
    missing = max(0, required - counted)
    return Outcome(
        value={
            "required": required,
            "counted": counted,
            "reached": not missing,
            "still_possible": missing <= remaining_half_days,
            "missing": missing,
        },
        reasons=(why, Reason("nursery_presence_admission_is_another_sum", facts, why.source)),
        not_covered=("nursery_presence_other_timetable",),
    )


@rule("be.absence.allowance_at_risk", requirement="ATT-6", parameters=tuple(PRESENT_BY_AGE.values()))
def allowance_at_risk(
    law: Law, birth_date: date, level: Level, school_year: SchoolYear, present: int, unjustified: int
) -> Outcome:
    """Whether the nursery or school allowance is at risk for the half days present or unjustified in a school year.

    Below six in nursery a number of half days present is asked, by age on 31 December. From six, and in primary, a
    number of half days of unjustified absence may not be exceeded.
    """
    _not_negative(present=present, unjustified=unjustified)
    begins = school_year.first("be")
    age = age_in(birth_date, school_year)
    full = law.value("be.absence.full_time_from_age", begins)
    if level == "primary" or age >= full.amount:
        maximum = law.value("be.allowance.unjustified_maximum", begins)
        facts = {"unjustified": unjustified, "maximum": maximum.amount}
        over = unjustified > maximum.amount
        return Outcome(
            value={"at_risk": over, "maximum": maximum.amount},
            reasons=(
                Reason("allowance_unjustified_over" if over else "allowance_unjustified_within", facts, maximum.source),
            ),
            not_covered=("allowance_two_years", "allowance_other_conditions"),
        )
    required = law.value(PRESENT_BY_AGE.get(age, "be.allowance.present_under_3"), begins)
    short = present < required.amount
    facts = {"age": age, "present": present, "required": required.amount}
    return Outcome(
        value={"at_risk": short, "required": required.amount},
        reasons=(Reason("allowance_presence_short" if short else "allowance_presence_enough", facts, required.source),),
        not_covered=("allowance_other_conditions",),
    )
