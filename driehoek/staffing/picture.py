"""The bar picture of a plan: weight used per office, and all of it against what is available. One drawing, no script.

Colour is never alone: what rests on an inferred weight is hatched, and each bar has its number beside it.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from driehoek.staffing.figures import figure

WIDTH, BAR, ROW = 320, 270, 34  # units of the drawing; text stands at its own size


class Bar(NamedTuple):
    """One bar: `look` is part, inferred, total or over."""

    label: str
    used: Decimal
    look: str


def bars(rows: Sequence[Bar], used: Decimal, available: Decimal, number: str) -> SafeString:
    """`number`: an id that is unique on the page, for the pattern."""
    most = max([used, available, *(row.used for row in rows), Decimal(1)])
    top = len(rows) * ROW
    total = Bar(_("together"), used, "total" if used <= available else "over")
    drawn = [_row(row, place * ROW, most, number) for place, row in enumerate(rows)]
    return format_html(
        '<svg class="bars" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">'
        '<defs><pattern id="inferred-{number}" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="under" width="6" height="6"/><rect class="stripe" width="3" '
        'height="6"/></pattern></defs>{drawn}{total}{limit}</svg>',
        width=WIDTH,
        height=top + ROW * 2,
        number=number,
        drawn=mark_safe("".join(drawn)),  # noqa: S308  # made below
        title=_("Weight used %(used)s of %(available)s available, by office")
        % {"used": figure(used), "available": figure(available)},
        total=_row(total, top + 4, most, number),
        limit=_limit(available, top + 4, most),
    )


def _row(row: Bar, top: int, most: Decimal, number: str) -> SafeString:
    wide = _wide(row.used, most)
    fill = format_html(' fill="url(#inferred-{})"', number) if row.look == "inferred" else ""
    return format_html(
        '<text x="0" y="{}">{}</text><rect class="{}" x="0" y="{}" width="{}" height="12"{}/>'
        '<text x="{}" y="{}">{}</text>',
        top + 11,
        row.label,
        row.look,
        top + 16,
        wide,
        fill,
        wide + 6,
        top + 27,
        figure(row.used),
    )


def _limit(available: Decimal, top: int, most: Decimal) -> SafeString:
    """The line of what is available, with its number below the bar of all offices together."""
    at = _wide(available, most)
    return format_html(
        '<path class="limit" d="M{} {}v30"/><text x="{}" y="{}" text-anchor="end">{} {}</text>',
        at,
        top + 8,
        max(at, 90),
        top + 44,
        _("available"),
        figure(available),
    )


def _wide(amount: Decimal, most: Decimal) -> int:
    return round(BAR * max(amount, Decimal(0)) / most)
