"""What a class's page sends: the whole form, or single taps as JSON. Both become changes of half days (ATT-1)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, time
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext

from driehoek.schools.queries import SchoolCalendar

from .actions import Change
from .late import late_at, wrong_hour
from .models import Absence
from .rows import Row

State = Absence.State
STATES = frozenset(State.values)


class BadTap(ValueError):
    """A tap that names a pupil, half day, state, reason or time that does not exist here."""


class Sheet(NamedTuple):
    """What the page is about: its children, day and half days, the time of now, and the reasons a teacher may give.

    `now`: the school's own clock, whatever clock and time zone a device has; none on another day.
    """

    pupils: dict[UUID, Row]
    day: date
    parts: Collection[str]
    now: time | None
    offered: Collection[str]
    calendar: SchoolCalendar
    confirmable: Collection[str]  # the half days of which somebody can say by now who is there

    def hour(self, part: str, told: str, tapped: str = "") -> time | None:
        """When a late child came in: as somebody typed it, else when it was tapped, else now, as far as that can be.

        None: nobody knows the hour, as of a morning that is put right in the afternoon. Raises BadTap for a typed hour
        at which nobody can come in late.
        """
        at = late_at(told)
        if at is None:
            at = late_at(tapped) or self.now
            return at if at and not wrong_hour(self.calendar, self.day, part, at, self.now) else None
        if why := wrong_hour(self.calendar, self.day, part, at, self.now):
            raise BadTap(why)
        return at


class Seen(NamedTuple):
    """What stood on the teacher's screen before the form was sent."""

    version: int
    state: str
    at: str


class Refused(NamedTuple):
    """One tap that cannot be kept, and why; the others are."""

    pupil: str
    part: str
    error: str


class Taps(NamedTuple):
    changes: list[Change]
    confirm: list[str]
    refused: list[Refused]


def from_form(post: Mapping[str, str], sheet: Sheet) -> Taps:
    """The half days that differ from what the teacher saw; the others say nothing and overwrite nothing."""
    taps = Taps([], [], [])
    for pk in sheet.pupils:
        for part in sheet.parts:
            try:
                taps.changes.extend(_from_fields(post, sheet, pk, part))
            except BadTap as wrong:
                taps.refused.append(Refused(pk.hex, part, str(wrong)))
    return taps


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
            values["arrived_at"] = sheet.hour(part, told)
    if state != seen.state or values:
        yield Change(pk, sheet.day, part, state, seen.version, values, sure=f"sure-{field}" in post)


def _seen(text: str) -> Seen | None:
    version, _, rest = text.partition(" ")
    state, _, at = rest.partition(" ")
    return Seen(int(version), state, at) if version.isdecimal() else None


def from_taps(sent: object, sheet: Sheet) -> Taps:
    """Taps as the page's script sends them: the good ones, and those that are refused, each with a sentence.

    `today`: the page was opened as that of today; a tap of another day on it was not meant for this day. Raises BadTap
    where it is no list of taps at all.
    """
    if not isinstance(sent, dict) or not isinstance(sent.get("changes", []), list):
        raise BadTap(gettext("This is not a list of half days."))
    taps = Taps([], [str(part) for part in sent.get("confirm", []) if part in sheet.confirmable], [])
    for one in sent.get("changes", []):
        try:
            taps.changes.append(_tap(one, sheet, was_today=bool(sent.get("today"))))
        except BadTap as wrong:
            taps.refused.append(Refused(*_place(one), str(wrong)))
    return taps


def _place(one: Any) -> tuple[str, str]:
    known = one if isinstance(one, dict) else {}
    return str(known.get("pupil", "")), str(known.get("part", ""))


def _tap(one: Any, sheet: Sheet, *, was_today: bool) -> Change:
    try:
        pk, part, state, version = UUID(hex=one["pupil"]), one["part"], one["state"], int(one["version"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadTap(gettext("A half day is not complete.")) from None
    if was_today and one.get("tapped") not in {None, sheet.day.isoformat()}:
        raise BadTap(gettext("Not saved: this was tapped on a page of an earlier day."))
    if pk not in sheet.pupils:
        raise BadTap(gettext("This child is not in this class on this day."))
    if part not in sheet.parts or state not in STATES:
        raise BadTap(gettext("There are no lessons on this half day."))
    values: dict[str, Any] = {}
    if state == State.LATE:
        values["arrived_at"] = sheet.hour(part, str(one.get("at") or ""), str(one.get("now") or ""))
    if state == State.ABSENT and one.get("reason"):
        if one["reason"] not in sheet.offered:
            raise BadTap(gettext("This reason goes through the office."))
        values["reason"] = one["reason"]
    return Change(pk, sheet.day, part, state, version, values, sure=one.get("sure") is True)
