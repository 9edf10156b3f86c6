"""Days beside a day, for the window of a list, an eve or a morrow. A term of law is counted by the lawbook alone."""

from collections.abc import Iterator
from datetime import date

WEEK = 7


def shifted(day: date, number: int) -> date:
    """The day that lies `number` days later, or earlier where that is less than nothing."""
    return date.fromordinal(day.toordinal() + number)


def eve(day: date) -> date:
    return shifted(day, -1)


def morrow(day: date) -> date:
    return shifted(day, 1)


def monday_of(day: date) -> date:
    return shifted(day, -day.weekday())


def span(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both in it; none where the last lies before the first."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
