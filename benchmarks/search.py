"""The search page when the database holds a million pupils: in a school of the demo, and over ten schools at once."""

from collections.abc import Iterator

from benchmarks.pages import search
from benchmarks.places import Place
from benchmarks.server import Client, cost, serve
from benchmarks.table import Row

MILLION, QUICK = 1_000_000, 50_000


def rows(place: Place, quick: bool) -> Iterator[Row]:
    ids = place.ask("benchmarks.prepare", owner=True)
    there = place.ask("benchmarks.million", str(QUICK if quick else MILLION), owner=True)
    times = 60 if quick else 200

    def over_ten(client: Client, _turn: int) -> None:
        if "Peeters" not in client.get("/pupils/?q=peet"):
            raise AssertionError("Looking for peet finds no Peeters in ten schools")

    with serve(place, "driehoek.wsgi:application") as server:
        for what, session, operation in (
            ("search in the own school", ids["director"], search()),
            ("search over ten schools", there["session"], over_ten),
        ):
            found = cost(server, session, operation, times)
            yield Row(
                f"{what} among {there['pupils']:,} pupils",
                place.name,
                found.p95,
                "ms p95",
                None,
                20,
                notes={"CPU ms": f"{found.cpu:.1f}", "p50": f"{found.p50:.1f}"},
            )
