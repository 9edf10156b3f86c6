"""The strip of days: a term as a row of cells, so that anybody can count along (ALL-2).

A counted day has its number, a skipped day its reason. A long term is folded by weeks, months or years in the middle;
its first and last week stay days.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lawbook import texts
from lawbook.days import Count

from .dates import day_and_month, spoken_date

SHOWN_WHOLE = 28  # days
SHOWN_AT_ENDS = 7  # days
FOLDS_AT_MOST = 18  # cells


class Cell(NamedTuple):
    """One day or a fold of days. `look` is the class of the sheet; `said` says it all to who cannot see the strip."""

    look: str
    top: str
    big: str
    note: str
    said: str


class Day(NamedTuple):
    day: date
    number: int | None  # which counted day it is; None when it does not count
    why: str | None
    last: bool


def strips(counts: Iterable[Count], lang: str, *, first: bool = False) -> list[list[Cell]]:
    """The counts of an answer as strips. A count that starts where the one before ended goes on in the same strip.

    `first`: they end on the first day on which something may be done, not on a last one.
    """
    found: list[list[Cell]] = []
    end: date | None = None
    for count in counts:
        goes_on = count.start == end
        ends = _("first day") if first else _("last day")
        cells = list(_cells(count, lang, ends, with_start=not goes_on))
        if goes_on:
            found[-1].extend(cells)
        else:
            found.append(cells)
        end = count.end
    return found


def _cells(count: Count, lang: str, ends: str, *, with_start: bool) -> Iterator[Cell]:
    days = _numbered(count)
    start = Cell("z", date_format(count.start, "D"), day_and_month(count.start), _("day 0"), _said_start(count))
    backwards = count.end < count.start
    if with_start and not count.includes_start and not backwards:
        yield start
    if len(days) <= SHOWN_WHOLE:
        yield from _days(days, lang, ends)
    else:
        yield from _days(days[:SHOWN_AT_ENDS], lang, ends)
        yield from _folds(days[SHOWN_AT_ENDS:-SHOWN_AT_ENDS])
        yield from _days(days[-SHOWN_AT_ENDS:], lang, ends)
    if with_start and backwards:
        yield start


def _said_start(count: Count) -> str:
    return _("%(day)s: the event itself, day 0") % {"day": spoken_date(count.start)}


def _numbered(count: Count) -> list[Day]:
    """The days in order of time with their numbers; a term that runs backwards is numbered backwards."""
    rows: list[dict[str, Any]] = count.days
    step, number = (-1, count.n + 1) if count.end < count.start else (1, 0)
    found = []
    for row in rows:
        number += step if row["counted"] else 0
        found.append(Day(row["date"], number if row["counted"] else None, row["why"], row["date"] == count.end))
    return found


def _days(days: Sequence[Day], lang: str, ends: str) -> Iterator[Cell]:
    for position, one in enumerate(days):
        month = position == 0 or one.day.day == 1
        yield _day(one, day_and_month(one.day) if month else str(one.day.day), lang, ends)


def _day(one: Day, big: str, lang: str, ends: str) -> Cell:
    why = texts.word(one.why, lang) if one.why else ""
    note = ends if one.last else why or str(one.number)
    told = (
        _("counts, day %(number)d") % {"number": one.number}
        if one.number
        else _("does not count: %(why)s") % {"why": why}
    )
    said = f"{spoken_date(one.day)}: {told}" + (f", {ends}" if one.last else "")
    return Cell("e" if one.last else "c" if one.number else "s", date_format(one.day, "D"), big, note, said)


def _week(day: date) -> tuple[int, ...]:
    return tuple(day.isocalendar()[:2])


def _month(day: date) -> tuple[int, ...]:
    return (day.year, day.month)


def _year(day: date) -> tuple[int, ...]:
    return (day.year,)


def _folds(days: Sequence[Day]) -> Iterator[Cell]:
    """The middle of a long term: a cell per week, or per month or year when weeks would be too many."""
    by: Callable[[date], tuple[int, ...]] = _year
    for by in (_week, _month, _year):
        if len({by(one.day) for one in days}) <= FOLDS_AT_MOST:
            break
    for _key, group in groupby(days, key=lambda one: by(one.day)):
        folded = list(group)
        number = sum(one.number is not None for one in folded)
        span = _span(folded[0].day, folded[-1].day)
        note = ngettext("day counts", "days count", number)
        look = "w c" if number else "w s"
        yield Cell(look, span, str(number), note, f"{span}: {number} {note}")


def _span(first: date, last: date) -> str:
    """9–30 sep 2020, 28 sep – 4 okt 2020, or 28 dec 2020 – 3 jan 2021."""
    end = f"{day_and_month(last)} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = day_and_month(first) if first.year == last.year else f"{day_and_month(first)} {first.year}"
    return f"{start} – {end}"
