"""The demo of a million pupils with their half days: filling it, one night's sweep over it, and looking for a pupil.

Asked for by name alone (`./run bench scale`): it takes minutes and gigabytes.
"""

import time
from collections.abc import Iterator

from benchmarks.pages import search
from benchmarks.places import Place
from benchmarks.server import cost, serve
from benchmarks.table import Row

MILLION, QUICK = (1_000_000, 4_000), (20_000, 60)  # pupils, schools


def rows(place: Place, quick: bool) -> Iterator[Row]:
    pupils, schools = QUICK if quick else MILLION
    started = time.perf_counter()
    place.run("driehoek.cli", "demo", "--only-fill", "--pupils", str(pupils), "--schools", str(schools))
    seconds = time.perf_counter() - started
    yield Row(
        "demo filled, pupils a second",
        place.name,
        pupils / seconds,
        "/s",
        None,
        None,
        at_most=False,
        notes={"pupils": f"{pupils:,}", "in": f"{seconds:.0f} s"},
    )
    for what in ("first sweep over it", "sweep of the next night"):
        found = place.ask("benchmarks.sweep_process", owner=True)
        notes = {name: f"{found[name]:,}" for name in ("pupils", "counted", "settled")}
        yield Row(what, place.name, found["seconds"], "s", None, None if what.startswith("first") else 10, notes=notes)
        yield Row(f"memory of the {what}", place.name, found["peak"], "MiB", None, 1024)
    ids = place.ask("benchmarks.prepare", owner=True)
    with serve(place, "driehoek.wsgi:application") as server:
        page = cost(server, ids["director"], search(), 200)
        yield Row(
            f"search in the own school among {pupils:,} of the demo",
            place.name,
            page.p95,
            "ms p95",
            None,
            20,
            notes={"CPU ms": f"{page.cpu:.1f}", "p50": f"{page.p50:.1f}"},
        )
