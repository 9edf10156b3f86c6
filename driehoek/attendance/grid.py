"""The list of a class as HTML, by one function: a template with an include per cell costs twelve times as much.

Everything that comes from people goes through `escape`; the rest is ours. Without a script it is a plain form:
each half day is three radio buttons, with what the teacher saw beside it.
"""

from functools import lru_cache
from html import escape
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

from . import reasons
from .models import Absence, Part
from .queries import PRESENT, Cell, Chip, Roll, Row
from .reasons import Reason

State = Absence.State
LOOK = {State.PRESENT: "p", State.LATE: "t", State.ABSENT: "a"}


class Words(NamedTuple):
    """What the grid says, looked up once a language: state → (key, short word, whole name), and the parts."""

    states: dict[str, tuple[str, str, str]]
    parts: dict[str, str]
    late_at: str
    reason: str
    otherwise: str


@lru_cache(maxsize=8)
def words(_language: str) -> Words:
    return Words(
        states={
            State.PRESENT: (pgettext("key", "P"), gettext("Present"), gettext("Present")),
            State.LATE: (pgettext("key", "L"), gettext("Late"), gettext("Late")),
            State.ABSENT: (pgettext("key", "A"), gettext("Absent"), gettext("Ill or absent")),
        },
        parts={Part.AM: gettext("morning"), Part.PM: gettext("afternoon")},
        late_at=gettext("came in at"),
        reason=gettext("Reason"),
        otherwise=gettext("otherwise than settled"),
    )


def grid(roll: Roll, current: str, offered: list[Reason], may_write: bool) -> SafeString:
    """The whole class; `current` is the half day of now, with words where the other one has letters."""
    said = words(get_language() or "nl")
    options = _options(offered)
    rows = [
        _child(row, parts=roll.parts, current=current, said=said, options=options, may_write=may_write)
        for row in roll.rows
    ]
    return mark_safe("".join(rows))  # noqa: S308  # built here, every name and note escaped


def _child(row: Row, *, parts: tuple[str, ...], current: str, said: Words, options: str, may_write: bool) -> str:
    pk, name = row.id.hex, escape(row.name)
    cells = [row.cells.get(part, PRESENT) for part in parts]
    segments = "".join(
        _segment(pk, name, part, cell, said=said, is_current=part == current, may_write=may_write)
        for part, cell in zip(parts, cells, strict=True)
    )
    reason = _reason(pk, name, cells, said, options) if may_write else ""
    return (
        f'<li class="kind" id="k{pk}" data-name="{name}">'
        f'<span class="av" aria-hidden="true">{escape(row.initials)}</span>'
        f'<div class="naam">{name}<small id="s{pk}">{small(row)}</small>{reason}</div>{segments}</li>'
    )


def small(row: Row) -> str:
    """What stands below a name: the chips, the reason as the school knows it, and who reported it."""
    found = [_chip(chip) for chip in row.chips]
    told = {_told(cell) for cell in row.cells.values() if cell.state == State.ABSENT or cell.planned}
    return " ".join([*found, *sorted(escape(one) for one in told if one)])


def _chip(chip: Chip) -> str:
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


def _segment(pk: str, name: str, part: str, cell: Cell, *, said: Words, is_current: bool, may_write: bool) -> str:
    field, off = f"{part}-{pk}", "" if may_write else " disabled"
    buttons = []
    for state, (key, word, whole) in said.states.items():
        on = " checked" if state == cell.state else ""
        at = f" {cell.at:%H:%M}" if cell.at and state == cell.state == State.LATE else ""
        buttons.append(
            f'<label class="{LOOK[State(state)]}"><input type="radio" name="{field}" value="{state}"{on}{off} '
            f'aria-label="{whole}{at}"><span><b>{key}</b><i>{word}</i><em>{at}</em></span></label>'
        )
    late = f"{cell.at:%H:%M}" if cell.at else ""
    time = (
        f'<input class="at" type="time" name="at-{field}" value="{late}" aria-label="{name} {said.late_at}"{off}>'
        if cell.state == State.LATE
        else ""
    )
    seen = f'<input type="hidden" name="seen-{field}" value="{cell.version} {cell.state} {late}">' if may_write else ""
    sure = (
        f'<label class="plain"><input type="checkbox" name="sure-{field}"> {said.otherwise}</label>'
        if cell.is_planned_away and may_write
        else ""
    )
    return (
        f'<div class="half {part}{" now" if is_current else ""}"><div class="seg" role="radiogroup" data-part="{part}" '
        f'data-pupil="{pk}" data-version="{cell.version}" aria-label="{name}, {said.parts[part]}">'
        f"{''.join(buttons)}</div>"
        f"{seen}{time}{sure}</div>"
    )


def _reason(pk: str, name: str, cells: list[Cell], said: Words, options: str) -> str:
    """The choice of a reason, for a child who is absent; the script shows it when a child is set absent."""
    absent = [cell for cell in cells if cell.state == State.ABSENT]
    if not absent:
        return ""
    chosen = absent[0].reason
    marked = options.replace(f'value="{chosen}"', f'value="{chosen}" selected', 1)
    if marked == options and chosen != reasons.UNKNOWN:
        return ""  # a reason that the office gave, with its document: not changed at the door
    return (
        f'<select class="reason" name="reason-{pk}" aria-label="{said.reason}: {name}">{marked}</select>'
        f'<input type="hidden" name="was-{pk}" value="{chosen}">'
    )


def _options(offered: list[Reason]) -> str:
    return "".join(f'<option value="{one.code}">{escape(reasons.spoken(one.code))}</option>' for one in offered)


def pupil_of(field: str) -> UUID:
    """The pupil a field of the form is about. Raises ValueError."""
    return UUID(hex=field)
