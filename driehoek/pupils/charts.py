"""The growth curve of tracking tests against their norm band, as SVG drawn on the server (no script in the page)."""

import json
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import vl_convert
from django.utils.formats import date_format

from .models import Entry

WIDTH, HEIGHT = 420, 220
FONT = "Noto Sans, sans-serif"
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
            entry.day, str(entry.details.get("test", entry.title)), float(entry.details["score"]),
            _number(entry.details.get("norm_low")), _number(entry.details.get("norm_high")),
            str(entry.details.get("zone", "")),
        )
        for entry in entries
        if entry.details.get("score")
    ]  # fmt: skip


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
    """The SVG: the norm band grey, the scores as a line with dots. The same points give the same picture, made once."""
    rows = [
        {"day": point.day.isoformat(), "label": date_format(point.day, "j b Y"), "score": point.score,
         "low": point.low, "high": point.high}
        for point in found
    ]  # fmt: skip
    return _drawn(json.dumps(rows))


@lru_cache(maxsize=512)
def _drawn(rows: str) -> str:
    drawn: str = vl_convert.vegalite_to_svg(_specification(json.loads(rows)))
    return drawn


def _specification(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Vega-Lite: a picture for a white card, readable in both themes."""
    day = {"field": "label", "type": "ordinal", "sort": None, "axis": {"title": None, "labelAngle": 0}}
    scale = {"zero": False, "nice": True}
    band = [row for row in rows if row["low"] is not None and row["high"] is not None]
    layers = [
        {
            "data": {"values": band},
            "mark": {"type": "area", "color": "#9fc9c6", "opacity": 0.45},
            "encoding": {
                "x": day,
                "y": {"field": "low", "type": "quantitative", "scale": scale, "axis": {"title": None}},
                "y2": {"field": "high"},
            },
        },
        {
            "mark": {"type": "line", "color": "#0d6b69", "point": {"size": 70, "color": "#0d6b69"}},
            "encoding": {"x": day, "y": {"field": "score", "type": "quantitative", "scale": scale}},
        },
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH, "height": HEIGHT, "background": "#ffffff", "padding": 12,
        "data": {"values": rows}, "layer": layers if band else layers[1:],
        "config": {"font": FONT, "axis": {"labelFontSize": 13, "gridColor": "#e4e0d7"}, "view": {"stroke": None}},
    }  # fmt: skip
