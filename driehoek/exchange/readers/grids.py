"""The cells of an XLSX workbook, read by a process of its own with a limit on memory and time.

A workbook of a kilobyte can ask its reader for half a terabyte, which ends the process: this one, and never the server.
`sheets` looks for that first; what it does not see ends here. A script: `python grids.py MOST_SHEETS < workbook`;
it knows neither Django nor the rest of the house.
"""

import io
import json
import resource
import sys
from datetime import date, datetime

from python_calamine import CalamineWorkbook

MEMORY = 1024 * 1024 * 1024  # of addresses; the interpreter and its libraries take the smaller half
SECONDS = 20  # of processor time


def plain(cell: object) -> object:
    """A number or a text as it is, a day as text."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, float | str) else str(cell)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    names = book.sheet_names[: int(sys.argv[1])]
    found = []
    for number, name in enumerate(names):
        grid = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
        found.append([name, [[plain(cell) for cell in row] for row in grid]])
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
