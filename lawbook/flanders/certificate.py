"""The certificate of primary education (getuigschrift basisonderwijs): receipt, talk, appeal."""

from __future__ import annotations

from datetime import date

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import Duty, Law, Outcome, Reason
from lawbook.days import SchoolYear
from lawbook.flanders.discipline import received_and_due


@rule("be.certificate.received", requirement="PRO-7")
def received(law: Law, school_year: SchoolYear, present: bool, handed_out: date | None = None) -> Outcome:
    """The day parents know the decision: when it was handed out, at the latest when the law deems them to."""
    end = school_year.last("be")
    deemed_row = law.value("be.certificate.deemed_received", school_year.first("be"))
    deemed = date.fromisoformat(f"{end.year}-{deemed_row.amount}")
    if not present:
        return Outcome(deemed, reasons=(Reason("certificate_deemed_received", {"day": deemed}, deemed_row.source),))
    if handed_out is None:
        planned = law.value("be.certificate.handed_out", school_year.first("be"))
        day = date.fromisoformat(f"{end.year}-{planned.amount}")
        return Outcome(day, reasons=(Reason("certificate_handed_out_as_planned", {"day": day}, planned.source),))
    if handed_out > deemed:
        facts = {"day": deemed, "handed_out": handed_out}
        return Outcome(deemed, reasons=(Reason("certificate_handed_out_late", facts, deemed_row.source),))
    return Outcome(handed_out, reasons=(Reason("certificate_handed_out", {"day": handed_out}),))


def _term(law: Law, start: date, param_id: str, code: str, duty: Duty) -> Outcome:
    """A term of procedure days from receipt on."""
    term = law.value(param_id, start)
    count = days.after(start, term.amount, days.procedure_days())
    reason = Reason(code, {"received": start, "days": term.amount, "due": count.end}, term.source)
    return Outcome(count.end, duties=(duty._replace(due=count.end),), reasons=(reason,), days=(count,))


@rule("be.certificate.talk_request_due", requirement="PRO-7", parameters=("be.certificate.talk_request_days",))
def talk_request_due(law: Law, received: date) -> Outcome:
    """The last day for parents to ask a talk in writing; without it no appeal is possible."""
    duty = Duty("ask_certificate_talk", "parents", None)
    return _term(law, received, "be.certificate.talk_request_days", "talk_request_days", duty)


@rule("be.certificate.talk_due", requirement="PRO-7", parameters=("be.certificate.talk_days",))
def talk_due(law: Law, received: date) -> Outcome:
    """The last day to hold the talk, counted from the receipt of the decision and not from the request."""
    duty = Duty("hold_certificate_talk", "director", None)
    return _term(law, received, "be.certificate.talk_days", "talk_days", duty)


@rule(
    "be.certificate.appeal_due",
    requirement="PRO-7",
    parameters=("be.registered_letter.days", "be.certificate.appeal_days"),
)
def appeal_due(law: Law, result_sent: date) -> Outcome:
    """The last day to post the appeal after the registered letter with the result of the talk."""
    return received_and_due(law, result_sent, "be.certificate.appeal_days", "certificate_appeal_days")


@rule("be.certificate.appeal_result_due", requirement="PRO-7")
def appeal_result_due(law: Law, school_year: SchoolYear) -> Outcome:
    """The last day to tell the parents the result of the appeal."""
    row = law.value("be.certificate.appeal_result", school_year.first("be"))
    due = date.fromisoformat(f"{school_year.last('be').year}-{row.amount}")
    duty = Duty("tell_certificate_appeal_result", "appeal_committee", due)
    return Outcome(due, duties=(duty,), reasons=(Reason("certificate_appeal_result", {"due": due}, row.source),))
