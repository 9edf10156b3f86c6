"""Adding lines to the journal: one per act, inside the act's transaction."""

import hashlib
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from driehoek.ready import as_sent

from . import words
from .models import Head, Line, Mention, Words

# What concerns no school and no board (an anonymous refusal, a login) stands in this chain.
HOUSE = UUID(int=0)
SEPARATOR = "\x1f"
WHOLES = ("entry", "form", "thread", "bereavement", "case")  # what a row without a pupil of its own is a part of
# The children of whom a line was written while one page was made; the door adds the line of those that were forgotten.
HEARD: ContextVar[set[str] | None] = ContextVar("heard", default=None)
ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=str).encode
MOMENT = "%Y-%m-%d %H:%M:%S.%f"
FIELDS = Line._meta.concrete_fields
INSERT = (
    f"INSERT INTO journal_line ({', '.join(str(field.column) for field in FIELDS)}) "  # noqa: S608  # names of our own columns
    f"VALUES ({', '.join(['%s'] * len(FIELDS))})"
)
SEALED = ("number", "digest")  # what follows from the head of the chain
OTHERS = [str(field.column) for field in FIELDS if field.attname not in SEALED]
APPEND = (
    "WITH head AS (UPDATE journal_head SET number = number + 1,"  # noqa: S608  # names of our own columns
    " digest = encode(sha256(convert_to(digest || %s || (number + 1)::text || %s, 'UTF8')), 'hex')"
    " WHERE stream = %s RETURNING number, digest),"
    f" line AS (INSERT INTO journal_line ({', '.join((*OTHERS, *SEALED))})"
    f" SELECT {', '.join(['%s'] * len(OTHERS))}, number, digest FROM head) SELECT number, digest FROM head"
)
ADVANCE = "UPDATE journal_head SET number = number + 1 WHERE stream = %s RETURNING number, digest"


class Writer(Protocol):
    """As much of `access.actors.Actor` as a line needs; the journal stands below access."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def schools(self) -> frozenset[UUID]: ...
    def ground(self, act: str, category: str = "") -> str: ...


def covered(line: Line) -> str:
    """The text a digest covers: every value of the line, the same on both databases."""
    return SEPARATOR.join((line.stream.hex, str(line.number), _said(line)))


def _said(line: Line) -> str:
    return SEPARATOR.join(
        (
            f"{line.at.astimezone(UTC):{MOMENT}}",
            _hex(line.actor_id),
            line.act,
            "1" if line.allowed else "0",
            line.kind,
            _hex(line.subject_id),
            _hex(line.pupil_id),
            line.category,
            line.purpose,
            line.ground,
            canonical(line.facts),
        )
    )


def canonical(facts: dict[str, object]) -> str:
    return ENCODE(facts) if facts else "{}"


def _hex(value: UUID | str | None) -> str:
    return UUID(str(value)).hex if value else ""


def digest(before: str, text: str) -> str:
    """SHA-256 over the digest before and the line's own text."""
    return hashlib.sha256(f"{before}{SEPARATOR}{text}".encode()).hexdigest()


def write(actor: Writer | None, act: str, *, stream: UUID | None = None, **values: Any) -> Line:
    """Add one line to the chain of a school or board, inside the transaction of the act.

    The chain's head is locked from here to the end of that transaction; the lines of other schools do not wait.
    """
    stream = stream or (next(iter(sorted(actor.schools)), HOUSE) if actor else HOUSE)
    values["purpose"], text = words.apart(printable(values.get("purpose", "")))
    if actor and not values.get("ground"):
        values["ground"] = actor.ground(act, values.get("category", ""))
    line = Line(
        id=uuid7(), stream=stream, at=timezone.now(), act=act, actor_id=actor.user_id if actor else None, **values
    )
    line.facts = json.loads(canonical(line.facts))
    if text:
        _keep_apart(line, text)
    _hear(line)
    append = APPENDS[connection.vendor]
    if not append(line):  # the first line of this chain
        Head.objects.get_or_create(pk=stream)
        append(line)
    return line


def _keep_apart(line: Line, text: str) -> None:
    salt, line.facts[words.FACT] = words.salted(text)
    Words.objects.create(line_id=line.pk, stream=line.stream, salt=salt, text=text)


def _hear(line: Line) -> None:
    heard = HEARD.get()
    if heard is not None and line.allowed:
        heard.update(str(one) for one in (line.pupil_id, *line.facts.get("pupils", ())) if one)


@contextmanager
def listening() -> Iterator[set[str]]:
    """Collect the children of whom a line is written meanwhile."""
    heard: set[str] = set()
    before = HEARD.set(heard)
    try:
        yield heard
    finally:
        HEARD.reset(before)


@transaction.atomic(savepoint=False)
def _append(line: Line) -> bool:
    """Three statements: the first locks the head. Returns False where the chain has no head yet."""
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE, [as_sent(line.stream)])
        head = cursor.fetchone()
        if head is None:
            return False
        line.number, before = head
        line.digest = digest(before, covered(line))
        cursor.execute(INSERT, _values(line))
        cursor.execute("UPDATE journal_head SET digest = %s WHERE stream = %s", [line.digest, as_sent(line.stream)])
    return True


def _append_at_once(line: Line) -> bool:
    """The same in one statement, because every read of a file pays for it: the database counts on and seals."""
    seal: list[Any] = [f"{SEPARATOR}{line.stream.hex}{SEPARATOR}", f"{SEPARATOR}{_said(line)}", line.stream]
    kept = [value for field, value in zip(FIELDS, _values(line), strict=True) if field.attname not in SEALED]
    with connection.cursor() as cursor:
        cursor.execute(APPEND, [*seal, *kept])
        head = cursor.fetchone()
    if head is None:
        return False
    line.number, line.digest = head
    return True


APPENDS = {"sqlite": _append, "postgresql": _append_at_once}


def _values(line: Line) -> list[Any]:
    """The columns of a line as this database takes them; facts as the digest covers them."""
    found = {field.attname: getattr(line, field.attname) for field in FIELDS} | {"facts": canonical(line.facts)}
    return [as_sent(value) for value in found.values()]


def opened(actor: Writer, act: str, row: models.Model, **facts: str) -> Line:
    """Somebody's data was read: which row, and whose."""
    return write(
        actor,
        act,
        stream=_stream_of(row),
        kind=row._meta.label_lower,
        subject_id=row.pk,
        pupil_id=pupil_of(row),
        **_columns(facts),
    )


@transaction.atomic
def listed(actor: Writer, act: str, pupils: Collection[UUID], *, stream: UUID, **values: Any) -> Line:
    """Data of several children stood on one page or paper: one line, found again from each of those children."""
    facts = {**values.pop("facts", {}), "pupils": sorted({str(pupil) for pupil in pupils})}
    line = write(actor, act, stream=stream, facts=facts, **values)
    Mention.objects.bulk_create(Mention(line_id=line.pk, pupil_id=pupil, stream=stream) for pupil in facts["pupils"])
    return line


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
    """Whose file a row stands in, itself or through what it is a part of."""
    if row._meta.model_name == "pupil" or hasattr(row, "pupil_id"):
        found: UUID | None = row.pk if row._meta.model_name == "pupil" else getattr(row, "pupil_id", None)
        return found
    whole = next((getattr(row, name) for name in WHOLES if hasattr(row, f"{name}_id")), None)
    return pupil_of(whole) if whole else None
