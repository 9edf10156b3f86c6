"""What a Dutch school does with its register: asks the same half day, talks about lateness, prints monthly (ATT-9)."""

from __future__ import annotations

from datetime import date

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import Duty, Law, Outcome, Reason
from lawbook.days import Closed, HalfDay
from lawbook.netherlands.days import Region

Month = tuple[int, int]


@rule("nl.absence.unreported", requirement="ATT-8")
def unreported(law: Law, half_days: tuple[HalfDay, ...]) -> Outcome:
    """Who must do what about a half day absent without a report from the parents: the teacher asks, the same half day.

    Without a satisfactory answer the absence is unauthorised (safety plan 3.3).
    """
    found = sorted(set(half_days))
    own = law.value("nl.absence.ask_on_the_same_half_day", found[-1].date if found else date.max)
    return Outcome(
        value=len(found),
        duties=tuple(
            Duty("unreported_ask_parents", "class_teacher", one.date, facts={"half_day": one}) for one in found
        ),
        reasons=(Reason("unreported_no_answer_is_unauthorised", {"count": len(found)}, own.source),),
    )


@rule("nl.absence.lateness", requirement="ATT-9")
def lateness(law: Law, late: tuple[HalfDay, ...]) -> Outcome:
    """Repeated lateness: a talk, and in a later month of the school year the attendance officer.

    How often in one calendar month is repeated, is the school's own choice: the sources give no number.
    """
    found = sorted(set(late))
    times = law.value("nl.absence.late_times", found[-1].date if found else date.max)
    by_month: dict[Month, list[HalfDay]] = {}
    for one in found:
        by_month.setdefault((one.date.year, one.date.month), []).append(one)
    reached = [one[times.amount - 1] for one in by_month.values() if len(one) >= times.amount]
    facts = {"times": times.amount, "count": len(found), "months": len(reached)}
    return Outcome(
        value={
            "count_by_month": {f"{year}-{month:02}": len(one) for (year, month), one in by_month.items()},
            "reached_on": reached,
            "times": times.amount,
        },
        duties=tuple(_late_duty(place, one, times.amount) for place, one in enumerate(reached)),
        reasons=(Reason("late_reached" if reached else "late_not_reached", facts, times.source),),
        not_covered=("late_number_is_the_schools",),
    )


def _late_duty(place: int, half_day: HalfDay, times: int) -> Duty:
    facts = {"times": times, "half_day": half_day}
    if place:
        return Duty("late_call_in_attendance_officer", "director", half_day.date, facts=facts)
    return Duty("late_talk_with_parents", "director", half_day.date, facts=facts)


@rule("nl.absence.monthly_list", requirement="ATT-9")
def monthly_list(law: Law, month: date, region: Region, closed: Closed = ()) -> Outcome:
    """By when the direction has the list of absences of a month: the first school day after it.

    The plan says once a month; the day is the first on which the month is complete and the school is open.
    """
    own = law.value("nl.absence.monthly_list", month)
    last = date.fromordinal(days.months_after(month.replace(day=1), 1).end.toordinal() - 1)
    count = days.after(last, 1, days.school_days("nl", region, closed))
    facts = {"month": month.replace(day=1), "due": count.end}
    return Outcome(
        value=count.end,
        duties=(Duty("monthly_absence_list", "director", count.end, facts={"month": month.replace(day=1)}),),
        reasons=(Reason("monthly_list_once_a_month", facts, own.source),),
        days=(count,),
    )


@rule("nl.absence.doubtful_illness", requirement="ATT-9")
def doubtful_illness(law: Law, half_day: HalfDay) -> Outcome:
    """What the school does when it doubts a report of illness: the parents first, then the school doctor."""
    own = law.value("nl.absence.doubtful_illness", half_day.date)
    duty = Duty("doubtful_illness_school_doctor", "director", half_day.date, facts={"half_day": half_day})
    return Outcome(
        value="school_doctor",
        duties=(duty,),
        reasons=(Reason("doubtful_illness_parents_first", {"half_day": half_day}, own.source),),
    )
