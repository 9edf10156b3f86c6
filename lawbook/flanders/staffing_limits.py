"""What a centre's staffing plan may not do (STA-1, STA-3 to STA-6). Each function yields a Reason per violation.

Where no value is known of a school year (since 1 September 2018: fractions, transfers, tenure, regional cells) nothing
is checked and nothing is yielded; `clb.staffing.check` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lawbook.core import Law, Reason
from lawbook.flanders.staffing import (
    DIRECTOR,
    HUNDRED,
    ONE,
    PERMANENT,
    ZERO,
    Plan,
    Sums,
    full_time,
    in_force,
    tidy,
    weights,
)
from lawbook.kinds import SchoolYear
from lawbook.values import Value


class Shortage(NamedTuple):
    """Full-time equivalents short of a base formation, of one of `offices`; `row` is the base formation."""

    offices: tuple[str, ...]
    short: Decimal
    row: Value


class Limit(NamedTuple):
    """The most there may be, what there is, and the value it comes from."""

    most: Decimal
    there: Decimal
    row: Value


def lacking(there: Mapping[str, Decimal], row: Value) -> Iterator[Shortage]:
    """What full-time equivalents by office lack of a base formation; of a choice the fullest office counts."""
    for part in row.amount:
        most = max(there.get(office, ZERO) for office in part["offices"])
        if most < part["number"]:
            yield Shortage(tuple(part["offices"]), part["number"] - most, row)


def short(sums: Sums) -> list[Shortage]:
    """What the centre lacks of the base formation of its school year. Raises NotInForce before 2006-2007."""
    return list(lacking(sums.at_home, sums.law.value("clb.base_formation", sums.plan.on)))


def over_weight(sums: Sums) -> Iterator[Reason]:
    """More weight used than there is."""
    row, available = sums.law.value("clb.formation.within_weight", sums.plan.on), sums.plan.available
    if sums.used is not None and sums.used > available:
        facts = {"used": tidy(sums.used), "available": available, "over": tidy(sums.used - available)}
        yield Reason("weights_exceeded", facts, row.source)


def base_formation(sums: Sums, missing: Sequence[Shortage]) -> Iterator[Reason]:
    """Each part of the base formation that is short; apart, what is short only by lending to a regional cell."""
    for one in missing:
        whole = {other.offices for other in lacking(sums.full_time, one.row)}
        code = "base_formation_short" if one.offices in whole else "base_formation_lent_to_roc"
        yield Reason(code, {"offices": one.offices, "short": tidy(one.short)}, one.row.source)


def fractions(sums: Sums) -> Iterator[Reason]:
    """Jobs of a size that cannot be, and a second small job in an office. A replacement may be of any size.

    What a leave before a pension frees of a full job (25 or 75%) may be a job of its own in that office.
    """
    law, on = sums.law, sums.plan.on
    ordinary = in_force(law, "clb.fractions.ordinary", on)
    if ordinary is None:
        return
    small, most = law.value("clb.fractions.small", on), law.value("clb.fractions.small_per_office", on)
    leave = law.value("clb.fractions.pre_retirement", on)
    left = {
        (job.office, ONE - job.fraction)
        for job in sums.plan.jobs
        if job.kind == "pre_retirement" and job.fraction in leave.amount
    }
    seen: dict[str, int] = {}
    for position, job in enumerate(sums.plan.jobs):
        if (job.office != DIRECTOR and job.kind == "replacement") or job.fraction == ONE:
            continue
        facts = {"job": position, "number": position + 1, "office": job.office, "size": tidy(job.fraction * HUNDRED)}
        if job.office == DIRECTOR:
            yield Reason("director_not_full_time", facts, ordinary.source)
        elif job.fraction in small.amount:
            seen[job.office] = seen.get(job.office, 0) + 1
            if seen[job.office] > most.amount:
                yield Reason("second_small_job", {**facts, "most": most.amount}, small.source)
        elif not (
            job.fraction in ordinary.amount
            or (job.office, job.fraction) in left
            or (job.kind == "pre_retirement" and job.fraction in leave.amount)
        ):
            yield Reason("fraction_not_allowed", facts, ordinary.source)


def to_centres(law: Law, plan: Plan) -> Limit | None:
    """What may go to other centres this year, a share of the linear weight; None where unknown."""
    row = in_force(law, "clb.transfers.centre_per_cent", plan.on)
    return None if row is None else Limit(plan.linear_weight * row.amount / HUNDRED, plan.moved("out", "centre"), row)


def to_cell(law: Law, plan: Plan) -> Limit | None:
    """What may go to the permanent support cell, every three years; None where unknown."""
    row = in_force(law, "clb.transfers.cell_weight", plan.on)
    return None if row is None else Limit(min(row.amount, plan.linear_weight), plan.moved("out", "support_cell"), row)


def in_regional_cells(sums: Sums) -> Limit | None:
    """What may work in regional support cells, a share of the centre's weight; None where unknown."""
    row = in_force(sums.law, "clb.roc.per_cent", sums.plan.on)
    if row is None or sums.lent is None:
        return None
    return Limit(sums.plan.total_weight * row.amount / HUNDRED, sums.lent, row)


def transfers(sums: Sums) -> Iterator[Reason]:
    """Too much weight given away, or so much that the base formation cannot be paid any more."""
    law, plan = sums.law, sums.plan
    if not plan.moved("out"):
        return
    centres, cell = to_centres(law, plan), to_cell(law, plan)
    if centres and centres.there > centres.most:
        facts = {"given": centres.there, "limit": tidy(centres.most), "per_cent": centres.row.amount}
        yield Reason("transfer_to_centres_too_large", {**facts, "linear": plan.linear_weight}, centres.row.source)
    if cell and cell.there > cell.most:
        yield Reason("transfer_to_cell_too_large", {"given": cell.there, "limit": cell.most}, cell.row.source)
    needed = base_weight(sums)
    if centres and needed > plan.available:
        facts = {"needed": tidy(needed), "available": plan.available}
        yield Reason("transfer_breaks_base", facts, centres.row.source)


def base_weight(sums: Sums) -> Decimal:
    """The least weight of a base formation, the cheapest office where there is a choice; the director left out."""
    parts = sums.law.value("clb.base_formation", sums.plan.on).amount
    known = weights(sums.law, sums.plan, (office for part in parts for office in part["offices"]))
    costs = ([known[one].amount for one in part["offices"] if one in known] for part in parts)
    return sum((min(cost) * part["number"] for cost, part in zip(costs, parts, strict=True) if cost), ZERO)


def tenure(sums: Sums) -> Iterator[Reason]:
    """Permanent staff on weight that was received."""
    received = sums.plan.moved("in")
    allowed = in_force(sums.law, "clb.tenure_on_received", sums.plan.on) if received else None
    permanent, own = sums.permanent(), sums.plan.available - received
    if allowed and not allowed.amount and permanent is not None and permanent > own:
        facts = {"permanent": tidy(permanent), "own": tidy(own), "received": received}
        yield Reason("permanent_on_received_weight", facts, allowed.source)


def regional_cells(sums: Sums) -> Iterator[Reason]:
    """More of the centre's weight in regional support cells than there may be."""
    found = in_regional_cells(sums)
    if found and found.there > found.most:
        facts = {"lent": tidy(found.there), "limit": tidy(found.most), "per_cent": found.row.amount}
        yield Reason("roc_too_large", {**facts, "total": sums.plan.total_weight}, found.row.source)


def redundancies(law: Law, before: Plan, after: Plan) -> tuple[Reason, ...]:
    """The offices in which a new or changed formation leaves fewer permanent full-time equivalents (STA-5).

    Empty: nobody more becomes redundant. Source: circular CLB/2006/02 §2; since 1 September 2018 the same is asked of
    nobody known, and the Reason `staffing_redundancy_unknown` says so.
    """
    row = in_force(law, "clb.formation.more_redundancy", after.on)
    if row is None:
        return (Reason("staffing_redundancy_unknown", {"on": after.on}),)
    had = full_time([job for job in before.jobs if job.kind in PERMANENT])
    has = full_time([job for job in after.jobs if job.kind in PERMANENT])
    lost = {office: n - has.get(office, ZERO) for office, n in had.items() if n > has.get(office, ZERO)}
    return tuple(
        Reason("change_makes_redundant", {"office": office, "before": tidy(had[office]), "short": tidy(n)}, row.source)
        for office, n in lost.items()
    )


def term(law: Law, first: SchoolYear) -> tuple[SchoolYear, ...]:
    """The school years a formation is fixed for, as a rule three. Raises NotInForce from 2018-2019 on."""
    years = law.value("clb.formation.school_years", first.first("be")).amount
    return tuple(SchoolYear(first.start + n) for n in range(years))


def cell_over_years(law: Law, given: Mapping[SchoolYear, Decimal]) -> tuple[Reason, ...]:
    """The school years in which the weight given to the permanent support cell, with the two before, is too much."""
    found = []
    for year in sorted(given):
        most = in_force(law, "clb.transfers.cell_weight", year.first("be"))
        span = in_force(law, "clb.transfers.cell_years", year.first("be"))
        if most is None or span is None:
            continue
        last_years = sum((given.get(SchoolYear(year.start - n), ZERO) for n in range(span.amount)), ZERO)
        if given[year] and last_years > most.amount:
            facts = {
                "school_year": year.as_text(),
                "given": tidy(last_years),
                "limit": most.amount,
                "years": span.amount,
            }
            found.append(Reason("cell_over_years", facts, most.source))
    return tuple(found)
