"""One reader for facts, whether typed on a command line or sent as JSON. It refuses rather than guesses."""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from lawbook.errors import Malformed
from lawbook.kinds import HalfDay, Range, SchoolYear

YES_NO = {"yes": True, "no": False, "true": True, "false": False}
FIRST_YEAR, LAST_YEAR = 1000, 2100
MOST_DIGITS = 15
T = TypeVar("T")
Reader = Callable[[object], Any]
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})")


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise Malformed("not_a_text", raw)
    return raw.strip()


def _date(raw: object) -> date:
    text = _text(raw)
    if not ISO_DATE.fullmatch(text):
        raise Malformed("not_a_date", text)
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Malformed("no_such_day", text) from None
    return _within(found, found.year, text)


def _moment(raw: object) -> datetime:
    text = _text(raw)
    if not ISO_MOMENT.fullmatch(text):
        raise Malformed("not_a_moment", text)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Malformed("no_such_day", text) from None
    return _within(found, found.year, text)


def _school_year(raw: object) -> SchoolYear:
    found = SchoolYear.parse(_text(raw))
    return _within(found, found.start, found.as_text())


def _within(found: T, year: int, text: str) -> T:
    """The fact, when its year can be counted with. Before that no law is known, and a rule says so."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Malformed("outside_the_years", text, first=FIRST_YEAR, last=LAST_YEAR)
    return found


def _int(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, (int, str)):
        raise Malformed("not_a_whole_number", raw)
    text = str(raw).strip()
    if not re.fullmatch(rf"-?[0-9]{{1,{MOST_DIGITS}}}", text):
        raise Malformed("not_a_whole_number", text)
    return int(text)


def _decimal(raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str, Decimal)):
        raise Malformed("not_a_number", raw)
    try:
        found = Decimal(str(raw).strip())
    except InvalidOperation:
        raise Malformed("not_a_number", raw) from None
    if not found.is_finite() or abs(found.adjusted()) > MOST_DIGITS or len(found.as_tuple().digits) > MOST_DIGITS:
        raise Malformed("not_a_number", raw)
    return found


def _bool(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    found = YES_NO.get(_text(raw))
    if found is None:
        raise Malformed("neither_yes_nor_no", raw)
    return found


def _object(raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise Malformed("not_an_object", raw)
    return raw


def _half_day(raw: object) -> HalfDay:
    text = _text(raw)
    _date(text.partition("/")[0])
    return HalfDay.parse(text)


def _range(raw: object) -> Range:
    text = _text(raw)
    for end in text.split(".."):
        _date(end)
    return Range.parse(text)


SCALARS: dict[Any, tuple[str, Callable[[object], Any]]] = {
    date: ("date", _date),
    datetime: ("moment", _moment),
    int: ("number", _int),
    Decimal: ("decimal", _decimal),
    bool: ("yes_no", _bool),
    str: ("text", _text),
    HalfDay: ("half_day", _half_day),
    SchoolYear: ("school_year", _school_year),
    Range: ("days", _range),
}


def _arms(kind: Any) -> tuple[Any, ...]:
    """The types a fact may be of, without None: one, but for a number that may also be yes, no or a list."""
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(one for one in get_args(kind) if one is not type(None))
    return (kind,)


def _bare(kind: Any) -> Any:
    """The type itself where it may also be None; the first where it may be several."""
    return _arms(kind)[0]


def choices(kind: Any) -> tuple[str, ...]:
    """The words of a Literal type; none for any other."""
    bare = _bare(kind)
    return tuple(get_args(bare)) if get_origin(bare) is Literal else ()


def shape(kind: Any) -> str:
    """The type in one word: date, moment, number, decimal, yes_no, text, half_day, school_year, days, choice,
    object, `list of …`, or the parts of a pair joined by a colon."""
    bare = _bare(kind)
    if bare in SCALARS:
        return SCALARS[bare][0]
    if get_origin(bare) is Literal:
        return "choice"
    if get_origin(bare) is tuple:
        parts = get_args(bare)
        return f"list of {shape(parts[0])}" if parts[-1] is Ellipsis else ":".join(shape(one) for one in parts)
    return "object"


def parse(raw: object, kind: Any) -> Any:
    """The typed value of a fact, of the first type it fits. Raises Malformed with what is wrong with the last."""
    return reader(kind)(raw)


@cache
def reader(kind: Any) -> Reader:
    """What reads facts of a type; made once, because a plan of staff has hundreds of parts."""
    arms = _arms(kind)
    if len(arms) > 1:
        return _first_that_fits(tuple(reader(one) for one in arms))
    (bare,) = arms
    if bare in SCALARS:
        return SCALARS[bare][1]
    if get_origin(bare) is Literal:
        return _word(get_args(bare))
    if get_origin(bare) is tuple:
        parts = get_args(bare)
        return _list(parts[0]) if parts[-1] is Ellipsis else _pair(tuple(reader(one) for one in parts))
    return _record(bare) if hasattr(bare, "_fields") else _object


def _first_that_fits(readers: tuple[Reader, ...]) -> Reader:
    def read(raw: object) -> Any:
        for one in readers[:-1]:
            try:
                return one(raw)
            except Malformed:
                continue
        return readers[-1](raw)

    return read


def _word(words: tuple[str, ...]) -> Reader:
    def read(raw: object) -> Any:
        if raw not in words:
            raise Malformed("none_of_these", raw, choices=", ".join(words))
        return raw

    return read


def _list(kind: Any) -> Reader:
    """A list; where its parts are objects, what is wrong names the place of the part, from 0."""
    one, placed = reader(kind), hasattr(kind, "_fields") and kind not in SCALARS

    def read(raw: object) -> tuple[Any, ...]:
        if isinstance(raw, str):
            raw = [part for part in raw.split(",") if part.strip()]
        if not isinstance(raw, (list, tuple)):
            raise Malformed("not_a_list", raw)
        if not placed:
            return tuple(one(part) for part in raw)
        return tuple(_placed(one, part, position) for position, part in enumerate(raw))

    return read


def _pair(readers: tuple[Reader, ...]) -> Reader:
    def read(raw: object) -> tuple[Any, ...]:
        if isinstance(raw, str):
            raw = raw.strip().split(":")
        if isinstance(raw, dict):
            raw = list(raw.values())
        if not isinstance(raw, (list, tuple)) or len(raw) != len(readers):
            raise Malformed("not_so_many_parts", raw, parts=len(readers))
        return tuple(one(part) for part, one in zip(raw, readers, strict=True))

    return read


def _record(kind: Any) -> Reader:
    """A named tuple from an object with its fields; a field with a default may be missing."""
    readers = {name: reader(one) for name, one in get_type_hints(kind).items()}
    required = frozenset(readers) - frozenset(kind._field_defaults)

    def read(raw: object) -> Any:
        given = _object(raw)
        if not given.keys() <= readers.keys():
            unknown = next(name for name in given if name not in readers)
            raise Malformed("no_such_part", unknown, names=", ".join(readers))
        if not required <= given.keys():
            raise Malformed("part_is_missing", next(name for name in readers if name in required - given.keys()))
        return kind(**{name: _placed(readers[name], part, name) for name, part in given.items()})

    return read


def _placed(read: Reader, raw: object, place: object) -> Any:
    """Read a part; what is wrong with it names its place."""
    try:
        return read(raw)
    except Malformed as wrong:
        wrong.facts["given"] = f"{place}: {wrong.facts['given']}"
        raise
