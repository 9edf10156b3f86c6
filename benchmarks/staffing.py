"""A staffing plan of 60 jobs checked with its full trace: every weight, limit, date and article (CLB/2006/02)."""

import json
from collections.abc import Iterator
from decimal import Decimal

from benchmarks.table import Row
from benchmarks.timing import per_second
from lawbook import catalogue
from lawbook.core import Law
from lawbook.flanders.staffing import OFFICES, Assigned, Job, Transfer
from lawbook.flanders.staffing_check import check
from lawbook.kinds import SchoolYear

FRACTIONS = tuple(map(Decimal, ("0.5", "0.8", "1.0", "0.9")))
FACTS = {
    "centre": "Netevallei",
    "school_year": SchoolYear(2014),
    "total_weight": Decimal("70"),
    "linear_weight": Decimal("60"),
    "jobs": tuple(
        Job(
            OFFICES[place % 11],
            FRACTIONS[place % 4] if place % 11 else Decimal(1),
            ("permanent", "temporary")[place % 2],
        )
        for place in range(60)
    ),
    "transfers": (Transfer("out", "centre", Decimal("1.3")), Transfer("out", "support_cell", Decimal("0.4"))),
    "roc": (Assigned(3, Decimal("0.5")),),
}
USED = "44.72"


def rows(quick: bool) -> Iterator[Row]:
    number = 500 if quick else 3_000
    law = Law()
    body = json.dumps({**as_json(FACTS), "school_year": "2014-2015"})

    def ours() -> None:
        for _ in range(number):
            check(law, **FACTS)

    def written() -> None:
        for _ in range(number // 10):
            answer = catalogue.apply("clb.staffing.check", json.loads(body))
            json.dumps(answer.as_json("clb.staffing.check"))

    weights = {office: Decimal(1) for office in OFFICES}

    def bare() -> None:
        for _ in range(number):
            sum(job.fraction * weights[job.office] for job in FACTS["jobs"])

    outcome = check(law, **FACTS)
    if outcome.value["used"] != USED or outcome.value["violations"] or len(outcome.parameters) < len(OFFICES):
        raise AssertionError(f"This plan uses {USED} and breaks nothing, not {outcome.value}")
    notes = {"from JSON to JSON, as sentences": f"{per_second(written, number // 10):,.0f}/s"}
    yield Row(
        "staffing plan of 60 jobs checked, with its trace",
        "memory",
        per_second(ours, number),
        "/s",
        per_second(bare, number),
        2_000,
        at_most=False,
        notes=notes,
    )


def as_json(value: object) -> object:
    """The facts as somebody sends them: decimals as strings."""
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if hasattr(value, "_asdict"):
        return as_json(value._asdict())
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    return str(value) if isinstance(value, Decimal) else value
