"""After an accident or a serious incident in a Dutch primary school: whom to tell, and when to look after the victim.

Reporting is law (Arbeidsomstandighedenwet art. 9); looking after the victim is the board's safety plan (annexes 6-7).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, NotInForce, Outcome, Reason
from lawbook.values import Value

EVERY_DAY = days.calendar_days()


class Accident(NamedTuple):
    """What is known of the outcome of an accident; None: not known."""

    death: bool | None
    admitted: bool | None
    admitted_within_hours: Decimal | None
    lasting_harm: bool | None


@rule(
    "nl.accident.serious",
    requirement="SAF-7",
    parameters=(
        "nl.accident.any_admission",
        "nl.accident.admitted_within_hours",
        "nl.accident.plan_hours",
        "nl.accident.register_absence_days",
    ),
)
def serious(
    law: Law,
    on: date,
    death: bool | None = None,
    admitted: bool | None = None,
    admitted_within_hours: Decimal | None = None,
    lasting_harm: bool | None = None,
    absent_working_days: int | None = None,
) -> Outcome:
    """{report, register}: whether the labour inspectorate must be told at once, and whether it goes on the list.

    Since 1 January 2007: death, lasting harm or any hospital admission; before: an admission within 24 hours or lasting
    harm. On the list (since 2007): what is reported, and more than three working days of absence. `on` is the day of
    the accident. What is not given counts as not so, but one fact there must be.
    """
    accident = _checked(Accident(death, admitted, admitted_within_hours, lasting_harm))
    admission, report = _reportable(law, accident, on)
    facts = {"death": bool(death), "admitted": bool(accident.admitted), "lasting_harm": bool(lasting_harm)}
    code = "accident_is_reported" if report else "accident_is_not_reported"
    reasons = [Reason(code, facts, admission.source), *_plan(law, accident, on)]
    listed = _listed(law, on, report=report, absent=absent_working_days, reasons=reasons)
    duties = _duties(on, report=report, listed=listed)
    return Outcome(
        {"report": report, "register": listed},
        duties=duties,
        reasons=tuple(reasons),
        not_covered=("accident_of_pupil_comparable_to_work",),
    )


def _checked(accident: Accident) -> Accident:
    hours, admitted = accident.admitted_within_hours, accident.admitted
    if all(one is None for one in accident):
        raise BadFact("admitted", "nothing is known of the accident; say at least whether somebody was admitted")
    if hours is not None and hours < 0:
        raise BadFact("admitted_within_hours", f"{hours} is less than nothing")
    if hours is not None and admitted is False:
        raise BadFact("admitted_within_hours", "was given, while nobody was admitted")
    return accident._replace(admitted=hours is not None or admitted)


def _reportable(law: Law, accident: Accident, on: date) -> tuple[Value, bool]:
    """The criterion of that day, and whether the accident meets it; an admission without its hour counts as in time."""
    grave = bool(accident.death or accident.lasting_harm)
    try:
        limit = law.value("nl.accident.admitted_within_hours", on)
    except NotInForce:
        return law.value("nl.accident.any_admission", on), grave or bool(accident.admitted)
    hours = accident.admitted_within_hours
    return limit, grave or bool(accident.admitted and (hours is None or hours <= limit.amount))


def _plan(law: Law, accident: Accident, on: date) -> Iterator[Reason]:
    """What the board's plan would have said, where that was more lenient than the act."""
    hours = accident.admitted_within_hours
    if hours is None or accident.death or accident.lasting_harm:
        return
    try:
        plan = law.value("nl.accident.plan_hours", on)
    except NotInForce:
        return
    if hours > plan.amount:
        yield Reason("accident_plan_is_outdated", {"hours": plan.amount, "after": hours}, plan.source)


def _listed(law: Law, on: date, *, report: bool, absent: int | None, reasons: list[Reason]) -> bool:
    try:
        limit = law.value("nl.accident.register_absence_days", on)
    except NotInForce:
        return report
    listed = report or (absent or 0) > limit.amount
    code = "accident_is_listed" if listed else "accident_is_listed_when_absent_longer"
    reasons.append(Reason(code, {"days": limit.amount}, limit.source))
    return listed


def _duties(on: date, *, report: bool, listed: bool) -> tuple[Duty, ...]:
    told = (
        Duty("report_accident_to_inspectorate", "director", on),
        Duty("tell_bhv_and_council_of_accident", "director", on),
    )
    return (*(told if report else ()), *((Duty("list_accident", "director", None),) if listed else ()))


class Care(NamedTuple):
    """One duty of aftercare: what, by whom, its last day, and the moment itself where the term is in hours."""

    code: str
    holder: str
    due: date | None
    until: datetime | None = None


@rule(
    "nl.aftercare.duties",
    requirement="SAF-8",
    parameters=(
        "nl.aftercare.staff_contact_hours",
        "nl.aftercare.staff_prevention_days",
        "nl.aftercare.parents_contact_hours",
        "nl.aftercare.talk_days",
        "nl.aftercare.follow_up_weeks",
        "nl.aftercare.closing_months",
        "nl.aftercare.return_weeks",
    ),
)
def aftercare(
    law: Law, victim: Literal["staff", "pupil"], incident_at: datetime, returned_on: date | None = None
) -> Outcome:
    """A list of {code, holder, due, until}, in order of time: who looks after the victim of a serious incident, when.

    `due` is the last day, null for the check after a return that has not been yet; `until` is the last moment of a
    term in hours, else null. The same come as duties.
    """
    happened = days.local(incident_at)
    if returned_on is not None and returned_on < happened.date():
        raise BadFact("returned_on", f"{returned_on} is before the incident of {happened.date()}")
    first = _first_of_staff if victim == "staff" else _first_of_pupil
    found = [*first(law, happened), *_talks(law, happened.date()), _after_return(law, happened.date(), returned_on)]
    term = law.value("nl.aftercare.talk_days", happened.date())
    reasons = [Reason("aftercare_by_plan", {"victim": victim, "incident": happened.date()}, term.source)]
    if victim == "staff":
        reasons.append(Reason("aftercare_hours_and_days", source=term.source))
    duties = tuple(Duty(one.code, one.holder, one.due, facts={"victim": victim}) for one in found)
    return Outcome([one._asdict() for one in found], duties=duties, reasons=tuple(reasons))


def _first_of_staff(law: Law, happened: datetime) -> Iterator[Care]:
    day = happened.date()
    until = days.hours_after(happened, law.value("nl.aftercare.staff_contact_hours", day).amount)
    within = law.value("nl.aftercare.staff_prevention_days", day)
    yield Care("aftercare_tell_prevention_officer", "staff", day)
    yield Care("aftercare_contact_victim", "director", until.date(), until)
    yield Care("aftercare_offer_help", "prevention_officer", days.after(day, within.amount, EVERY_DAY).end)


def _first_of_pupil(law: Law, happened: datetime) -> Iterator[Care]:
    until = days.hours_after(happened, law.value("nl.aftercare.parents_contact_hours", happened.date()).amount)
    yield Care("aftercare_tell_prevention_officer", "staff", happened.date())
    yield Care("aftercare_contact_parents", "director", until.date(), until)
    yield Care("aftercare_offer_help", "prevention_officer", until.date(), until)


def _talks(law: Law, day: date) -> Iterator[Care]:
    talk = days.after(day, law.value("nl.aftercare.talk_days", day).amount, EVERY_DAY).end
    yield Care("aftercare_talk", "director", talk)
    weeks = law.value("nl.aftercare.follow_up_weeks", day).amount
    yield Care("aftercare_follow_up_talk", "director", days.weeks_after(day, weeks).end)
    months = law.value("nl.aftercare.closing_months", day).amount
    yield Care("aftercare_closing_talk", "director", days.months_after(day, months).end)


def _after_return(law: Law, day: date, returned_on: date | None) -> Care:
    weeks = law.value("nl.aftercare.return_weeks", day).amount
    if returned_on is None:
        return Care("aftercare_check_after_return", "director", None)
    return Care("aftercare_safety_check", "director", days.weeks_after(returned_on, weeks).end)
