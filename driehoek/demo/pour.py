"""Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite. A million pupils come in this way."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.utils import timezone

CHUNK = 20_000
Row = Sequence[object]
AnyField = models.Field[Any, Any]


def pour(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert rows given as values of `columns` (attribute names), the other columns by default. Returns how many."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    named = [fields.pop(name) for name in columns]
    rest = list(fields.values())
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(quote(field.column or "") for field in (*named, *rest))
    constants = [_constant(field) for field in rest]
    if connection.vendor == "postgresql":
        return _copy(table, names, constants, rows)
    marks = ", ".join(["%s"] * (len(named) + len(rest)))
    tail = [_plain(field)(value) for field, value in zip(rest, constants, strict=True)]
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  # names of our own tables and columns
    return _insert(statement, [_plain(field) for field in named], tail, rows)


def _constant(field: AnyField) -> object:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return timezone.now()
    return field.get_default()


def _copy(table: str, names: str, constants: list[object], rows: Iterable[Row]) -> int:
    """COPY is refused where row-level security counts; there the rows pass through a table of the transaction."""
    total = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active(%s::regclass)", [table])
        walled = cursor.fetchone()[0]
        into = "poured" if walled else table
        if walled:
            cursor.execute(f"CREATE TEMP TABLE poured (LIKE {table})")
        with cursor.copy(f"COPY {into} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([*row, *constants])
                total += 1
        if walled:
            # The names are those of our own tables and columns.
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM poured")  # noqa: S608  # see above
            cursor.execute("DROP TABLE poured")
    return total


def _insert(statement: str, plain: list[Callable[[object], Any]], tail: list[Any], rows: Iterable[Row]) -> int:
    total = 0
    with connection.cursor() as cursor:
        for some in _chunks(rows):
            cursor.executemany(
                statement, [[change(value) for change, value in zip(plain, row, strict=True)] + tail for row in some]
            )
            total += len(some)
    return total


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(rows)
    while some := list(islice(source, CHUNK)):
        yield some


def _plain(field: AnyField) -> Callable[[object], Any]:
    """How SQLite keeps what it has no type for."""
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(kind, models.UUIDField):
        return _hex
    if isinstance(kind, models.DateTimeField):
        return _moment
    return _text if isinstance(kind, models.DateField | models.TimeField) else _same


def _hex(value: object) -> object:
    return value.hex if isinstance(value, UUID) else value


def _moment(value: object) -> object:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ") if isinstance(value, datetime) else value


def _text(value: object) -> object:
    return None if value is None else str(value)


def _same(value: object) -> object:
    return value
