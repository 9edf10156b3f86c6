"""Journal lines a second, each its own durable transaction: one writer, eight writers; and lines verified a second."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from benchmarks.places import Place
from benchmarks.table import Row

WRITERS = 8


def rows(place: Place, quick: bool) -> Iterator[Row]:
    seconds = "1" if quick else "3"
    one = place.ask("benchmarks.journal_process", "append", seconds, "0")
    floor = place.ask("benchmarks.journal_process", "plain", seconds, "0")
    yield Row(
        "journal line, one writer (floor: plain insert)",
        place.name,
        one["rate"],
        "/s",
        floor["rate"],
        None,
        at_most=False,
    )
    if place.is_postgres:
        together = _together(place, "append", seconds)
        floor_together = _together(place, "plain", seconds)
        yield Row(
            "journal lines, eight writers of eight schools",
            place.name,
            together,
            "/s",
            floor_together,
            5_000,
            at_most=False,
        )
    checked = place.ask("benchmarks.journal_process", "verify", "0", "0")
    yield Row(
        "journal lines verified",
        place.name,
        checked["rate"],
        "/s",
        None,
        200_000,
        at_most=False,
        notes={"lines": f"{checked['lines']:,}"},
    )


def _together(place: Place, act: str, seconds: str) -> float:
    with ThreadPoolExecutor(WRITERS) as pool:
        answers = [
            pool.submit(place.ask, "benchmarks.journal_process", act, seconds, str(writer + 1))
            for writer in range(WRITERS)
        ]
        return sum(answer.result()["rate"] for answer in answers)
