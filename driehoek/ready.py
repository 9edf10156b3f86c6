"""Hot statements: a queryset becomes SQL once per process, and each call then sends only its values.

Django takes about four times as long to put the SQL of a small queryset together as a database takes to answer it, and
a page asks for ten of them. The queryset stays the one place that says what is read; here its SQL is kept. `upsert`
does the same for rows to be written.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

# Values nobody asks for, that show where in the statement each argument of its kind has come to stand.
MARKS: dict[type, Callable[[int], Any]] = {
    UUID: lambda n: UUID(int=2**127 + n),
    datetime: lambda n: datetime.fromtimestamp(2**37 + n, UTC),
    date: lambda n: date.fromordinal(3_600_000 + n),
    str: lambda n: f"\x1fmark {n}\x1f",
    int: lambda n: 32_000 + n,  # the smallest columns hold no more
}


def as_sent(value: Any) -> Any:
    """A value as this database takes it in a statement."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, dict):
        return json.dumps(value)
    if connection.vendor == "postgresql":
        return value
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.isoformat() if isinstance(value, (date, time)) else value


class Ready:
    """A `values_list` queryset by its arguments: ids, days, moments, words, numbers, or collections of them.

    Only values may differ between two calls. An argument that decides which filters there are is not one: that asks
    for a `Ready` of its own.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._made: dict[tuple[int | None, ...], Statement] = {}

    def __call__(self, *arguments: Any) -> list[tuple[Any, ...]]:
        listed = [None if isinstance(one, MARKED) else tuple(one) for one in arguments]
        if () in listed:
            return []  # nothing is in an empty collection
        shape = tuple(None if many is None else len(many) for many in listed)
        statement = self._made.get(shape)
        if statement is None:
            statement = self._made[shape] = Statement(self._build, arguments)
        values = [many or (one,) for one, many in zip(arguments, listed, strict=True)]
        return statement.rows([as_sent(one) for one in chain.from_iterable(values)])


MARKED = tuple(MARKS)


class Statement:
    """The SQL of a queryset with the places of its values."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], arguments: Sequence[Any]) -> None:
        marks: list[Any] = []
        query = build(*(_marked(one, marks) for one in arguments)).query
        compiler = query.get_compiler(connection=connection)
        self.sql, params = compiler.as_sql()
        self._compiler = compiler
        self._converters = compiler.get_converters([one[0] for one in compiler.select])
        sent = [as_sent(mark) for mark in marks]
        # Per parameter: which of the values stands there, or the constant.
        self._places = [(sent.index(one), None) if one in sent else (None, one) for one in params]
        if {place for place, _ in self._places} - {None} != set(range(len(sent))):
            raise ValueError(f"a value does not reach the statement as it is: {self.sql}")

    def rows(self, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        params = [constant if place is None else values[place] for place, constant in self._places]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        if not self._converters:
            return found  # type: ignore[no-any-return]  # rows of tuples
        converted: Iterator[list[Any]] = self._compiler.apply_converters(found, self._converters)
        return [tuple(row) for row in converted]


def _marked(argument: Any, marks: list[Any]) -> Any:
    """The argument with marks in place of its values, each written down in its place."""
    if not isinstance(argument, MARKED):
        return [_marked(one, marks) for one in argument]
    mark = next(make for kind, make in MARKS.items() if isinstance(argument, kind))(len(marks))
    marks.append(mark)
    return mark


Names = tuple[str, ...]


def upsert(model: type[Model], columns: Names, rows: Sequence[Sequence[Any]], *, unique: Names, renew: Names) -> None:
    """Insert rows given as values of `columns` in one statement; of a row that is there (`unique`) renew those columns.

    The names are the attributes of the model; a column without a default in the database must be among them.
    """
    sent = [[as_sent(value) for value in row] for row in rows]
    statement = _upserting(connection.vendor, model, columns, unique, renew)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(statement, [list(column) for column in zip(*sent, strict=True)])
        else:
            cursor.executemany(statement, sent)


@lru_cache(maxsize=32)
def _upserting(vendor: str, model: type[Model], columns: Names, unique: Names, renew: Names) -> str:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    quoted = {name: connection.ops.quote_name(fields[name].column or name) for name in columns}
    if vendor == "postgresql":
        kinds = [(fields[name].rel_db_type(connection) or "").partition("(")[0] for name in columns]
        lists = ", ".join(f"%s::{kind}[]" for kind in kinds)
        values = f"SELECT * FROM unnest({lists})"  # noqa: S608  # kinds of our own columns
    else:
        values = f"VALUES ({', '.join(['%s'] * len(columns))})"
    changes = ", ".join(f"{quoted[name]} = excluded.{quoted[name]}" for name in renew)
    return (
        f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(quoted.values())}) {values} "
        f"ON CONFLICT ({', '.join(quoted[name] for name in unique)}) DO UPDATE SET {changes}"
    )
