"""Whether a centre's staffing plan keeps to its weights, its base formation and its limits (STA-1 to STA-9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lawbook.catalogue import rule
from lawbook.core import Duty, Law, Outcome, Reason
from lawbook.flanders import staffing_limits as limits
from lawbook.flanders.staffing import (
    DIRECTOR,
    ENDED,
    OFFICES,
    Assigned,
    Job,
    OwnWeight,
    Plan,
    Sums,
    Transfer,
    checked,
    in_force,
    text,
    tidy,
)
from lawbook.kinds import SchoolYear

PARAMETERS = (
    *(f"clb.weight.{office}" for office in OFFICES),
    "clb.formation.within_weight",
    "clb.base_formation",
    "clb.base_formation.network",
    "clb.fractions.ordinary",
    "clb.fractions.small",
    "clb.fractions.small_per_office",
    "clb.fractions.pre_retirement",
    "clb.transfers.centre_per_cent",
    "clb.transfers.cell_weight",
    "clb.tenure_on_received",
    "clb.roc.per_cent",
)


@rule(
    "clb.staffing.check",
    requirement=("STA-1", "STA-2", "STA-3", "STA-4", "STA-6", "STA-7", "STA-9"),
    parameters=PARAMETERS,
)
def check(
    law: Law,
    centre: str,
    school_year: SchoolYear,
    total_weight: Decimal,
    linear_weight: Decimal,
    jobs: tuple[Job, ...],
    transfers: tuple[Transfer, ...] = (),
    roc: tuple[Assigned, ...] = (),
    weights: tuple[OwnWeight, ...] = (),
) -> Outcome:
    """{used, available, balance, base: {met, missing}, violations}; weights are exact decimal strings.

    `base.missing` is a list of {office, short} in full-time equivalents, what is lent to a regional cell left out;
    `violations` are {code, text, source}. The reasons trace every number: per office its full-time equivalents, weight
    and product. The director's weight stands in no source and is left out until the centre brings one (`weights`:
    office, weight, source, valid_from?). From 2018-2019 on the weights of 1998 no longer hold: without own weights
    `used` and `balance` are null, and what is not known is not checked; the reasons say so.
    """
    plan = checked(Plan(school_year, total_weight, linear_weight, jobs, transfers, roc, weights))
    sums = Sums(law, plan)
    missing = limits.short(sums)
    value = {
        "used": None if sums.used is None else text(sums.used),
        "available": text(plan.available),
        "balance": None if sums.used is None else text(plan.available - sums.used),
        "base": {
            "met": not missing,
            "missing": [{"office": one.offices[0], "short": text(one.short)} for one in missing],
        },
        "violations": [*violations(sums, missing)],
    }
    return Outcome(value, reasons=(*_trace(sums, centre), *_doubts(sums)), not_covered=("staffing_not_covered",))


@rule("clb.staffing.forms_due", requirement="STA-8")
def forms_due(law: Law, school_year: SchoolYear) -> Outcome:
    """The day by which all forms of a school year's formation are in: 15 October. Not known from 2018-2019 on.

    APF with the signed protocol of the local committee; an agreement for each transfer; the ROC form.
    """
    row = law.value("clb.staffing.forms_due", school_year.first("be"))
    due = date.fromisoformat(f"{school_year.start}-{row.amount}")
    duty = Duty("send_staffing_forms", "director", due)
    return Outcome(due, duties=(duty,), reasons=(Reason("staffing_forms", {"due": due}, row.source),))


def violations(sums: Sums, missing: list[limits.Shortage]) -> Iterator[Reason]:
    """Everything the plan may not do, in the order in which a centre puts it right."""
    yield from limits.over_weight(sums)
    yield from limits.base_formation(sums, missing)
    yield from limits.fractions(sums)
    yield from limits.transfers(sums)
    yield from limits.tenure(sums)
    yield from limits.regional_cells(sums)


def _trace(sums: Sums, centre: str) -> Iterator[Reason]:
    """How the numbers come about."""
    plan = sums.plan
    yield Reason("staffing_plan", {"centre": centre, "school_year": plan.school_year.as_text(), "on": plan.on})
    for office, n in sums.full_time.items():
        if weight := sums.weights.get(office):
            facts = {"office": office, "full_time": tidy(n), "weight": weight.amount, "since": weight.valid_from}
            facts["used"] = tidy(n * weight.amount)
            yield Reason("staffing_office", facts, weight.source)
    moved = {"total": plan.total_weight, "given": plan.moved("out"), "received": plan.moved("in")}
    yield Reason("staffing_available", {**moved, "available": plan.available})
    if sums.used is not None:
        facts = {"available": plan.available, "used": tidy(sums.used), "balance": tidy(plan.available - sums.used)}
        yield Reason("staffing_balance", facts)
    for code, limit in (
        ("staffing_centres_limit", limits.to_centres(sums.law, plan)),
        ("staffing_cell_limit", limits.to_cell(sums.law, plan)),
        ("staffing_roc_limit", limits.in_regional_cells(sums)),
    ):
        if limit and limit.there:
            facts = {"there": tidy(limit.there), "most": tidy(limit.most), "value": limit.row.amount}
            yield Reason(code, facts, limit.row.source)


def _doubts(sums: Sums) -> Iterator[Reason]:
    """What a reader must know before relying on the numbers."""
    plan = sums.plan
    if plan.on >= ENDED:
        yield Reason("staffing_ended", {"on": ENDED})
    if sums.unknown:
        yield Reason("staffing_weights_unknown", {"offices": tuple(sums.unknown)})
    elif DIRECTOR in sums.full_time and DIRECTOR not in sums.weights:
        yield Reason("staffing_director_left_out")
    if any(job.kind == "replacement" for job in plan.jobs):
        yield Reason("staffing_replacements_count")
    network = in_force(sums.law, "clb.base_formation.network", plan.on)
    if network and any(limits.lacking(sums.at_home, network)):
        yield Reason("staffing_network_base", source=network.source)
