"""`./run bench [what …] [--sqlite] [--pg] [--quick] [--save FILE]`: measure, check the answers, print the table."""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator

from benchmarks import (
    access,
    deadlines,
    imports,
    journal,
    letters,
    pages,
    procedures,
    rule,
    scale,
    search,
    staffing,
    yearly,
)
from benchmarks.places import Place, place
from benchmarks.table import Row, machine, printed, save
from driehoek.preparing import prepare

IN_MEMORY: dict[str, Callable[[bool], Iterable[Row]]] = {
    "deadlines": deadlines.rows,
    "rule": rule.rows,
    "staffing": staffing.rows,
    "access": access.rows,
    "letters": letters.rows,
    "procedures": procedures.rows,
}
IN_A_DATABASE: dict[str, Callable[[Place, bool], Iterable[Row]]] = {
    "pages": pages.rows,
    "journal": journal.rows,
    "import": imports.rows,
    "search": search.rows,
    "yearly": yearly.rows,
}
ON_REQUEST: dict[str, Callable[[Place, bool], Iterable[Row]]] = {"scale": scale.rows}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument(
        "what",
        nargs="*",
        help=f"{', '.join([*IN_MEMORY, *IN_A_DATABASE])}; nothing: all of them; scale: a million pupils",
    )
    parser.add_argument("--sqlite", action="store_true", help="only on SQLite")
    parser.add_argument("--pg", action="store_true", help="only on PostgreSQL (of DATABASE_URL, else the wheel's)")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions: under two minutes, noisier")
    parser.add_argument("--save", metavar="FILE", help="write the table as Markdown, for docs/benchmarks.md")
    options = parser.parse_args(arguments)
    prepare()
    unknown = set(options.what) - {*IN_MEMORY, *IN_A_DATABASE, *ON_REQUEST}
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    wanted = options.what or [*IN_MEMORY, *IN_A_DATABASE]
    kinds = [kind for kind in ("sqlite", "pg") if getattr(options, kind) or not (options.sqlite or options.pg)]
    started = time.monotonic()
    found = list(measured(wanted, kinds, options.quick))
    print(f"\n{printed(found)}\n\n{machine()} Took {time.monotonic() - started:.0f} s.")
    if options.save:
        save(options.save, found, time.strftime("%Y-%m-%d"))
    return 0


def measured(wanted: list[str], kinds: list[str], quick: bool) -> Iterator[Row]:
    for name in wanted:
        if name in IN_MEMORY:
            yield from told(IN_MEMORY[name](quick))
    in_a_database = {name: rows for name, rows in (IN_A_DATABASE | ON_REQUEST).items() if name in wanted}
    for kind in kinds if in_a_database else ():
        with place(kind) as where:
            print(f"filling {where.name} …", flush=True)
            where.run("driehoek.cli", "manage", "migrate", "-v", "0")
            where.run("driehoek.cli", "demo", "--only-fill")
            for rows in in_a_database.values():
                yield from told(rows(where, quick))


def told(rows: Iterable[Row]) -> Iterator[Row]:
    """Each row as soon as it is there, so that a long run is not silent."""
    for row in rows:
        print("  " + "  ".join(cell for cell in row.cells() if cell), flush=True)
        yield row


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
