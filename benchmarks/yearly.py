"""The yearly safety report of a board over 200 schools: over HTTP, as the board's member opens it."""

from collections.abc import Iterator

from benchmarks.places import Place
from benchmarks.server import Client, cost, serve
from benchmarks.table import Row

SCHOOLS, MUST = 200, 2_000
FULL, QUICK = 20, 6


def rows(place: Place, quick: bool) -> Iterator[Row]:
    told = place.ask("benchmarks.yearly_process", str(SCHOOLS), owner=True)

    def report(client: Client, _turn: int) -> None:
        text = client.get("/safety/report/")
        if text.count('<th scope="row">') != SCHOOLS or told["incidents"] not in text:
            raise AssertionError("The report does not show every school and the sum of the incidents")

    with serve(place, "driehoek.wsgi:application") as ours:
        found = cost(ours, told["session"], report, QUICK if quick else FULL)
    yield Row(
        f"yearly safety report, {SCHOOLS} schools",
        place.name,
        found.p50,
        "ms",
        None,
        MUST,
        notes={"p95": f"{found.p95:.0f}", "CPU ms": f"{found.cpu:.0f}", "incidents": told["incidents"]},
    )
