"""The growth curve of tracking tests against their norm band, as SVG drawn on the server (no script in the page)."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format

from driehoek.kit import svg

from .models import Entry

# Which moment of the years a test is of: M3, E4, midden 3, 5.
MOMENT = re.compile(r"\b(?:begin|midden|einde?|[bme])?\s*\d+\b", re.IGNORECASE)


class Point(NamedTuple):
    """One test: its day, its name, the score with the norm it is read against, the zone."""

    day: date
    test: str
    score: float
    low: float | None
    high: float | None
    zone: str

    @property
    def place(self) -> str:
        """Where the score lies against the norm: below, within, above, or nowhere where there is no norm."""
        if self.low is None or self.high is None:
            return ""
        return "below" if self.score < self.low else "above" if self.score > self.high else "within"


def points(entries: Iterable[Entry]) -> list[Point]:
    return [
        Point(
            entry.day,
            str(entry.details.get("test", entry.title)),
            float(entry.details["score"]),
            _number(entry.details.get("norm_low")),
            _number(entry.details.get("norm_high")),
            str(entry.details.get("zone", "")),
        )
        for entry in entries
        if entry.details.get("score")
    ]


def series(found: Iterable[Point]) -> list[tuple[str, list[Point]]]:
    """The points that make one curve: of one test at its successive moments, never of two tests with their own scales.

    "LVS M3" and "LVS E3" are one test; AVI beside them is another.
    """
    curves: dict[str, list[Point]] = {}
    for point in found:
        curves.setdefault(MOMENT.sub("", point.test).strip().casefold(), []).append(point)
    return [(MOMENT.sub("", points[0].test).strip(), points) for points in curves.values()]


def _number(text: str | None) -> float | None:
    return float(text) if text else None


def growth_curve(found: list[Point]) -> str:
    """The SVG: the norm band grey, the scores as a line with dots."""
    return svg.curve([svg.Dot(date_format(one.day, "j b Y"), one.score, one.low, one.high) for one in found])
