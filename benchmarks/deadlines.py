"""Deadlines a second: one by one with what explains them, and a million at once over the lawbook's tables."""

from collections.abc import Iterator
from datetime import date
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks.table import Row
from benchmarks.timing import per_second
from lawbook import days

FIRST, LAST = date(2015, 1, 1).toordinal(), date(2028, 12, 31).toordinal()


def rows(quick: bool) -> Iterator[Row]:
    yield from one_by_one(20_000 if quick else 200_000)
    yield from at_once(100_000 if quick else 1_000_000)


def one_by_one(number: int) -> Iterator[Row]:
    throw = Random(1)
    calendar = days.procedure_days()
    asked = [(date.fromordinal(throw.randint(FIRST, LAST)), throw.randint(1, 30)) for _ in range(number)]
    nth, rank, base = calendar.nth, calendar.rank, days.BASE

    def ours() -> None:
        after = days.after
        for start, n in asked:
            after(start, n, calendar)

    def told() -> None:
        for start, n in asked[: number // 20]:
            days.after(start, n, calendar).days  # noqa: B018  # the property does the work that is measured

    def bare() -> None:
        for start, n in asked:
            nth[rank[start.toordinal() - base] + n - 1]

    for start, n in asked[:500]:
        count = days.after(start, n, calendar)
        if sum(bool(day["counted"]) for day in count.days) != n or not calendar.counts(count.end):
            raise AssertionError(f"{n} days after {start} is not {count.end}")
    floor, written = per_second(bare, number), per_second(told, number // 20)
    yield Row(
        "deadline with its trace, one by one",
        "memory",
        per_second(ours, number),
        "/s",
        floor,
        1_000_000,
        at_most=False,
        notes={"every day of the trace written out": f"{written:,.0f}/s"},
    )


def at_once(number: int) -> Iterator[Row]:
    table = days.table("procedure")
    rank, nth = np.frombuffer(table.rank, dtype=np.int32), np.frombuffer(table.nth, dtype=np.int32)
    throw = np.random.default_rng(1)
    starts = throw.integers(FIRST - table.base, LAST - table.base, number, dtype=np.int32)
    numbers = throw.integers(1, 31, number, dtype=np.int32)
    calendar = days.procedure_days()
    holidays = np.array([np.datetime64(day) for day in calendar.reasons if day.weekday() < 5])
    business = np.busdaycalendar(holidays=holidays)
    dates = (starts + (table.base - date(1970, 1, 1).toordinal())).astype("datetime64[D]")

    def ours() -> NDArray[np.int32]:
        return nth[rank[starts] + numbers - 1]

    def numpys() -> NDArray[np.datetime64]:
        return np.busday_offset(dates, numbers, roll="preceding", busdaycal=business)

    same = ours().astype(np.int64) + (table.base - date(1970, 1, 1).toordinal()) == numpys().astype(np.int64)
    if not same.all():
        raise AssertionError(f"{(~same).sum()} of {number} deadlines differ from numpy's")
    floor = per_second(numpys, number)
    yield Row(
        "deadlines at once (floor: numpy.busday_offset)",
        "memory",
        per_second(ours, number),
        "/s",
        floor,
        15_000_000,
        at_most=False,
        notes={"all equal to numpy's": f"{number:,}"},
    )
