"""One writer of the journal as a process of its own: append, plain or verify; prints what it reached."""

import json
import sys
import time
from collections.abc import Callable
from uuid import UUID

import django
from django.db import transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

django.setup()

from driehoek.journal import actions, verification  # noqa: E402  # models need Django set up
from driehoek.journal.models import Line  # noqa: E402  # idem

LINES = 10_000


def append(stream: UUID, seconds: float) -> dict[str, float]:
    def line(number: int) -> None:
        actions.write(
            None, "bench.append", stream=stream, kind="pupils.pupil", subject_id=stream, facts={"number": number}
        )

    return {"rate": _repeat(line, seconds)}


def plain(stream: UUID, seconds: float) -> dict[str, float]:
    """The same row without chain and head: what the database asks for it."""

    def line(number: int) -> None:
        with transaction.atomic():
            Line(
                id=uuid7(),
                stream=stream,
                number=number,
                at=timezone.now(),
                act="bench.plain",
                kind="pupils.pupil",
                subject_id=stream,
                facts={"number": number},
                digest="0" * 64,
            ).save(force_insert=True)

    return {"rate": _repeat(line, seconds)}


def _repeat(work: Callable[[int], None], seconds: float) -> float:
    work(-1)
    number, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        work(number)
        number += 1
    return number / (time.perf_counter() - started)


def verify(stream: UUID) -> dict[str, float]:
    """Append enough lines in one transaction, then follow the chain from its first line."""
    with transaction.atomic():
        for number in range(LINES):
            actions.write(None, "bench.append", stream=stream, kind="pupils.pupil", facts={"number": number})
    started = time.perf_counter()
    checked = verification.check(stream)
    seconds = time.perf_counter() - started
    if checked.broken or checked.lines != LINES:
        raise AssertionError(f"{checked.lines} lines, broken at {checked.broken[:3]}")
    return {"rate": checked.lines / seconds, "lines": checked.lines}


def main(act: str, seconds: str, writer: str) -> None:
    kinds = {"append": 1000, "plain": 2000, "verify": 3000}
    stream = UUID(int=kinds[act] + int(writer))
    answer = verify(stream) if act == "verify" else {"append": append, "plain": plain}[act](stream, float(seconds))
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
