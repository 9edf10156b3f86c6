"""Charts as SVG, drawn on the server: no script, no inline style, readable on a white card in both themes.

The title inside says the same in words; the page that shows a chart has the table beside it.
"""

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

INK, SOFT, GRID, ACCENT, BAND = "#1c2530", "#5b6470", "#e4e0d7", "#0d6b69", "#9fc9c6"
FONT = "Noto Sans, sans-serif"
WIDTH, HEIGHT = 420, 220  # of what is drawn, in pixels, without the words around it
LEFT, AROUND, UNDER = 44, 16, 28
LABEL, ROW = 170, 26  # the words beside lying bars, and the height of one
SIGNS = 26  # as many of a label as fit there


class Dot(NamedTuple):
    """One point of a curve: its label, its value, and the band it is read against, if it has one."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, `about` steps of 1, 2 or 5 times a power of ten.

    >>> ticks(0, 9)
    [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
    """
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(span / about))
    step = next(power * one for one in (1, 2, 5, 10) if power * one * about >= span)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(one * step, 10) for one in range(first, last + (first == last) + 1)]


def curve(points: Sequence[Dot], told: str = "") -> str:
    """A line with dots from left to right; the band behind it grey where it is known."""
    numbers = [number for one in points for number in (one.value, one.low, one.high) if number is not None]
    marks = ticks(min(numbers, default=0), max(numbers, default=1))
    step = WIDTH / max(len(points), 1)

    def x(place: int) -> float:
        return LEFT + step * (place + 0.5)

    def y(value: float) -> float:
        return AROUND + HEIGHT * (marks[-1] - value) / (marks[-1] - marks[0])

    known = [(x(place), one.low, one.high) for place, one in enumerate(points) if one.low is not None]
    edge = [(at, y(high)) for at, _low, high in known if high is not None]
    edge += [(at, y(low)) for at, low, high in reversed(known) if low is not None and high is not None]
    line = [(x(place), y(one.value)) for place, one in enumerate(points)]
    drawn = [_rule(y(mark), _number(mark)) for mark in marks]
    drawn.append(f'<polygon points="{_path(edge)}" fill="{BAND}" fill-opacity="0.45"/>')
    drawn.append(f'<polyline points="{_path(line)}" fill="none" stroke="{ACCENT}" stroke-width="2"/>')
    for (across, down), one in zip(line, points, strict=True):
        drawn.append(f'<circle cx="{across:.1f}" cy="{down:.1f}" r="5" fill="{ACCENT}"/>')
        drawn.append(_text(across, AROUND + HEIGHT + 20, one.label, "middle"))
    said = ", ".join(f"{one.label}: {_number(one.value)}" for one in points)
    return _picture(LEFT + WIDTH + AROUND, AROUND + HEIGHT + UNDER, told or said, drawn)


def bars(rows: Iterable[tuple[str, float]]) -> str:
    """Lying bars with their number, in the order given."""
    found = list(rows)
    most = max((number for _label, number in found), default=0) or 1
    room = LEFT + WIDTH - LABEL - 40  # the longest bar leaves room for its number
    drawn = []
    for place, (label, number) in enumerate(found):
        top, long = AROUND + place * ROW, room * number / most
        short = label if len(label) <= SIGNS else f"{label[: SIGNS - 1]}…"
        drawn.append(_text(LABEL - 8, top + 17, short, "end"))
        drawn.append(f'<rect x="{LABEL}" y="{top + 3}" width="{long:.1f}" height="{ROW - 6}" fill="{ACCENT}"/>')
        drawn.append(_text(LABEL + long + 6, top + 17, _number(number), "start", INK))
    return _picture(LEFT + WIDTH + AROUND, 2 * AROUND + len(found) * ROW, _said(found), drawn)


def columns(rows: Iterable[tuple[str, float]]) -> str:
    """Standing bars with their number, for months and years."""
    found = list(rows)
    marks = ticks(0, max((number for _label, number in found), default=0) or 1)
    high, step = HEIGHT, WIDTH / max(len(found), 1)
    drawn = [_rule(AROUND + high * (1 - mark / marks[-1]), _number(mark)) for mark in marks]
    for place, (label, number) in enumerate(found):
        tall, left = high * number / marks[-1], LEFT + step * place
        drawn.append(
            f'<rect x="{left + step * 0.1:.1f}" y="{AROUND + high - tall:.1f}" width="{step * 0.8:.1f}" '
            f'height="{tall:.1f}" fill="{ACCENT}"/>'
        )
        drawn.append(_text(left + step / 2, AROUND + high - tall - 5, _number(number), "middle", INK))
        drawn.append(_text(left + step / 2, AROUND + high + 20, label, "middle"))
    return _picture(LEFT + WIDTH + AROUND, AROUND + high + UNDER, _said(found), drawn)


def _picture(width: int, height: int, told: str, drawn: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family="{FONT}" font-size="12"><title>{escape(told)}</title>'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>{"".join(drawn)}</svg>'
    )


def _text(x: float, y: float, text: str, anchor: str, ink: str = SOFT) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{ink}">{escape(text)}</text>'


def _rule(y: float, text: str) -> str:
    line = f'<line x1="{LEFT}" y1="{y:.1f}" x2="{LEFT + WIDTH}" y2="{y:.1f}" stroke="{GRID}"/>'
    return line + _text(LEFT - 8, y + 4, text, "end")


def _path(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _said(rows: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"{label}: {_number(number)}" for label, number in rows)


def _number(value: float) -> str:
    """Short, with the decimal comma of both countries."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
