"""One rule for one pupil, with its explanation: problematic absence, five half days, threshold reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.table import Row
from benchmarks.timing import per_second
from lawbook.core import Law
from lawbook.flanders.attendance import problematic
from lawbook.kinds import HalfDay

HALF_DAYS = tuple(HalfDay(date(2026, 10, day), "am") for day in (5, 6, 12, 13, 19))


@dataclass
class Bare:
    half_days: int
    threshold: int

    @property
    def reached(self) -> bool:
        return self.half_days >= self.threshold


def rows(quick: bool) -> Iterator[Row]:
    number = 2_000 if quick else 20_000
    law = Law()

    def ours() -> None:
        for _ in range(number):
            problematic(law, half_days=HALF_DAYS)

    def told() -> None:
        for _ in range(number // 10):
            problematic(law, half_days=HALF_DAYS).as_json("be.absence.problematic")

    def bare() -> None:
        for _ in range(number):
            Bare(len(HALF_DAYS), 5).reached  # noqa: B018  # the comparison is what is measured

    outcome = problematic(law, half_days=HALF_DAYS)
    if not outcome.reasons or not outcome.parameters or outcome.value["reached_on"] != HALF_DAYS[4]:
        raise AssertionError(f"The fifth half day reaches it, not {outcome.value}")
    floor, written = 1e6 / per_second(bare, number), 1e6 / per_second(told, number // 10)
    yield Row(
        "one pupil's rule with reasons and sources",
        "memory",
        1e6 / per_second(ours, number),
        "µs",
        floor,
        10,
        notes={"as sentences": f"{written:.0f} µs"},
    )
