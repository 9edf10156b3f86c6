"""What a kind of day is made of: one table over 1990-2100 of the days that count, and the term counted on it."""

from __future__ import annotations

from array import array
from collections import ChainMap
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from itertools import accumulate, compress
from typing import NamedTuple

from lawbook.errors import NotInForce

FIRST_YEAR, LAST_YEAR = 1990, 2100
BASE = date(FIRST_YEAR, 1, 1).toordinal()
SIZE = date(LAST_YEAR, 12, 31).toordinal() - BASE + 1
DATES = [date.fromordinal(BASE + i) for i in range(SIZE)]
WEEKEND = ("saturday", "sunday")


class Calendar:
    """A kind of day: which days count, and why the others do not.

    `counted[i]` is 1 when day BASE + i counts, `rank[i]` how many counted up to and including it, `nth[k]` the k-th
    counted day (from 0). `first` and `last` bound what is known (`lowest` and `highest` as positions, `most` the rank
    of the last): outside them every count raises NotInForce.
    """

    __slots__ = ("counted", "first", "highest", "last", "lowest", "most", "name", "nth", "rank", "reasons")

    def __init__(
        self, name: str, skipped: Mapping[date, str], *, weekends: bool, first: date = DATES[0], last: date = DATES[-1]
    ) -> None:
        """`skipped` are the days that do not count, each with the code of its reason; `weekends` count or not."""
        self.name, self.first, self.last = name, first, last
        self.reasons = skipped
        week = bytes([1, 1, 1, 1, 1, weekends, weekends])
        days = bytearray(week * (SIZE // 7 + 2))[DATES[0].weekday() :][:SIZE]
        self.lowest, self.highest = first.toordinal() - BASE, last.toordinal() - BASE
        self.fill(days, skipped)

    def fill(self, days: bytearray, skipped: Iterable[date]) -> None:
        """Make the tables from a 1 or 0 for each day, of which the skipped ones are set to 0."""
        for day in skipped:
            position = day.toordinal() - BASE
            if 0 <= position < SIZE:
                days[position] = 0
        self.counted = array("b", bytes(days))
        self.rank = array("i", accumulate(days))
        self.nth = list(compress(DATES, days))
        self.most = self.rank[self.highest]

    def without(self, days: Mapping[date, str]) -> Calendar:
        """The same kind of day, of which these days do not count either; it shares the reasons it inherits."""
        found = copy(self)
        found.reasons = ChainMap(self.reasons, days)  # type: ignore[arg-type]  # it is only read
        found.fill(bytearray(self.counted.tobytes()), days)
        return found

    def counts(self, day: date) -> bool:
        """Whether a day counts."""
        self.check(day)
        return bool(self.counted[day.toordinal() - BASE])

    def why_not(self, day: date) -> str | None:
        """The code of the reason why a day does not count; None when it does."""
        if self.counted[day.toordinal() - BASE]:
            return None
        return self.reasons.get(day) or WEEKEND[day.weekday() - 5]

    def check(self, day: date) -> None:
        """Raise NotInForce for a day outside what is known of this calendar."""
        if not self.first <= day <= self.last:
            raise NotInForce(f"days.{self.name}", day, self.first if day < self.first else None)

    def __repr__(self) -> str:
        return f"<Calendar {self.name} {self.first}..{self.last}>"


class Count(NamedTuple):
    """A counted term: its first and last day looked at, how many days counted; `days` tells each of them."""

    start: date
    end: date
    n: int
    calendar: Calendar
    includes_start: bool = False

    @property
    def days(self) -> list[dict[str, object]]:
        """Every day from the one after `start` to `end` (in order of time), counted or why not."""
        first, last = min(self.start, self.end), max(self.start, self.end)
        begin = first.toordinal() - BASE + (self.end >= self.start and not self.includes_start)
        end = last.toordinal() - BASE + (self.end >= self.start)
        why_not = self.calendar.why_not
        rows = ((day, why_not(day)) for day in DATES[begin:end])
        return [{"date": day, "counted": why is None, "why": why} for day, why in rows]
