"""An Excel workbook as rows of text, a sheet at a time, as a person sees them in Excel.

What a cell holds is not always what it shows: 80 % is stored as 0.8, the number 00123 as 123 with a format of five
zeros, and a formula that failed holds nothing. So the sheet's own XML is looked at first: for these, and for cells so
far away that the grid between would not fit in memory.
"""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from lxml import etree

from driehoek.exchange.roster import BadFile

from . import grids
from .source import DAMAGED

MOST_CELLS = 1_000_000
MOST_ROWS = 200_000
MOST_SHEETS = 30
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
PERCENT_FORMATS = frozenset({"9", "10"})  # built in: 0% and 0.00%
UNREADABLE = (etree.XMLSyntaxError, *DAMAGED)
EVENTS: Final = ("start", "end")
Cell = tuple[int, int]  # row and column, from 1


@dataclass
class Shown:
    """What a sheet shows otherwise than it stores it: percentages, numbers with zeros before, failed formulas."""

    percent: set[Cell] = field(default_factory=set)
    zeros: dict[Cell, int] = field(default_factory=dict)
    errors: list[Cell] = field(default_factory=list)


def sheets(name: str, data: bytes) -> list[list[tuple[int, list[str]]]]:
    """The rows of each sheet that has any, with their numbers. Raises BadFile, never anything else."""
    try:
        shown = _looked_at(name, data)
        found = [_rows(name, *grid, number, shown) for number, grid in enumerate(_grids(data))]
    except UNREADABLE as problem:
        raise BadFile(_("This is not an Excel workbook (XLSX) that can be opened."), file=name) from problem
    filled = [rows for rows in found if rows]
    if not filled:
        raise BadFile(_("The first sheet is empty."), file=name)
    return filled


def _grids(data: bytes) -> list[tuple[str, list[list[object]]]]:
    """Each sheet's name and cells, read by a process of its own: what a bad workbook does to its reader ends there."""
    done = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-I", grids.__file__, str(MOST_SHEETS)], input=data, capture_output=True, check=False
    )
    if done.returncode:
        raise ValueError(done.returncode)
    return [(title, grid) for title, grid in json.loads(done.stdout)]


def _rows(
    name: str, title: str, grid: list[list[object]], number: int, shown: list[Shown]
) -> list[tuple[int, list[str]]]:
    of_sheet = shown[number] if number < len(shown) else Shown()
    for row, _column in of_sheet.errors:
        raise BadFile(
            _("A formula on sheet “%(sheet)s” gives an error here. Put it right in Excel, or type the value.")
            % {"sheet": title[:40]},
            line=row,
            file=name,
        )
    rows = [
        (line, [_as_text(cell, (line, column), of_sheet) for column, cell in enumerate(row, 1)])
        for line, row in enumerate(grid, 1)
    ]
    return [row for row in rows if any(row[1])]


def _as_text(cell: object, where: Cell, shown: Shown) -> str:
    if isinstance(cell, float) and where in shown.percent:
        return f"{round(cell * 100, 6):g}%"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell)).zfill(shown.zeros.get(where, 0))
    return str(cell).strip()


def _looked_at(name: str, data: bytes) -> list[Shown]:
    """Each sheet of the workbook, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        percent, zeros = _formats(archive)
        parts = _parts(archive)
        looked = {part: _sheet(name, archive, part, percent, zeros) for part in parts}
        return [looked.get(part, Shown()) for part in _tabs(archive) or parts]


def _parts(archive: zipfile.ZipFile) -> list[str]:
    """Every sheet is looked at, whether a tab leads to it or not."""
    return [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]


def _tabs(archive: zipfile.ZipFile) -> list[str]:
    """The part behind each tab, in their order; a tab may lead to a chart, which has no cells."""
    targets = {}
    if "xl/_rels/workbook.xml.rels" in archive.namelist():
        for _event, relation in _elements(archive, "xl/_rels/workbook.xml.rels"):
            targets[relation.get("Id")] = "xl/" + (relation.get("Target") or "").removeprefix("/xl/")
    return [
        targets.get(value, "")
        for event, sheet in _elements(archive, "xl/workbook.xml")
        if event == "start" and etree.QName(sheet).localname == "sheet"
        for attribute, value in sheet.attrib.items()
        if attribute.endswith("}id")
    ]


def _formats(archive: zipfile.ZipFile) -> tuple[set[str], dict[str, int]]:
    """The numbers of the styles that show a percentage, and of those that show zeros before a number."""
    codes: dict[str, str] = {}
    used: list[str] = []
    if "xl/styles.xml" in archive.namelist():
        within = False
        for event, found in _elements(archive, "xl/styles.xml"):
            kind = etree.QName(found).localname
            if kind == "cellXfs":
                within = event == "start"
            elif event == "start" and kind == "numFmt":
                codes[found.get("numFmtId", "")] = found.get("formatCode", "")
            elif event == "start" and kind == "xf" and within:
                used.append(found.get("numFmtId", ""))
    percent = {
        str(style)
        for style, number in enumerate(used)
        if number in PERCENT_FORMATS or codes.get(number, "").rstrip('"').endswith("%")
    }
    zeros = {
        str(style): len(codes[number])
        for style, number in enumerate(used)
        if re.fullmatch("0{2,20}", codes.get(number, ""))
    }
    return percent, zeros


def _sheet(name: str, archive: zipfile.ZipFile, part: str, percent: set[str], zeros: dict[str, int]) -> Shown:
    """Walk over the cells of a sheet without keeping them; raises BadFile where they reach too far."""
    shown, row, column, wide, high = Shown(), 0, 0, 1, 1
    for event, found in _elements(archive, part):
        kind = etree.QName(found).localname
        if event == "end":
            _forget(found)
            continue
        if kind == "row":
            row, column = _number(name, found.get("r"), row + 1), 0
        elif kind == "c":
            row, column = _place(name, found.get("r"), row, column + 1)
            _note(shown, (row, column), found, percent, zeros)
        wide, high = max(wide, column), max(high, row)
        if wide * high > MOST_CELLS or high > MOST_ROWS:
            raise BadFile(_("A sheet reaches further than a roster can: remove the far cells."), line=high, file=name)
    return shown


def _forget(found: etree._Element) -> None:
    """What was looked at is dropped with what stood before it, so that a long sheet takes no memory."""
    found.clear()
    above = found.getparent()
    while above is not None and found.getprevious() is not None:
        del above[0]


def _note(shown: Shown, cell: Cell, found: etree._Element, percent: set[str], zeros: dict[str, int]) -> None:
    style = found.get("s", "0")
    if found.get("t") == "e":
        shown.errors.append(cell)
    if style in percent:
        shown.percent.add(cell)
    elif style in zeros:
        shown.zeros[cell] = zeros[style]


def _number(name: str, text: str | None, usual: int) -> int:
    if text is None:
        return usual
    if not re.fullmatch("[0-9]{1,7}", text.strip()):
        raise BadFile(_("This is not an Excel workbook (XLSX) that can be opened."), file=name)
    return int(text)


def _place(name: str, text: str | None, row: int, usual: int) -> Cell:
    """Where a cell stands: "B7" is row 7, column 2. A cell that does not say so stands beside the one before."""
    if text is None:
        return row, usual
    found = REFERENCE.fullmatch(text)
    if not found:
        raise BadFile(_("This is not an Excel workbook (XLSX) that can be opened."), file=name)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _elements(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, etree._Element]]:
    """The elements of one part, as they begin and end.

    The size that a ZIP tells may lie: no more is read than a file may hold.
    """
    with archive.open(part) as stream:
        text = stream.read(settings.IMPORT_MAX_BYTES + 1)
    if len(text) > settings.IMPORT_MAX_BYTES:
        raise ValueError(part)
    if b"<!DOCTYPE" in text[:2000] or b"<!ENTITY" in text:
        raise ValueError(part)
    parsing = etree.iterparse(
        io.BytesIO(text), events=EVENTS, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for event, found in parsing:
        if isinstance(found.tag, str):
            yield event, found
