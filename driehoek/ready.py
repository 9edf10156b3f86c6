"""Hot statements: a queryset becomes SQL once per process, and each call then sends only its values.

Django takes about four times as long to put the SQL of a small queryset together as a database takes to answer it, and
a page asks for ten of them. The queryset stays the one place that says what is read; here its SQL is kept. Rows come
as `values_list` gives them, or as instances with what `select_related` names. `upsert` does the same for rows to be
written.
"""

import json
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from itertools import chain
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

from driehoek.kit.days import shifted

R = TypeVar("R")
YEAR_OF_MARKS = 9000  # a date in a statement from this year on was made of a mark
# Values nobody asks for, that show where in the statement each argument of its kind has come to stand.
MARKS: dict[type, Callable[[int], Any]] = {
    UUID: lambda n: UUID(int=2**127 + n),
    datetime: lambda n: datetime.fromtimestamp(2**37 + 2**36 + 2**34 + n, UTC),
    date: lambda n: shifted(date(YEAR_OF_MARKS, 1, 1), 312_000 + n),
    str: lambda n: f"\x1fmark {n}\x1f",
    int: lambda n: 32_000 + n,  # the smallest columns hold no more
}
MARKED = tuple(MARKS)
KEPT = 500  # statements of one queryset: enough for every size of a class


@cache
def _senders() -> dict[type, Callable[[Any], Any]]:
    """How this process's database takes a value of a type; a type that is not here goes as it is."""
    if connection.vendor == "postgresql":
        return {dict: json.dumps}
    return {
        dict: json.dumps,
        UUID: lambda value: value.hex,
        datetime: connection.ops.adapt_datetimefield_value,
        date: date.isoformat,
        time: time.isoformat,
    }


def as_sent(value: Any) -> Any:
    """A value as this database takes it in a statement."""
    send = _senders().get(type(value))
    return send(value) if send else value


class Ready(Generic[R]):
    """A queryset by its arguments: ids, days, moments, words, numbers, collections or named tuples, or an actor.

    Only values may differ between two calls. What decides which filters there are is told by the length of a
    collection, by True, False or None, or by the functions an actor holds (`Actor.parts`, `Actor.with_values`); each
    of those has a statement of its own. Every value must reach the statement, but for those of an actor.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, R]]) -> None:
        self._build = build
        self._made: dict[tuple[Hashable, ...], Statement[R]] = {}

    def __call__(self, *arguments: Any) -> list[R]:
        taken = [_taken(one) for one in arguments]
        shape = tuple(one[0] for one in taken)
        statement = self._made.get(shape)
        if statement is None:
            if len(self._made) >= KEPT:
                self._made.clear()
            statement = self._made[shape] = Statement(self._build, arguments)
        send = _senders()
        values = []
        for value in chain.from_iterable([one[1] for one in taken]):
            sender = send.get(type(value))
            values.append(sender(value) if sender else value)
        return statement.rows(values)


def _taken(argument: Any) -> tuple[Hashable, tuple[Any, ...]]:
    """What an argument decides of the statement, and its values."""
    if argument is None or isinstance(argument, bool):
        return argument, ()
    if isinstance(argument, MARKED):
        return "one", (argument,)
    if hasattr(argument, "parts"):
        return argument.parts()  # type: ignore[no-any-return]  # as Actor.parts says
    if hasattr(argument, "_fields"):
        taken = [_taken(one) for one in argument]
        return tuple(one[0] for one in taken), tuple(chain.from_iterable([one[1] for one in taken]))
    many = tuple(argument)
    return len(many), many


class Statement(Generic[R]):
    """The SQL of a queryset with the places of its values. Where nothing can be found there is none to ask."""

    def __init__(self, build: Callable[..., QuerySet[Any, R]], arguments: Sequence[Any]) -> None:
        marks: list[Any] = []
        must: set[int] = set()
        queryset = build(*(_marked(one, marks, must) for one in arguments))
        compiler = queryset.query.get_compiler(connection=connection)
        self.sql: str | None = None
        try:
            self.sql, params = compiler.as_sql()
        except EmptyResultSet:
            return
        sent = [as_sent(mark) for mark in marks]
        # Per parameter: which of the values stands there, or the constant.
        self._places = [(sent.index(one), None) if one in sent else (None, one) for one in params]
        constants = [one for place, one in self._places if place is None]
        if not must <= {place for place, _ in self._places} or any(map(_is_made, constants)):
            raise ValueError(f"a value does not reach the statement as it is: {self.sql}")
        converters = compiler.get_converters([one[0] for one in compiler.select])
        self._columns = [(place, _reader(*converters[place])) for place in converters]
        self._instances = None if queryset.query.has_select_fields else _maker(compiler)

    def rows(self, values: Sequence[Any]) -> list[R]:
        if self.sql is None:
            return []
        params = [constant if place is None else values[place] for place, constant in self._places]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found: list[Any] = cursor.fetchall()
        if self._columns and found:
            columns = list(zip(*found, strict=True))
            for place, read in self._columns:
                columns[place] = tuple(map(read, columns[place]))
            found = list(zip(*columns, strict=True))
        return self._instances(found) if self._instances else found


def _marked(argument: Any, marks: list[Any], must: set[int]) -> Any:
    """The argument with marks in place of its values, each written down in its place; those that `must` be found."""
    if argument is None or isinstance(argument, bool):
        return argument
    if isinstance(argument, MARKED):
        must.add(len(marks))
        return _mark(argument, marks)
    if hasattr(argument, "parts"):
        return argument.with_values([_mark(one, marks) for one in argument.parts()[1]])
    if hasattr(argument, "_fields"):
        return type(argument)(*(_marked(one, marks, must) for one in argument))
    return [_marked(one, marks, must) for one in argument]


def _mark(value: Any, marks: list[Any]) -> Any:
    mark = next(make for kind, make in MARKS.items() if isinstance(value, kind))(len(marks))
    marks.append(mark)
    return mark


def _is_made(constant: Any) -> bool:
    """Whether a constant of a statement was made of a marked day, which would then hold for every day asked."""
    if isinstance(constant, date):
        return constant.year >= YEAR_OF_MARKS
    return isinstance(constant, str) and constant[:4].isdecimal() and int(constant[:4]) >= YEAR_OF_MARKS


def _reader(converters: Iterable[Callable[..., Any]], expression: Any) -> Callable[[Any], Any]:
    """What makes a column's value of what the database sent. SQLite keeps ids as text: each is made once."""
    if list(converters) == [getattr(connection.ops, "convert_uuidfield_value", None)]:
        return _id

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, expression, connection)
        return value

    return read


@lru_cache(maxsize=8192)
def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def _maker(compiler: Any) -> Callable[[list[Any]], list[Any]]:
    """Instances out of rows, as iterating over the queryset would make them."""
    known, annotated = compiler.klass_info, compiler.annotation_col_map or {}
    first, last = known["select_fields"][0], known["select_fields"][-1] + 1
    names = [one[0].target.attname for one in compiler.select[first:last]]
    related = get_related_populators(known, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # the stubs know a later Django

    def instances(rows: list[Any]) -> list[Any]:
        made = []
        for row in rows:
            instance = known["model"].from_db(DEFAULT_DB_ALIAS, names, row[first:last])
            for one in related:
                one.populate(row, instance)
            for name, place in annotated.items():
                setattr(instance, name, row[place])
            made.append(instance)
        return made

    return instances


Names = tuple[str, ...]


def upsert(model: type[Model], columns: Names, rows: Sequence[Sequence[Any]], *, unique: Names, renew: Names) -> None:
    """Insert rows given as values of `columns` in one statement; of a row that is there (`unique`) renew those columns.

    The names are the attributes of the model; a column without a default in the database must be among them.
    """
    send = _senders()
    sent = [[send[type(one)](one) if type(one) in send else one for one in row] for row in rows]
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
