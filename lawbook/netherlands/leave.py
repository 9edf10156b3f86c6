"""Leave in Dutch primary schools: who decides, and whether the request can be granted (ATT-10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Law, NotInForce, Outcome, Reason, Value
from lawbook.days import SchoolYear

Kind = Literal["religious", "holiday", "weighty"]
WEEK = 7
JUDGED: dict[Kind, tuple[str, ...]] = {
    "religious": (),
    "holiday": ("leave_weight_is_judged",),
    "weighty": ("leave_weight_is_judged", "leave_days_add_up"),
}


class Work(NamedTuple):
    """What a request for holiday leave rests on."""

    employer_statement: bool
    nature_of_work: bool
    granted_this_year: bool


class Request(NamedTuple):
    """The facts of a request for leave."""

    asked_on: date
    first_day: date
    last_day: date
    school_days: int
    first_school_day: date
    work: Work
    weighty_before: int = 0


@rule(
    "nl.leave.decide",
    requirement="ATT-10",
    parameters=(
        "nl.leave.religious_notice_days",
        "nl.leave.holiday_days",
        "nl.leave.holiday_closed_weeks",
        "nl.leave.holiday_notice_months",
        "nl.leave.holiday_employer_statement",
        "nl.leave.head_days",
        "nl.leave.afterwards_days",
    ),
)
def decide(
    law: Law,
    kind: Kind,
    asked_on: date,
    first_day: date,
    last_day: date,
    school_days: int,
    first_school_day: date,
    employer_statement: bool = False,
    nature_of_work: bool = False,
    granted_this_year: bool = False,
    weighty_days_before: int | None = None,
) -> Outcome:
    """Who decides on leave and whether the request is admissible (Leerplichtwet art. 11, 13, 13a, 14).

    `value.reasons` are the codes of what stands in the way; none when admissible. Terms of the board (two months,
    employer's statement) count from their own date and say that they are the board's. Whether circumstances are
    weighty, or work really leaves no other time, is for the one who decides. `weighty_days_before`: school days of
    such leave granted earlier in the school year, which add up to the limit of the head.
    """
    work = Work(employer_statement, nature_of_work, granted_this_year)
    request = Request(asked_on, first_day, last_day, school_days, first_school_day, work, weighty_days_before or 0)
    _check(kind, request)
    decider, who = _decider(law, kind, request)
    obstacles = tuple({"religious": _religious, "holiday": _holiday, "weighty": _weighty}[kind](law, request))
    codes = tuple(reason.code for reason in obstacles)
    return Outcome(
        value={"decider": decider, "admissible": not obstacles, "reasons": codes},
        reasons=(who, *obstacles),
        not_covered=JUDGED[kind] if weighty_days_before is None else JUDGED[kind][:1],
    )


def _check(kind: Kind, request: Request) -> None:
    if request.weighty_before < 0:
        raise BadFact("weighty_days_before", f"{request.weighty_before} is less than none")
    if request.last_day < request.first_day:
        raise BadFact("last_day", f"{request.last_day} lies before first_day {request.first_day}")
    calendar_days = (request.last_day - request.first_day).days + 1
    if not 0 < request.school_days <= calendar_days:
        raise BadFact("school_days", f"{request.school_days} does not fit in {calendar_days} days")
    years = {SchoolYear.of(day, "nl") for day in (request.first_school_day, request.first_day)}
    if kind == "holiday" and len(years) > 1:
        raise BadFact("first_school_day", f"{request.first_school_day} is in another school year than first_day")


def _decider(law: Law, kind: Kind, request: Request) -> tuple[str, Reason]:
    """Who decides, and why."""
    if kind == "religious":
        notice = law.value("nl.leave.religious_notice_days", request.first_day)
        return "nobody", Reason("leave_religious_by_notice", {"days": notice.amount}, notice.source)
    if kind == "holiday":
        longest = law.value("nl.leave.holiday_days", request.first_day)
        return "head", Reason("leave_holiday_head_decides", {"days": longest.amount}, longest.source)
    limit = law.value("nl.leave.head_days", request.first_day)
    days_of_year = request.school_days + request.weighty_before
    facts = {"days": request.school_days, "limit": limit.amount}
    added = ""
    if request.weighty_before:
        facts, added = {**facts, "before": request.weighty_before, "total": days_of_year}, "_in_all"
    if days_of_year <= limit.amount:
        return "head", Reason(f"leave_weighty_head_decides{added}", facts, limit.source)
    return "attendance_officer", Reason(f"leave_weighty_officer_decides{added}", facts, limit.source)


def _religious(law: Law, request: Request) -> Iterator[Reason]:
    notice = law.value("nl.leave.religious_notice_days", request.first_day)
    latest = days.before(request.first_day, notice.amount, days.calendar_days()).end
    if request.asked_on > latest:
        yield Reason("leave_religious_notice_late", {"latest": latest, "days": notice.amount}, notice.source)


def _holiday(law: Law, request: Request) -> Iterator[Reason]:
    longest = law.value("nl.leave.holiday_days", request.first_day)
    if not request.work.nature_of_work:
        yield Reason("leave_holiday_not_for_work", source=longest.source)
    if request.work.granted_this_year:
        yield Reason("leave_holiday_once_a_year", source=longest.source)
    if request.school_days > longest.amount:
        facts = {"days": request.school_days, "limit": longest.amount}
        yield Reason("leave_holiday_too_long", facts, longest.source)
    closed = law.value("nl.leave.holiday_closed_weeks", request.first_day)
    last_closed = _last_of_first_weeks(request.first_school_day, closed.amount)
    if request.first_day <= last_closed and request.last_day >= request.first_school_day:
        yield Reason("leave_holiday_first_weeks", {"weeks": closed.amount, "until": last_closed}, closed.source)
    yield from _terms_of_the_board(law, request)


def _last_of_first_weeks(first_school_day: date, weeks: int) -> date:
    """The Sunday that ends the first school weeks; the week of the first school day is the first of them."""
    sunday = days.after(first_school_day, WEEK - 1 - first_school_day.weekday(), days.calendar_days()).end
    return days.weeks_after(sunday, weeks - 1).end


def _terms_of_the_board(law: Law, request: Request) -> Iterator[Reason]:
    statement = _of_the_board(law, "nl.leave.holiday_employer_statement", request.asked_on)
    if statement and statement.amount and not request.work.employer_statement:
        yield Reason("leave_holiday_no_employer_statement", source=statement.source)
    months = _of_the_board(law, "nl.leave.holiday_notice_months", request.asked_on)
    if months:
        latest = days.months_after(request.first_day, -months.amount).end
        if request.asked_on > latest:
            yield Reason("leave_holiday_asked_late", {"latest": latest, "months": months.amount}, months.source)


def _of_the_board(law: Law, param_id: str, on: date) -> Value | None:
    """A board's own term; before the board set it there is none, and the law's own terms hold alone."""
    try:
        return law.value(param_id, on)
    except NotInForce:
        return None


def _weighty(law: Law, request: Request) -> Iterator[Reason]:
    afterwards = law.value("nl.leave.afterwards_days", request.first_day)
    latest = days.after(request.first_day, afterwards.amount, days.calendar_days()).end
    if request.asked_on > latest:
        yield Reason("leave_weighty_asked_late", {"latest": latest, "days": afterwards.amount}, afterwards.source)
