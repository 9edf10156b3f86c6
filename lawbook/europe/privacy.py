"""Requests about personal data: the term for an answer, before and under the GDPR."""

from __future__ import annotations

from datetime import date
from typing import Literal

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, Outcome, Reason
from lawbook.sources import source

REGULATION_1182 = source("eu.termijnen_1971", "3(4)", "law")


@rule(
    "privacy.request_due",
    requirement=("PRI-3", "PRI-4"),
    parameters=(
        "privacy.regime.be",
        "privacy.regime.nl",
        "privacy.gdpr.request_months",
        "privacy.gdpr.prolongation_months",
        "privacy.wbp.request_weeks",
    ),
)
def request_due(
    law: Law,
    jurisdiction: Literal["be", "nl"],
    kind: Literal["inspection", "correction", "objection"],
    received: date,
    identity_asked: date | None = None,
    identity_proved: date | None = None,
    prolonged: bool = False,
) -> Outcome:
    """The last day to answer a request, by the law of the day of receipt; asking for identity suspends it."""
    waiting = _days_of_doubt(received, identity_asked, identity_proved)
    regime = law.value(f"privacy.regime.{jurisdiction}", received)
    if waiting is None:
        reason = Reason("request_waits_for_identity", {"asked": identity_asked}, regime.source)
        return Outcome({"due": None, "strict_due": None, "regime": regime.amount}, reasons=(reason,))
    if regime.amount == "wbp":
        strict, reasons = _under_wbp(law, jurisdiction, received, waiting, prolonged=prolonged)
        due = strict
    else:
        strict, reasons = _under_gdpr(law, received, waiting, prolonged=prolonged)
        due = days.next_working_day(strict, days.public_days(jurisdiction))
        if due != strict:
            reasons.append(Reason("request_moves_to_working_day", {"strict_due": strict, "due": due}, REGULATION_1182))
    if waiting:
        reasons.append(Reason("request_suspended_days", {"days": waiting}))
    duty = Duty("answer_request", "director", due, facts={"kind": kind})
    value = {"due": due, "strict_due": strict, "regime": regime.amount}
    return Outcome(value, duties=(duty,), reasons=tuple(reasons))


def _days_of_doubt(received: date, asked: date | None, proved: date | None) -> int | None:
    """How many days the term stood still while identity was asked; None while it still does."""
    if asked is None:
        if proved is not None:
            raise BadFact("identity_asked", "is missing, while identity_proved was given")
        return 0
    if asked < received:
        raise BadFact("identity_asked", f"{asked} is before the request of {received}")
    if proved is None:
        return None
    if proved < asked:
        raise BadFact("identity_proved", f"{proved} is before identity was asked on {asked}")
    return (proved - asked).days


def _under_wbp(
    law: Law, jurisdiction: str, received: date, waiting: int, *, prolonged: bool
) -> tuple[date, list[Reason]]:
    """Weeks, which cannot be prolonged; and what the GDPR would say where it starts within the term."""
    weeks = law.value("privacy.wbp.request_weeks", received)
    end = days.after(days.weeks_after(received, weeks.amount).end, waiting, days.calendar_days()).end
    reasons = [Reason("request_wbp_weeks", {"received": received, "weeks": weeks.amount, "due": end}, weeks.source)]
    if prolonged:
        reasons.append(Reason("request_wbp_not_prolonged"))
    if law.value(f"privacy.regime.{jurisdiction}", end).amount == "gdpr":
        months = law.value("privacy.gdpr.request_months", end)
        other = days.after(days.months_after(received, months.amount).end, waiting, days.calendar_days()).end
        reasons.append(Reason("request_straddles_gdpr", {"gdpr_due": other}, months.source))
    return end, reasons


def _under_gdpr(law: Law, received: date, waiting: int, *, prolonged: bool) -> tuple[date, list[Reason]]:
    """A month, and two more when the applicant was told so with reasons within the first."""
    months = law.value("privacy.gdpr.request_months", received)
    first = days.after(days.months_after(received, months.amount).end, waiting, days.calendar_days()).end
    facts = {"received": received, "months": months.amount, "first": first}
    reasons = [Reason("request_gdpr_month", facts, months.source)]
    if not prolonged:
        return first, reasons
    more = law.value("privacy.gdpr.prolongation_months", received)
    whole = days.months_after(received, months.amount + more.amount).end
    reasons.append(Reason("request_gdpr_prolonged", {"months": more.amount, "first": first}, more.source))
    return days.after(whole, waiting, days.calendar_days()).end, reasons
