"""Adding lines to the journal, and checking that none was changed."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from .models import Head, Line

# What concerns no school and no board (an anonymous refusal, a login) stands in this chain.
HOUSE = UUID(int=0)
COVERED = (
    "stream",
    "number",
    "at",
    "actor_id",
    "act",
    "allowed",
    "kind",
    "subject_id",
    "pupil_id",
    "category",
    "purpose",
    "ground",
    "facts",
)


class Writer(Protocol):
    """As much of `access.actors.Actor` as a line needs; the journal stands below access."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def schools(self) -> frozenset[UUID]: ...


def digest_of(line: Line, before: str) -> str:
    """SHA-256 over the digest before and the line's own values."""
    values = [before, *(_plain(getattr(line, name)) for name in COVERED)]
    return hashlib.sha256(json.dumps(values, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.timestamp()
    return str(value) if isinstance(value, UUID) else value


@transaction.atomic
def write(actor: Writer | None, act: str, *, stream: UUID | None = None, **values: Any) -> Line:
    """Add one line to the chain of a school or board. One lock on the head; other schools do not wait.

    `values` are columns of `Line`: kind, subject_id, pupil_id, category, purpose, ground, allowed, facts.
    """
    stream = stream or (next(iter(sorted(actor.schools)), HOUSE) if actor else HOUSE)
    head = Head.objects.select_for_update().filter(pk=stream).first() or _new_head(stream)
    line = Line(
        id=uuid7(), stream=stream, number=head.number + 1, at=timezone.now(), act=act,
        actor_id=actor.user_id if actor else None, **values,
    )  # fmt: skip
    line.digest = digest_of(line, head.digest)
    line.save(force_insert=True)
    Head.objects.filter(pk=stream).update(number=line.number, digest=line.digest)
    return line


def _new_head(stream: UUID) -> Head:
    Head.objects.get_or_create(pk=stream)
    return Head.objects.select_for_update().get(pk=stream)


def opened(actor: Writer, act: str, row: models.Model, **facts: str) -> Line:
    """Somebody's data was read: which row, and whose."""
    return write(actor, act, stream=_stream_of(row), kind=row._meta.label_lower, subject_id=row.pk,
                 pupil_id=_pupil_of(row), **_columns(facts))  # fmt: skip


def refused(actor: Writer, act: str, kind: str = "", pk: UUID | None = None, **facts: str) -> Line:
    """Somebody asked for what is not there or not theirs; the answer was the same, the line is too."""
    return write(actor, act, allowed=False, kind=kind, subject_id=pk, **_columns(facts))


def _columns(facts: dict[str, str]) -> dict[str, Any]:
    named: dict[str, Any] = {name: facts.pop(name) for name in ("category", "purpose", "ground") if name in facts}
    return {**named, "facts": facts}


def _stream_of(row: models.Model) -> UUID | None:
    """The school a row belongs to, else its board."""
    return getattr(row, "school_id", None) or getattr(row, "board_id", None)


def _pupil_of(row: models.Model) -> UUID | None:
    found: UUID | None = row.pk if row._meta.model_name == "pupil" else getattr(row, "pupil_id", None)
    return found


def broken(stream: UUID) -> Iterator[int]:
    """Numbers of the lines that do not follow from the line before: changed, missing or added by hand."""
    before, expected = "0" * 64, 1
    for line in Line.objects.filter(stream=stream).order_by("number").iterator(chunk_size=5000):
        if line.number != expected or line.digest != digest_of(line, before):
            yield line.number
        before, expected = line.digest, line.number + 1
    head = Head.objects.filter(pk=stream).first()
    if head and head.number != expected - 1:
        yield head.number
