"""What a Flemish primary school may ask of parents: the maximum bill, and when a bill is due (FIN-1, FIN-2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from lawbook import days
from lawbook.catalogue import rule
from lawbook.core import BadFact, Duty, Law, Outcome, Reason
from lawbook.kinds import SchoolYear
from lawbook.values import Value

Kind = Literal["one_day", "multi_day"]
Item = tuple[str, Decimal, Kind]


@rule(
    "be.costs.cap",
    requirement="FIN-1",
    parameters=(
        "be.costs.sharp.nursery",
        "be.costs.sharp.primary",
        "be.costs.less_sharp.nursery",
        "be.costs.less_sharp.primary",
    ),
)
def cap(law: Law, level: Literal["nursery", "primary"], school_year: SchoolYear, items: tuple[Item, ...]) -> Outcome:
    """{sharp: {total, cap, over}, less_sharp: {total, cap, over}} in euro; `over` is 0 when all is well.

    Sharp: everything but trips of several days, per school year; a trip of one day falls under it. Less sharp: trips
    of several days, for the whole of primary school together: give those of earlier years as items too. A school year
    before 2015-2016 or without a known index is NotInForce: nothing is extrapolated.
    """
    for name, amount, _kind in items:
        if amount < 0:
            raise BadFact("items", f"{name}: {amount} is less than nothing")
    on = school_year.first("be")
    caps: dict[str, tuple[Kind, Value]] = {
        "sharp": ("one_day", law.value(f"be.costs.sharp.{level}", on)),
        "less_sharp": ("multi_day", law.value(f"be.costs.less_sharp.{level}", on)),
    }
    value, reasons = {}, []
    for name, (kind, row) in caps.items():
        total = sum((amount for _, amount, one in items if one == kind), Decimal(0))
        value[name] = {"total": total, "cap": row.amount, "over": max(total - row.amount, Decimal(0))}
        code = f"costs_{name}_over" if total > row.amount else f"costs_{name}_within"
        reasons.append(Reason(code, {**value[name], "school_year": school_year.as_text(), "level": level}, row.source))
    return Outcome(value, reasons=tuple(reasons), not_covered=("costs_of_the_whole_primary_school",))


@rule("be.bill.due", requirement="FIN-2")
def bill_due(law: Law, delivered: date) -> Outcome:
    """The last day to pay a school bill after its delivery, in calendar days: a date. The term is the school's own.

    That there are at least three bills a school year is law; a registered notice must come before any interest.
    """
    term, number = law.value("be.bill.days", delivered), law.value("be.bill.per_year", delivered)
    count = days.after(delivered, term.amount, days.calendar_days())
    facts = {"delivered": delivered, "days": term.amount, "due": count.end}
    reasons = (
        Reason("bill_within_days", facts, term.source),
        Reason("bills_at_least", {"number": number.amount}, number.source),
        Reason("bill_whole_from_either_parent", source=term.source),
    )
    return Outcome(count.end, duties=(Duty("pay_bill", "parents", count.end),), reasons=reasons, days=(count,))
