"""Bars as SVG, drawn on the server in the house's colours (no script in the page)."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import vl_convert

WIDTH, BAR = 420, 26
FONT = "Noto Sans, sans-serif"
INK, ACCENT = "#1c2530", "#0d6b69"


def bars(rows: Iterable[tuple[str, float]]) -> str:
    """Lying bars with their number, in the order given. The same rows give the same picture, made once."""
    return _drawn(json.dumps([{"label": label, "n": number} for label, number in rows]), upright=False)


def columns(rows: Iterable[tuple[str, float]]) -> str:
    """Standing bars, for months and years."""
    return _drawn(json.dumps([{"label": label, "n": number} for label, number in rows]), upright=True)


@lru_cache(maxsize=256)
def _drawn(rows: str, *, upright: bool) -> str:
    values = json.loads(rows)
    drawn: str = vl_convert.vegalite_to_svg(_specification(values, upright=upright))
    return drawn


def _specification(values: list[dict[str, Any]], *, upright: bool) -> dict[str, Any]:
    """Vega-Lite: a picture for a white card, readable in both themes."""
    label = {
        "field": "label",
        "type": "ordinal",
        "sort": None,
        "axis": {"title": None, "labelAngle": 0, "labelLimit": 180},
    }
    number = {"field": "n", "type": "quantitative", "axis": {"title": None, "tickMinStep": 1}, "scale": {"zero": True}}
    x, y = (label, number) if upright else (number, label)
    size = {"width": WIDTH, "height": 200} if upright else {"width": WIDTH - 150, "height": {"step": BAR}}
    text = {"dy": -7} if upright else {"dx": 5, "align": "left"}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        **size, "background": "#ffffff", "padding": 12, "data": {"values": values},
        "encoding": {"x": x, "y": y},
        "layer": [
            {"mark": {"type": "bar", "color": ACCENT}},
            {"mark": {"type": "text", "color": INK, "fontSize": 12, **text},
             "encoding": {"text": {"field": "n", "type": "quantitative"}}},
        ],
        "config": {"font": FONT, "axis": {"labelFontSize": 12, "gridColor": "#e4e0d7"}, "view": {"stroke": None}},
    }  # fmt: skip
