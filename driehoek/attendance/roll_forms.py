"""What a class's page sends: the whole form, or single taps as JSON. Both become changes of half days (ATT-1)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, time
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext

from .actions import Change, late_at
from .models import Absence
from .queries import Row

State = Absence.State
STATES = frozenset(State.values)


class BadTap(ValueError):
    """A tap that names a pupil, half day, state, reason or time that does not exist here."""


class Sheet(NamedTuple):
    """What the page is about: its children, day and half days, the time of now, and the reasons a teacher may give."""

    pupils: dict[UUID, Row]
    day: date
    parts: Collection[str]
    now: time | None
    offered: Collection[str]


class Seen(NamedTuple):
    """What stood on the teacher's screen before the form was sent."""

    version: int
    state: str
    at: str


class Taps(NamedTuple):
    changes: list[Change]
    confirm: list[str]


def from_form(post: Mapping[str, str], sheet: Sheet) -> list[Change]:
    """The half days that differ from what the teacher saw; the others say nothing and overwrite nothing."""
    return [change for pk in sheet.pupils for part in sheet.parts for change in _from_fields(post, sheet, pk, part)]


def _from_fields(post: Mapping[str, str], sheet: Sheet, pk: UUID, part: str) -> Iterator[Change]:
    field = f"{part}-{pk.hex}"
    state, seen = post.get(field, ""), _seen(post.get(f"seen-{field}", ""))
    if state not in STATES or seen is None:
        return
    values: dict[str, Any] = {}
    reason = post.get(f"reason-{pk.hex}", "")
    if state == State.ABSENT and reason in sheet.offered and reason != post.get(f"was-{pk.hex}"):
        values["reason"] = reason
    if state == State.LATE:
        told = post.get(f"at-{field}", "")
        if told != seen.at or state != seen.state:
            values["arrived_at"] = late_at(told) or sheet.now
    if state != seen.state or values:
        yield Change(pk, sheet.day, part, state, seen.version, values)


def _seen(text: str) -> Seen | None:
    version, _, rest = text.partition(" ")
    state, _, at = rest.partition(" ")
    return Seen(int(version), state, at) if version.isdecimal() else None


def from_taps(sent: object, sheet: Sheet) -> Taps:
    """Taps as the page's script sends them. Raises BadTap with a sentence; then nothing is written."""
    if not isinstance(sent, dict) or not isinstance(sent.get("changes", []), list):
        raise BadTap(gettext("This is not a list of half days."))
    changes = [_tap(one, sheet) for one in sent.get("changes", [])]
    confirm = [str(part) for part in sent.get("confirm", []) if part in sheet.parts]
    return Taps(changes, confirm)


def _tap(one: Any, sheet: Sheet) -> Change:
    try:
        pk, part, state, version = UUID(hex=one["pupil"]), one["part"], one["state"], int(one["version"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadTap(gettext("A half day is not complete.")) from None
    if pk not in sheet.pupils:
        raise BadTap(gettext("This child is not in this class on this day."))
    if part not in sheet.parts or state not in STATES:
        raise BadTap(gettext("There are no lessons on this half day."))
    values: dict[str, Any] = {}
    if state == State.LATE:
        values["arrived_at"] = late_at(str(one.get("at") or "")) or sheet.now
    if state == State.ABSENT and one.get("reason"):
        if one["reason"] not in sheet.offered:
            raise BadTap(gettext("This reason goes through the office."))
        values["reason"] = one["reason"]
    return Change(pk, sheet.day, part, state, version, values)
