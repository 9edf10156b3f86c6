"""A CSV or XLSX file with a school's own columns: the reader guesses which is which, the user says so on screen.

One line is one pupil. A class and a teacher are made for each name that stands in their columns.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driehoek.exchange.roster import BadFile, Place, Roster

from . import csvfile, people, sheets
from .columns import Mapping, guess
from .source import Files

FORMULAS = frozenset("=+-@\t\r")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
SHORT_SHOWN = 10
HEADER_WITHIN = 20  # lines from the top in which the names of columns are looked for


class Table(NamedTuple):
    """The first line and the lines below it, each with its number; `office`: read as Windows-1252."""

    name: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    office: bool = False


def open_table(files: Files) -> Table:
    """The sheet and the line that look most like names of columns: a title may stand above, other sheets beside."""
    name, data = next(iter(files.items()))
    office = False
    if data.startswith(OLD_EXCEL):
        raise BadFile(_("This is a workbook of an old Excel (XLS). Save it as “Excel workbook (.xlsx)”."), file=name)
    if data.startswith(b"PK"):
        found = sheets.sheets(name, data)
    else:
        text, office = csvfile.decoded(name, data, office=True)
        found = [list(csvfile.cells(name, text, csvfile.delimiter_of(text)))]
    table = max((_under_its_header(name, rows, office) for rows in found), key=lambda one: len(guess(one.header)))
    if len([title for title in table.header if title]) < 2:
        raise BadFile(
            _("There is only one column. Is it a CSV file with commas, semicolons or tabs between the columns?"),
            line=1,
            file=name,
        )
    if not table.rows:
        raise BadFile(_("There is a first line with names of columns, and nothing below it."), line=1, file=name)
    return table


def unquoted(cell: str) -> str:
    """Without the apostrophe that our own exports put before what a spreadsheet would take for a formula."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in FORMULAS else cell


def _under_its_header(name: str, rows: list[tuple[int, list[str]]], office: bool) -> Table:
    """The names of columns stand in the line in which most are recognised, among the first ones; else in the first."""
    known = [len(guess(_titles(row))) for _line, row in rows[:HEADER_WITHIN]]
    best = known.index(max(known)) if known and max(known) > 1 else 0
    header = _titles(rows[best][1]) if rows else []
    return Table(name, header, rows[best + 1 :], office)


def _titles(row: list[str]) -> list[str]:
    """Each title once: where two columns have one name ("e-mail" of both parents), the second is "e-mail 2"."""
    titles: list[str] = []
    for cell in row:
        title, times = cell.strip(), 2
        while title and title in titles:
            title, times = f"{cell.strip()} {times}", times + 1
        titles.append(title)
    while titles and not titles[-1]:
        titles.pop()
    return titles


def read(files: Files, jurisdiction: str, mapping: Mapping, school_year: str) -> Roster:
    """The pupils of a table, by a mapping of meanings to headers; `school_year`: the one the classes are of."""
    table = open_table(files)
    roster = Roster(format="table", jurisdiction=jurisdiction, school_year=school_year)
    columns = {meaning: table.header.index(title) for meaning, title in mapping.items() if title in table.header}
    for meaning, title in mapping.items():
        if meaning not in columns:
            raise BadFile(_("This column is missing."), line=1, field=title[:40], file=table.name)
    if not {"family_name", "given_name"} & set(columns):
        raise BadFile(_("Say which column holds the names of the pupils."), line=1, file=table.name)
    if "key" not in columns and "birth_date" not in columns:
        raise BadFile(
            _("Say which column holds the administration number, or the date of birth to tell pupils apart."),
            line=1,
            file=table.name,
        )
    if table.office:
        roster.warn(
            _("The file was read as Windows-1252; look at names with accents before you confirm."), Place(1, table.name)
        )
    for title in table.header:
        if title and title not in mapping.values():
            roster.skipped[title[:40]] += 1
    lines = [
        (place, {meaning: unquoted(cells[index].strip()) for meaning, index in columns.items()})
        for place, cells in _cells(roster, table)
    ]
    people.read(roster, lines)
    return roster


def _cells(roster: Roster, table: Table) -> Iterator[tuple[Place, list[str]]]:
    """The lines with a cell for each column. One with more is refused; where one has fewer, that is told."""
    width, short = len(table.header), list[int]()
    for line, row in table.rows:
        if len(row) > width and any(row[width:]):
            roster.refuse(
                _("This line has %(found)d columns, the first line has %(expected)d.")
                % {"found": len(row), "expected": width},
                Place(line, table.name),
            )
            continue
        if len(row) < width:
            short.append(line)
        yield Place(line, table.name), row + [""] * (width - len(row))
    if short:
        lines = ", ".join(map(str, short[:SHORT_SHOWN])) + (" …" if len(short) > SHORT_SHOWN else "")
        roster.warn(
            ngettext(
                "Line %(lines)s has fewer columns than the first line: what is missing at its end is read as empty. "
                "Look whether its values stand in the right columns.",
                "Lines %(lines)s have fewer columns than the first line: what is missing at their ends is read as "
                "empty. Look whether their values stand in the right columns.",
                len(short),
            )
            % {"lines": lines},
            Place(short[0], table.name),
        )
