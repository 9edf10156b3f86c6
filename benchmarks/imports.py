"""Absence rows imported a second: validated, mapped, upserted, journalled; the floor pours them blindly."""

from collections.abc import Iterator

from benchmarks.places import Place
from benchmarks.table import Row

MILLION, QUICK = 1_000_000, 100_000
MUST = 1_000_000 / 15  # a million rows in fifteen seconds


def rows(place: Place, quick: bool) -> Iterator[Row]:
    number = QUICK if quick else MILLION
    found = place.ask("benchmarks.import_process", str(number))
    notes = {"rows": f"{number:,}", "in": f"{found['seconds']:.1f} s", "peak": f"{found['peak']:.0f} MiB"}
    yield Row(
        "absence rows imported (floor: poured blindly)",
        place.name,
        number / found["seconds"],
        "/s",
        number / found["floor"],
        MUST,
        at_most=False,
        notes=notes,
    )
    yield Row("memory of that import", place.name, found["peak"], "MiB", None, 300)
