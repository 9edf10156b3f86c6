"""Adding lines to the journal: one per act, inside the act's transaction."""

import hashlib
import json
from datetime import UTC
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from uuid_utils.compat import uuid7

from driehoek.ready import as_sent

from .models import Head, Line

# What concerns no school and no board (an anonymous refusal, a login) stands in this chain.
HOUSE = UUID(int=0)
SEPARATOR = "\x1f"
ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=str).encode
MOMENT = "%Y-%m-%d %H:%M:%S.%f"
FIELDS = Line._meta.concrete_fields
INSERT = (
    f"INSERT INTO journal_line ({', '.join(str(field.column) for field in FIELDS)}) "  # noqa: S608  # names of our own columns
    f"VALUES ({', '.join(['%s'] * len(FIELDS))})"
)
ADVANCE = "UPDATE journal_head SET number = number + 1 WHERE stream = %s RETURNING number, digest"


class Writer(Protocol):
    """As much of `access.actors.Actor` as a line needs; the journal stands below access."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def schools(self) -> frozenset[UUID]: ...


def covered(line: Line) -> str:
    """The text a digest covers: every value of the line, the same on both databases."""
    return SEPARATOR.join((
        line.stream.hex, str(line.number), f"{line.at.astimezone(UTC):{MOMENT}}", _hex(line.actor_id), line.act,
        "1" if line.allowed else "0", line.kind, _hex(line.subject_id), _hex(line.pupil_id), line.category,
        line.purpose, line.ground, canonical(line.facts),
    ))  # fmt: skip


def canonical(facts: dict[str, object]) -> str:
    return ENCODE(facts) if facts else "{}"


def _hex(value: UUID | str | None) -> str:
    return UUID(str(value)).hex if value else ""


def digest(before: str, text: str) -> str:
    """SHA-256 over the digest before and the line's own text."""
    return hashlib.sha256(f"{before}{SEPARATOR}{text}".encode()).hexdigest()


@transaction.atomic(savepoint=False)
def write(actor: Writer | None, act: str, *, stream: UUID | None = None, **values: Any) -> Line:
    """Add one line to the chain of a school or board, inside the transaction of the act.

    Three statements without the ORM, because every read of a file pays for them. The first locks the chain's head; the
    lines of other schools do not wait.
    """
    stream = stream or (next(iter(sorted(actor.schools)), HOUSE) if actor else HOUSE)
    values["purpose"] = printable(values.get("purpose", ""))
    with connection.cursor() as cursor:
        number, before = _next(cursor, stream)
        line = Line(
            id=uuid7(), stream=stream, number=number, at=timezone.now(), act=act,
            actor_id=actor.user_id if actor else None, **values,
        )  # fmt: skip
        line.facts = json.loads(canonical(line.facts))
        line.digest = digest(before, covered(line))
        cursor.execute(INSERT, _values(line))
        cursor.execute("UPDATE journal_head SET digest = %s WHERE stream = %s", [line.digest, as_sent(stream)])
    return line


def _values(line: Line) -> list[Any]:
    """The columns of a line as this database takes them; facts as the digest covers them."""
    found = {field.attname: getattr(line, field.attname) for field in FIELDS} | {"facts": canonical(line.facts)}
    return [as_sent(value) for value in found.values()]


def _next(cursor: CursorWrapper, stream: UUID) -> tuple[int, str]:
    """Lock the head of a chain, making it when this is its first line: the new number and the digest before it."""
    cursor.execute(ADVANCE, [as_sent(stream)])
    head: tuple[int, str] | None = cursor.fetchone()
    if head is None:
        Head.objects.get_or_create(pk=stream)
        cursor.execute(ADVANCE, [as_sent(stream)])
        head = cursor.fetchone()
    if head is None:
        raise Head.DoesNotExist(stream)
    return head


def opened(actor: Writer, act: str, row: models.Model, **facts: str) -> Line:
    """Somebody's data was read: which row, and whose."""
    return write(actor, act, stream=_stream_of(row), kind=row._meta.label_lower, subject_id=row.pk,
                 pupil_id=pupil_of(row), **_columns(facts))  # fmt: skip


def refused(actor: Writer, act: str, kind: str = "", pk: UUID | None = None, **facts: str) -> Line:
    """Somebody asked for what is not there or not theirs; the answer was the same, the line is too."""
    return write(actor, act, allowed=False, kind=kind, subject_id=pk, **_columns(facts))


def _columns(facts: dict[str, str]) -> dict[str, Any]:
    named: dict[str, Any] = {name: facts.pop(name) for name in ("category", "purpose", "ground") if name in facts}
    return {**named, "facts": facts}


def printable(text: str) -> str:
    """Words of a person without signs that cannot be printed: the separator of a digest never stands in a value."""
    return "".join(sign for sign in text if sign.isprintable())


def _stream_of(row: models.Model) -> UUID | None:
    """The school a row belongs to, else its board."""
    return getattr(row, "school_id", None) or getattr(row, "board_id", None)


def pupil_of(row: models.Model) -> UUID | None:
    """Whose file a row stands in."""
    found: UUID | None = row.pk if row._meta.model_name == "pupil" else getattr(row, "pupil_id", None)
    return found
