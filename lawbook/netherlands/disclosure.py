"""When a secret may or must be told in a Dutch school: the reporting code (meldcode), and breaking a confidence."""

from __future__ import annotations

from datetime import date

from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, Outcome, Reason
from lawbook.texts import Sentence


@rule("nl.reporting_code.next_step", requirement="SAF-11")
def next_step(law: Law, done: int | tuple[int, ...], on: date) -> Outcome:
    """{step, text}: the first step of the reporting code (meldcode) that is not done yet; both null when all five are.

    `done` is how many steps were done in order (0-5), or which (1,2,4): what was skipped comes first. The texts are
    those of the day `on`: since 2019 step 4 weighs by an assessment framework and step 5 is two decisions.
    """
    steps = law.value("nl.reporting_code.steps", on)
    last = len(steps.amount)
    there_are = 0 <= done <= last if isinstance(done, int) else set(done) <= set(range(1, last + 1))
    if not there_are:
        raise BadFact("done", f"the steps are 1 to {last}")
    taken = set(range(1, done + 1)) if isinstance(done, int) else set(done)
    open_steps = [step for step in range(1, last + 1) if step not in taken]
    if not open_steps:
        return Outcome({"step": None, "text": None}, reasons=(Reason("reporting_code_done", source=steps.source),))
    step = open_steps[0]
    reasons = [Reason("reporting_code_in_order", {"step": step, "steps": last}, steps.source)]
    if taken and max(taken) > step:
        reasons.append(Reason("reporting_code_step_skipped", {"step": step, "later": max(taken)}, steps.source))
    return Outcome({"step": step, "text": Sentence(f"meldcode_{steps.amount[step - 1]}")}, reasons=tuple(reasons))


@rule("nl.confidentiality.may_break", requirement="SAF-12")
def may_break(
    law: Law,
    on: date,
    consent_sought: bool,
    conscience: bool,
    no_other_way: bool,
    certain_harm: bool,
    prevents_harm: bool,
) -> Outcome:
    """{allowed, missing}: whether a confidence may be broken without consent; only when all five conditions hold.

    `missing` are the names of the facts that are no. Legal duties to report (sexual offences, the reporting code)
    stand outside this.
    """
    conditions = law.value("nl.confidentiality.conditions", on)
    answers = {
        "consent_sought": consent_sought,
        "conscience": conscience,
        "no_other_way": no_other_way,
        "certain_harm": certain_harm,
        "prevents_harm": prevents_harm,
    }
    missing = [name for name in conditions.amount if not answers[name]]
    if missing:
        reason = Reason("confidence_is_kept", {"missing": tuple(missing)}, conditions.source)
        return Outcome({"allowed": False, "missing": missing}, reasons=(reason, Reason("legal_duties_stand_outside")))
    duties = (
        Duty("discuss_breaking_with_expert", "staff", None),
        Duty("tell_informant_before_breaking", "staff", None),
        Duty("tell_only_what_is_needed", "staff", None),
    )
    reasons = (Reason("confidence_may_be_broken", source=conditions.source), Reason("legal_duties_stand_outside"))
    return Outcome({"allowed": True, "missing": []}, duties=duties, reasons=reasons)
