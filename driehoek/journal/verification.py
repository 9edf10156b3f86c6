"""Checking that no line of the journal was changed, removed or slipped in."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction

from .actions import SEPARATOR, canonical, digest
from .models import Head, Line, Words
from .words import FACT, digest_of

CHUNK = 5000
DECODE = json.JSONDecoder().decode
# The covered text is put together by the database, so that a million lines are checked in seconds. Facts come apart:
# PostgreSQL keeps them in an order of its own.
TEXT = {
    "postgresql": """
        concat_ws(E'\\x1f', replace(stream::text, '-', ''), number::text,
          to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
          coalesce(replace(actor_id::text, '-', ''), ''), act,
          CASE WHEN allowed THEN '1' ELSE '0' END, kind, coalesce(replace(subject_id::text, '-', ''), ''),
          coalesce(replace(pupil_id::text, '-', ''), ''), category, purpose, ground), facts::text""",
    "sqlite": """
        stream || char(31) || number || char(31) || at || CASE WHEN length(at) = 19 THEN '.000000' ELSE '' END
          || char(31) || coalesce(actor_id, '') || char(31) || act || char(31) || allowed || char(31) || kind
          || char(31) || coalesce(subject_id, '') || char(31) || coalesce(pupil_id, '') || char(31) || category
          || char(31) || purpose || char(31) || ground, facts""",
}


class Checked(NamedTuple):
    """A chain and what was found: how many lines, and the numbers of those that do not follow from the line before."""

    stream: UUID
    lines: int
    broken: list[int]


@transaction.atomic
def check(stream: UUID) -> Checked:
    """Walk one chain from its first line to its head, past the wall between boards."""
    _past_the_wall()
    before, lines, broken = "0" * 64, 0, []
    for number, found, text, facts in _rows(stream):
        lines += 1
        whole = f"{before}{SEPARATOR}{text}{SEPARATOR}{_tight(facts)}"
        holds = found == sha256(whole.encode()).hexdigest()
        holds = holds or found == digest(f"{before}{SEPARATOR}{text}", canonical(DECODE(facts)))
        if number != lines or not holds:
            broken.append(number)
        before = found
    head = Head.objects.filter(pk=stream).first()
    if (head.number if head else 0) != lines or (head and head.digest != before):
        broken.append(head.number if head else 0)
    return Checked(stream, lines, sorted({*broken, *_changed_words(stream)}))


def _changed_words(stream: UUID) -> Iterator[int]:
    """The lines whose words are not those that were written; erased ones are no break."""
    kept = {row.pk: row for row in Words.objects.filter(stream=stream).iterator()}
    for line in Line.objects.filter(stream=stream, pk__in=kept):
        words = kept[line.pk]
        if line.facts.get(FACT) != digest_of(words.salt, words.text):
            yield line.number


def _past_the_wall() -> None:
    """Whole chains are seen for the rest of the transaction, whatever boards it works for."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.journal', 'whole', true)")


def _tight(facts: str) -> str:
    """JSON without the spaces that PostgreSQL puts after its signs: for most facts that is what the digest covers.

    A guess, far cheaper than reading and writing the JSON: where it is wrong the digest does not fit, and that is done.
    """
    return facts.replace('": ', '":').replace(', "', ',"')


@transaction.atomic
def check_all() -> list[Checked]:
    """Every chain there is, also one whose head was taken away."""
    _past_the_wall()
    streams = set(Head.objects.values_list("pk", flat=True)) | set(
        Line.objects.values_list("stream", flat=True).distinct()
    )
    return [check(stream) for stream in sorted(streams)]


def _rows(stream: UUID) -> Iterator[tuple[int, str, str, str]]:
    key = Line._meta.get_field("stream").get_db_prep_value(stream, connection)
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT number, digest, {TEXT[connection.vendor]} FROM journal_line WHERE stream = %s ORDER BY number",  # noqa: S608  # our own columns
            [key],
        )
        while rows := cursor.fetchmany(CHUNK):
            yield from rows
