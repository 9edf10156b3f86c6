"""The timeline of a case as SVG: what happened, each term with the days that count and those that do not, today.

Only shapes and classes, no styles: the sheet `procedures.css` colours it. The table below the picture says the same.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from driehoek.kit.days import shifted, span
from driehoek.web.dates import compact_date
from lawbook.days import Count

from .definition import Definition
from .engine import Deadline, Progress

ROW, TOP, LEFT, RIGHT = 34, 46, 14, 14
WIDEST, NARROWEST, PAGE = 26.0, 1.6, 610.0  # a case fits the column of its page, and today with it
READABLE = 640.0  # room for the names beside a short case
LONGEST = 400  # days that are drawn; a case that runs for years shows its last ones


class Scale:
    """Days to places on the picture."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.days = (last - first).days + 1
        self.step = min(WIDEST, max(NARROWEST, PAGE / self.days))
        self.width = max(LEFT + RIGHT + self.step * self.days, READABLE)

    def x(self, day: date) -> float:
        return round(LEFT + self.step * (day - self.first).days, 1)

    def middle(self, day: date) -> float:
        return round(self.x(day) + self.step / 2, 1)

    def shows(self, day: date) -> bool:
        return self.first <= day <= self.last


def drawn(where: Progress, definition: Definition, today: date, opened_on: date) -> SafeString:
    """The picture of a case, or nothing while nothing happened and nothing is due."""
    terms = [one for one in where.deadlines if one.kind != "earliest" or one.mark == "ahead"]
    days = [opened_on, *(one.on for one in where.done), *(one.day for one in terms)]
    if (today - min(days)).days < LONGEST:
        days.append(today)  # of a case of years ago the case is shown, not the years since
    last = max(days)
    scale = Scale(max(min(days), shifted(last, -LONGEST)), last)
    height = TOP + ROW * (len(terms) + 1) + 20
    return format_html(
        '<svg class="timeline" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-labelledby="tl-t tl-d">'
        '<title id="tl-t">{}</title><desc id="tl-d">{}</desc>{}{}{}{}</svg>',
        round(scale.width, 1),
        height,
        round(scale.width),
        height,
        _("Timeline of this case"),
        _said(where),
        format_html_join("", "{}", ((one,) for one in _months(scale, height))),
        _events(where, definition, scale),
        format_html_join("", "{}", ((_term(one, scale, TOP + ROW * (row + 1)),) for row, one in enumerate(terms))),
        _today(today, scale, height),
    )


def _said(where: Progress) -> str:
    return _("%(done)d events happened; %(due)d last days are still to come. The table below has them all.") % {
        "done": len(where.done),
        "due": len(where.due),
    }


def _months(scale: Scale, height: int) -> Iterator[SafeString]:
    """A line at each first of a month, or at each first of a quarter where months stand too close."""
    for day in span(scale.first, scale.last):
        if day == scale.first or (day.day == 1 and (scale.step > 4 or day.month % 3 == 1)):
            x = scale.x(day)
            yield format_html(
                '<line class="tl-month" x1="{}" y1="24" x2="{}" y2="{}"/><text class="tl-date" x="{}" y="18">{}</text>',
                x,
                x,
                height,
                x + 2,
                compact_date(day),
            )


def _events(where: Progress, definition: Definition, scale: Scale) -> SafeString:
    y = TOP
    line = format_html(
        '<line class="tl-line" x1="{}" y1="{}" x2="{}" y2="{}"/>', LEFT, y, round(scale.width - RIGHT, 1), y
    )
    dots = format_html_join(
        "",
        '<circle class="tl-event" cx="{}" cy="{}" r="6"><title>{}</title></circle>',
        (
            (scale.middle(one.on), y, f"{compact_date(one.on)}: {definition.step(one.step).title}")
            for one in where.done
            if scale.shows(one.on)
        ),
    )
    return format_html("{}{}", line, dots)


def _term(one: Deadline, scale: Scale, y: int) -> SafeString:
    """A row: the days of the count as cells, its last day, and its name with the day."""
    cells = format_html_join("", "{}", ((cell,) for cell in _cells(one.outcome.days, scale, y)))
    mark = (
        format_html(
            '<rect class="tl-last {}" x="{}" y="{}" width="{}" height="16" rx="2"/>',
            one.mark,
            scale.x(one.day),
            y - 8,
            max(scale.step - 1, 3),
        )
        if scale.shows(one.day)
        else ""
    )
    told = f"{one.title}: {compact_date(one.day)}"
    wide = 6.4 * len(told)  # as wide as the words are about
    x = min(scale.x(max(one.day, scale.first)) + scale.step + 4, scale.width - wide)
    return format_html(
        '{}{}<text class="tl-name {}" x="{}" y="{}">{}</text>', cells, mark, one.mark, max(round(x, 1), 2), y - 12, told
    )


def _cells(counts: Sequence[Count], scale: Scale, y: int) -> Iterator[SafeString]:
    for count in counts:
        for row in count.days:
            day: Any = row["date"]
            if scale.shows(day):
                yield format_html(
                    '<rect class="tl-day {}" x="{}" y="{}" width="{}" height="12"/>',
                    "counted" if row["counted"] else "skipped",
                    scale.x(day),
                    y - 6,
                    max(round(scale.step - 1, 1), 1.5),
                )


def _today(today: date, scale: Scale, height: int) -> SafeString:
    if not scale.shows(today):
        return SafeString("")
    x = scale.middle(today)
    return format_html(
        '<line class="tl-today" x1="{}" y1="24" x2="{}" y2="{}"/><text class="tl-now" x="{}" y="{}">{}</text>',
        x,
        x,
        height,
        min(x + 3, scale.width - 60),
        height - 4,
        _("today"),
    )
