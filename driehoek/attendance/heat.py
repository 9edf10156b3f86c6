"""Pictures of a school year as SVG: squares for half days, bars for months. A table says the same in words."""

from collections.abc import Iterator
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from driehoek.kit.days import WEEK, monday_of, shifted, span
from driehoek.web.dates import short_date, short_month
from lawbook.kinds import HalfDay

from .figures import ILL, JUSTIFIED, LATE, OPEN, PROBLEMATIC, Bar, Year

SIDE, STEP, TOP = 8, 10, 12
WIDE = 360  # pixels of the column beside a file
ROWS = [(weekday, part) for weekday in range(5) for part in ("am", "pm")]


def names(jurisdiction: str) -> dict[str, str]:
    """The kinds in words, for the legend and the table."""
    unjustified = gettext("unauthorised") if jurisdiction == "nl" else gettext("problematic")
    return {
        ILL: gettext("ill"),
        JUSTIFIED: gettext("justified"),
        PROBLEMATIC: unjustified,
        OPEN: gettext("reason unknown"),
        LATE: gettext("late"),
    }


def heat(year: Year, on: date, label: str) -> SafeString:
    """A year as weeks from left to right; ten squares a week, morning and afternoon of five days."""
    said, squares = names(year.ground.school.jurisdiction), []
    weeks = list(span(monday_of(year.first), min(year.last, on)))[::WEEK]
    for column, monday in enumerate(weeks):
        squares += list(_week(year, monday, column * STEP, on, said))
    width, height = len(weeks) * STEP, TOP + len(ROWS) * STEP
    scale = min(2.0, max(1.0, WIDE / width))  # the first weeks of a year are drawn larger than a whole one
    return mark_safe(  # noqa: S308  # numbers and our own words; the label is escaped
        f'<svg width="{width * scale:.0f}" height="{height * scale:.0f}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(label)}">{"".join(squares)}</svg>'
    )


def _week(year: Year, start: date, x: int, on: date, said: dict[str, str]) -> Iterator[str]:
    if start.day <= 7:
        yield f'<text x="{x}" y="9">{escape(short_month(start))}</text>'
    for row, (weekday, part) in enumerate(ROWS):
        day = shifted(start, weekday)
        if year.first <= day <= min(year.last, on):
            yield _square(year, HalfDay(day, part), x, TOP + row * STEP, said)


def _square(year: Year, half_day: HalfDay, x: int, y: int, said: dict[str, str]) -> str:
    kind, away = year.kinds.get(half_day, ""), year.many[half_day]
    look, title, more = kind, said.get(kind, ""), ""
    if half_day.part not in year.ground.calendar.parts(half_day.date):
        look = "v"
    elif away:
        look, title = ILL, gettext("%(count)d away") % {"count": away}
        more = f' fill-opacity="{min(1, 0.25 + away / 8):.2f}"'
    told = f"<title>{escape(short_date(half_day.date))}: {escape(title)}</title>" if title else ""
    return f'<rect class="{look}" x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" rx="1.5"{more}>{told}</rect>'


def bars(found: list[Bar], label: str) -> SafeString:
    """Bars with their number above and their word below; the highest fills the height."""
    wide, high = 44, 70
    most = max((bar.number for bar in found), default=0) or 1
    drawn = []
    for place, bar in enumerate(found):
        tall = round(high * bar.number / most)
        drawn.append(
            f'<rect x="{place * wide + 8}" y="{14 + high - tall}" width="28" height="{tall}"/>'
            f'<text x="{place * wide + 22}" y="{10 + high - tall}" text-anchor="middle">{bar.number}</text>'
            f'<text x="{place * wide + 22}" y="{high + 28}" text-anchor="middle">{escape(bar.label)}</text>'
        )
    width, height = len(found) * wide, high + 34
    told = escape(label + ": " + ", ".join(f"{bar.label} {bar.number}" for bar in found))
    return mark_safe(  # noqa: S308  # numbers and our own words, escaped
        f'<svg class="bars" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{told}">{"".join(drawn)}</svg>'
    )
