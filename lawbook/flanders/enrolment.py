"""Enrolment in a Flemish primary school: how it ends, and when it may be refused."""

from __future__ import annotations

from datetime import date

from lawbook.catalogue import rule
from lawbook.core import Duty, Law, Outcome, Reason
from lawbook.days import SchoolYear


@rule("be.enrolment.end_on_disagreement", requirement="ORG-6")
def end_on_disagreement(law: Law, disagreed_on: date) -> Outcome:
    """No agreement with new school regulations ends the enrolment with the running school year."""
    end = SchoolYear.of(disagreed_on, "be").last("be")
    source = law.value("be.enrolment.end_on_disagreement", disagreed_on).source
    facts = {"disagreed_on": disagreed_on, "end": end}
    return Outcome(
        end,
        duties=(Duty("enrolment_ends", "director", end),),
        reasons=(Reason("enrolment_ends_with_school_year", facts, source),),
    )


@rule("be.enrolment.may_refuse_after_exclusion", requirement="ORG-7")
def may_refuse_after_exclusion(law: Law, excluded_on: date, school_year: SchoolYear) -> Outcome:
    """A pupil excluded definitively in this, the previous or the one before school year may be refused."""
    years = law.value("be.enrolment.refusal_after_exclusion", school_year.first("be"))
    excluded_in = SchoolYear.of(excluded_on, "be")
    allowed = 0 <= school_year.start - excluded_in.start <= years.amount
    code = "may_be_refused_after_exclusion" if allowed else "may_not_be_refused_after_exclusion"
    facts = {"excluded_in": excluded_in.as_text(), "school_year": school_year.as_text(), "years": years.amount}
    return Outcome(allowed, reasons=(Reason(code, facts, years.source),))
