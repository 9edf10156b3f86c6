"""Rehabilitation during lessons: what the file must hold, how many minutes, until when (ATT-13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from lawbook.catalogue import rule
from lawbook.core import BadFact, Law, Outcome, Reason, Value
from lawbook.days import SchoolYear

Situation = Literal["illness_or_accident", "learning_need"]
NURSERY = "rehabilitation_minutes_compulsory_nursery"
NOT_COVERED = ("rehabilitation_director_decides", "rehabilitation_special_school")
DOCUMENTS = (
    "parents_statement",
    "medical_certificate",
    "clb_advice",
    "clb_doctor_advice",
    "cooperation_agreement",
    "director_permission",
    "provider_evaluation",
)


@rule(
    "be.rehabilitation.permission",
    requirement="ATT-13",
    parameters=(
        "be.rehabilitation.documents_illness_or_accident",
        "be.rehabilitation.documents_learning_need",
        "be.rehabilitation.minutes",
        "be.rehabilitation.minutes_compulsory_nursery",
        "be.rehabilitation.minutes_adapted_curriculum",
    ),
)
def permission(
    law: Law,
    situation: Situation,
    minutes_per_week: int,
    documents: tuple[str, ...],
    on: date,
    treatment_until: date | None = None,
    compulsory_nursery: bool = False,
    adapted_curriculum: bool = False,
) -> Outcome:
    """Whether the director may permit rehabilitation during lessons (school regulation MLER_063, 17; circular).

    `missing` are the documents that the file still needs, in the order of the regulation. `maximum_minutes` include
    travel; None where the CLB doctor's advice lifts the limit without naming another. `until`: after illness or
    accident the end of the treatment (None when it is not known), for a learning need at most 31 August.
    """
    _check(documents, minutes_per_week)
    required = law.value(f"be.rehabilitation.documents_{situation}", on)
    basic = law.value("be.rehabilitation.minutes", on)
    limit, code = _limit(law, situation, on, basic, compulsory=compulsory_nursery, adapted=adapted_curriculum)
    needs_advice = code == NURSERY and minutes_per_week > basic.amount
    asked = dict.fromkeys((*required.amount, *(("clb_advice",) if needs_advice else ())))
    missing = tuple(one for one in asked if one not in documents)
    over = minutes_per_week > limit.amount
    lifted = over and situation == "illness_or_accident" and "clb_doctor_advice" in documents
    ended = treatment_until is not None and treatment_until < on
    until = _until(situation, treatment_until, on)
    value = {
        "grantable": (lifted or not over) and not missing and not ended,
        "missing": missing,
        "maximum_minutes": None if lifted else limit.amount,
        "until": until,
    }
    reasons = (
        *(Reason("rehabilitation_document_missing", {"document": one}, required.source) for one in missing),
        *_about_minutes(limit, "rehabilitation_minutes_by_doctor" if lifted else code, minutes_per_week),
        *_about_the_end(situation, required, until, ended=ended),
    )
    return Outcome(value, reasons=reasons, not_covered=NOT_COVERED)


def _check(documents: tuple[str, ...], minutes_per_week: int) -> None:
    unknown = [one for one in documents if one not in DOCUMENTS]
    if unknown:
        raise BadFact("documents", f"{', '.join(unknown)} is not known; known are {', '.join(DOCUMENTS)}")
    if minutes_per_week <= 0:
        raise BadFact("minutes_per_week", f"{minutes_per_week} is not a number of minutes")


def _limit(
    law: Law, situation: Situation, on: date, basic: Value, *, compulsory: bool, adapted: bool
) -> tuple[Value, str]:
    """The most minutes a week, and the code of the reason."""
    if situation == "learning_need" and adapted:
        return law.value("be.rehabilitation.minutes_adapted_curriculum", on), "rehabilitation_minutes_adapted"
    if situation == "learning_need" and compulsory:
        return law.value("be.rehabilitation.minutes_compulsory_nursery", on), NURSERY
    return basic, "rehabilitation_minutes"


def _until(situation: Situation, treatment_until: date | None, on: date) -> date | None:
    """The last day a permission may run to."""
    if situation == "illness_or_accident":
        return treatment_until
    year_ends = SchoolYear.of(on, "be").last("be")
    return min(treatment_until, year_ends) if treatment_until else year_ends


def _about_minutes(limit: Value, code: str, minutes: int) -> Iterator[Reason]:
    facts = {"minutes": minutes, "maximum": limit.amount}
    yield Reason(code, facts, limit.source)
    if minutes > limit.amount and code != "rehabilitation_minutes_by_doctor":
        yield Reason("rehabilitation_too_many_minutes", facts, limit.source)


def _about_the_end(situation: Situation, required: Value, until: date | None, *, ended: bool) -> Iterator[Reason]:
    """How long the permission may run, and what the file needs no more."""
    if ended:
        yield Reason("rehabilitation_treatment_ended", {"until": until}, required.source)
    if situation == "learning_need":
        yield Reason("rehabilitation_renewed_yearly", {"until": until}, required.source)
    elif until is None:
        yield Reason("rehabilitation_duration_unknown", source=required.source)
    else:
        yield Reason("rehabilitation_as_long_as_treatment", {"until": until}, required.source)
    if "clb_advice" not in required.amount:
        yield Reason("rehabilitation_clb_advice_dropped", {"from": required.valid_from}, required.source)
