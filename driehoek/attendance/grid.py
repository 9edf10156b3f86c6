"""The list of a class as HTML, by one function: a template with an include per cell costs twelve times as much.

Everything that comes from people goes through `escape`; the rest is ours. Without a script it is a plain form:
each half day is three radio buttons, with what the teacher saw beside it.
"""

from functools import lru_cache
from html import escape
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

from driehoek.web.words import half_day, term

from . import reasons
from .models import Absence, Part
from .reasons import Reason
from .rows import PRESENT, Cell, Chip, Roll, Row

State = Absence.State
LOOK = {State.PRESENT: "p", State.LATE: "t", State.ABSENT: "a"}


class Words(NamedTuple):
    """What the grid says, looked up once a language and country: state → (key, name), the half days."""

    states: dict[str, tuple[str, str]]
    parts: dict[str, str]
    short: dict[str, str]
    late_at: str
    reason: str
    otherwise: str


@lru_cache(maxsize=8)
def words(_language: str, land: str) -> Words:
    return Words(
        states={
            State.PRESENT: (pgettext("key", "P"), gettext("Present")),
            State.LATE: (pgettext("key", "L"), gettext("Late")),
            State.ABSENT: (pgettext("key", "A"), gettext("Ill or absent")),
        },
        parts={part: half_day(part, land) for part in Part.values},
        short={Part.AM: term("short morning", land), Part.PM: term("short afternoon", land)},
        late_at=gettext("in at"),
        reason=gettext("Reason"),
        otherwise=gettext("otherwise than settled"),
    )


class Frame(NamedTuple):
    """What all children of a page share: the half days, the one of now, the words, and what may be chosen."""

    parts: tuple[str, ...]
    current: str
    said: Words
    options: str
    may_write: bool


def grid(roll: Roll, current: str, offered: list[Reason], *, may_write: bool, linked: bool) -> SafeString:
    """The whole class; `current` is the half day of now. `linked`: the reader opens files, so a name leads to one."""
    said = words(get_language() or "nl", roll.group.school.jurisdiction)
    frame = Frame(roll.parts, current, said, _options(offered), may_write)
    rows = [_child(row, frame, reverse("pupil", args=[row.id]) if linked else "") for row in roll.rows]
    return mark_safe("".join(rows))  # noqa: S308  # built here, every name and note escaped


def _child(row: Row, frame: Frame, address: str) -> str:
    pk, name = row.id.hex, escape(row.name)
    cells = {part: row.cells.get(part, PRESENT) for part in frame.parts}
    segments = "".join(_segment(pk, name, part, cell, frame) for part, cell in cells.items())
    below = "".join(_sure(f"{part}-{pk}", cell, frame) for part, cell in cells.items())
    below += "".join(_time(f"{part}-{pk}", name, part, cell, frame) for part, cell in cells.items())
    reason = _reason(pk, name, list(cells.values()), frame) if frame.may_write else ""
    shown = f'<a href="{address}">{name}</a>' if address else name
    return (
        f'<li class="kind" id="k{pk}" data-name="{name}">'
        f'<span class="av" aria-hidden="true">{escape(row.initials)}</span>'
        f'<div class="naam">{shown}<small id="s{pk}">{small(row)}</small>{below}{reason}</div>{segments}</li>'
    )


def small(row: Row) -> str:
    """What stands below a name: the chips, the reason as the school knows it, and who reported it."""
    found = [_chip(chip) for chip in row.chips]
    told = {_told(cell) for cell in row.cells.values() if cell.state == State.ABSENT or cell.planned}
    return " ".join([*found, *sorted(escape(one) for one in told if one)])


def _chip(chip: Chip) -> str:
    if chip.url:
        return f'<a class="chip {chip.tone}" href="{chip.url}">{escape(chip.text)}</a>'
    return f'<span class="chip {chip.tone}">{escape(chip.text)}</span>'


def _told(cell: Cell) -> str:
    reason = "" if cell.reason == reasons.UNKNOWN else reasons.spoken(cell.reason)
    if cell.planned:
        hours = f", {cell.note}" if cell.state == State.PRESENT and cell.note else ""
        return gettext("settled beforehand: %(reason)s") % {"reason": reason + hours}
    if not cell.reported_by:
        return reason
    told = gettext("reported by %(who)s") % {"who": cell.reported_by}
    at = f", {timezone.localtime(cell.reported_at):%H:%M}" if cell.reported_at else ""
    return f"{reason}, {told}{at}" if reason else f"{told}{at}"


def _segment(pk: str, name: str, part: str, cell: Cell, frame: Frame) -> str:
    field, off, said = f"{part}-{pk}", "" if frame.may_write else " disabled", frame.said
    buttons = []
    for state, (key, whole) in said.states.items():
        on = " checked" if state == cell.state else ""
        buttons.append(
            f'<label class="{LOOK[State(state)]}"><input type="radio" name="{field}" value="{state}"{on}{off} '
            f'aria-label="{whole}"><span><b>{key}</b></span></label>'
        )
    seen = f'<input type="hidden" name="seen-{field}" value="{cell.version} {cell.state} {_minute(cell)}">'
    return (
        f'<div class="half {part}{" now" if part == frame.current else ""}">'
        f'<span class="which" aria-hidden="true">{said.short[part]}</span>'
        f'<div class="seg" role="radiogroup" data-part="{part}" '
        f'data-pupil="{pk}" data-version="{cell.version}" aria-label="{name}, {said.parts[part]}">'
        f"{''.join(buttons)}</div>{seen if frame.may_write else ''}</div>"
    )


def _minute(cell: Cell) -> str:
    return f"{cell.at:%H:%M}" if cell.at else ""


def _sure(field: str, cell: Cell, frame: Frame) -> str:
    """Without a script: the tick that says a half day is otherwise than was settled beforehand."""
    if not (cell.is_planned_away and frame.may_write):
        return ""
    said = f"{frame.said.otherwise} ({frame.said.short[Part(field[:2])]})"
    return f'<label class="plain"><input type="checkbox" name="sure-{field}"> {said}</label>'


def _time(field: str, name: str, part: str, cell: Cell, frame: Frame) -> str:
    """At what time a late child came in, to be corrected below its name."""
    if cell.state != State.LATE:
        return ""
    said, off = frame.said, "" if frame.may_write else " disabled"
    return (
        f'<label class="at" data-part="{part}"><span>{said.short[part]}</span> <input type="time" name="at-{field}" '
        f'value="{_minute(cell)}" aria-label="{name}, {said.parts[part]}, {said.late_at}"{off}></label>'
    )


def _reason(pk: str, name: str, cells: list[Cell], frame: Frame) -> str:
    """The choice of a reason, for a child who is absent; the script shows it when a child is set absent."""
    absent = [cell for cell in cells if cell.state == State.ABSENT]
    if not absent:
        return ""
    chosen = absent[0].reason
    marked = frame.options.replace(f'value="{chosen}"', f'value="{chosen}" selected', 1)
    if marked == frame.options and chosen != reasons.UNKNOWN:
        return ""  # a reason that the office gave, with its document: not changed at the door
    return (
        f'<select class="reason" name="reason-{pk}" aria-label="{frame.said.reason}: {name}">{marked}</select>'
        f'<input type="hidden" name="was-{pk}" value="{chosen}">'
    )


def _options(offered: list[Reason]) -> str:
    return "".join(f'<option value="{one.code}">{escape(reasons.spoken(one.code))}</option>' for one in offered)


def pupil_of(field: str) -> UUID:
    """The pupil a field of the form is about. Raises ValueError."""
    return UUID(hex=field)
