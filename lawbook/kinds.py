"""The kinds of fact a rule takes besides dates and numbers: a half day, a school year, days a school is closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple, Self

from lawbook.errors import Malformed

ONE_DAY = timedelta(days=1)
# Sums of the calendar, not of a law: the only numbers that a rule's body may use beside 0 and 1, by their names.
DAYS_A_WEEK, MONTHS_A_YEAR, PER_CENT = 7, 12, 100
YEAR_STARTS = {"be": 9, "nl": 8}  # the month; on its first day


def last_day_of(year: int) -> date:
    """31 December."""
    return date(year, MONTHS_A_YEAR, 31)


class HalfDay(NamedTuple):
    """The morning (`am`) or the afternoon (`pm`) of a day; sorts in order of time."""

    date: date
    part: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """From `2020-01-14/am`. Raises Malformed."""
        day, slash, part = text.partition("/")
        if not slash or part not in {"am", "pm"}:
            raise Malformed("not_a_half_day", text)
        return cls(date.fromisoformat(day), part)

    def as_text(self) -> str:
        """As it is written in facts and answers."""
        return f"{self.date.isoformat()}/{self.part}"


class SchoolYear(NamedTuple):
    """A school year by the calendar year it starts in: be 1 September-31 August, nl 1 August-31 July."""

    start: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """From `2020-2021`. Raises Malformed."""
        first, dash, last = text.partition("-")
        if not (dash and first.isdecimal() and last.isdecimal() and len(text) == 9 and int(last) == int(first) + 1):
            raise Malformed("not_a_school_year", text)
        return cls(int(first))

    @classmethod
    def of(cls, day: date, jurisdiction: str) -> Self:
        """The school year a day lies in."""
        return cls(day.year if day.month >= YEAR_STARTS[jurisdiction] else day.year - 1)

    def first(self, jurisdiction: str) -> date:
        """Its first day: be 1 September, nl 1 August."""
        return date(self.start, YEAR_STARTS[jurisdiction], 1)

    def last(self, jurisdiction: str) -> date:
        """Its last day: be 31 August, nl 31 July."""
        return date(self.start + 1, YEAR_STARTS[jurisdiction], 1) - ONE_DAY

    def as_text(self) -> str:
        """As it is written in facts and answers."""
        return f"{self.start}-{self.start + 1}"


class Range(NamedTuple):
    """A run of days, both ends included."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """From a day or `2021-05-13..2021-05-14`. Raises Malformed."""
        first, _, last = text.partition("..")
        found = cls(date.fromisoformat(first), date.fromisoformat(last or first))
        if found.last < found.first:
            raise Malformed("ends_before_it_starts", text)
        return found

    def as_text(self) -> str:
        """As it is written in facts."""
        return self.first.isoformat() if self.first == self.last else f"{self.first}..{self.last}"


Closed = tuple[Range, ...]
