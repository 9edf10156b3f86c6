"""A CSV or XLSX file with a school's own columns: the reader guesses which is which, the user says so on screen.

One line is one pupil. A class and a teacher are made for each name that stands in their columns.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from driehoek.exchange.roster import (
    BadFile,
    GroupRow,
    GuardianRow,
    GuardianshipRow,
    MembershipRow,
    Place,
    PupilRow,
    Roster,
    SiteRow,
    TeacherRow,
    TeachingRow,
)

from . import csvfile, values
from .columns import Mapping, folded
from .source import Files

MOST_CELLS = 2_000_000
CELL = re.compile(rb'<(?:c|row) [^>]{0,200}?r="([A-Z]{0,3})([0-9]{1,7})"')


class Table(NamedTuple):
    """The first line and the lines below it, each with its number; `office`: read as Windows-1252."""

    name: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    office: bool = False


def open_table(files: Files) -> Table:
    name, data = next(iter(files.items()))
    table = _workbook(name, data) if data.startswith(b"PK") else _text(name, data)
    if len(table.header) < 2:
        raise BadFile(
            _("There is only one column. Is it a CSV file with commas, semicolons or tabs between the columns?"),
            line=1,
            file=name,
        )
    titles = [title for title in table.header if title]
    twice = next((title for title in titles if titles.count(title) > 1), None)
    if twice:
        raise BadFile(_("This column stands twice in the first line."), line=1, field=twice[:40], file=name)
    if not table.rows:
        raise BadFile(_("There is a first line with names of columns, and nothing below it."), line=1, file=name)
    return table


def _text(name: str, data: bytes) -> Table:
    text, office = csvfile.decoded(name, data, office=True)
    lines = csvfile.cells(name, text, csvfile.delimiter_of(text.lstrip().partition("\n")[0]))
    _line, header = next(lines, (0, []))
    return Table(name, [title.strip() for title in header], list(lines), office)


def _workbook(name: str, data: bytes) -> Table:
    try:
        _refuse_far_cells(name, data)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        cells = sheet.to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, IndexError, KeyError) as problem:
        raise BadFile(_("This is not an Excel workbook (XLSX) that can be opened."), file=name) from problem
    rows = [(number, [_as_text(cell) for cell in row]) for number, row in enumerate(cells, 1)]
    full = [row for row in rows if any(row[1])]
    if not full:
        raise BadFile(_("The first sheet is empty."), file=name)
    return Table(name, [title.strip() for title in full[0][1]], full[1:])


def _refuse_far_cells(name: str, data: bytes) -> None:
    """One cell at the far corner of a sheet would make the grid that is read a billion cells wide."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            if not entry.startswith("xl/worksheets/"):
                continue
            wide = high = 1
            for column, row in CELL.findall(archive.read(entry)):
                high = max(high, int(row))
                wide = max(wide, _column_number(column))
            if wide * high > MOST_CELLS:
                raise BadFile(
                    _("A sheet reaches further than a roster can: remove the far cells."), line=high, file=name
                )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _as_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


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
    for place, cells in _cells(roster, table):
        _pupil(roster, place, {meaning: cells[index].strip() for meaning, index in columns.items()})
    return roster


def _cells(roster: Roster, table: Table) -> Iterator[tuple[Place, list[str]]]:
    width = len(table.header)
    for line, row in table.rows:
        if len(row) > width and any(row[width:]):
            roster.refuse(
                _("This line has %(found)d columns, the first line has %(expected)d.")
                % {"found": len(row), "expected": width},
                Place(line, table.name),
            )
            continue
        yield Place(line, table.name), row + [""] * (width - len(row))


def _pupil(roster: Roster, place: Place, cells: dict[str, str]) -> None:
    if not cells.get("family_name") and not cells.get("given_name"):
        roster.refuse(_("The name is empty."), place, "family_name")
        return
    born = values.day(roster, cells.get("birth_date", ""), place, "birth_date")
    key = cells.get("key") or _own_key(cells, born)
    if not key:
        roster.refuse(_("Without an administration number the date of birth must be there."), place, "key")
        return
    site = _site(roster, cells.get("site", ""), place)
    level, year = _year(roster, cells.get("year", ""), place)
    roster.pupils.append(
        PupilRow(
            key=key,
            birth_date=born,
            site=site,
            year=year,
            place=place,
            sex=values.sex(roster, cells.get("sex", ""), place, "sex"),
            enrolled_on=values.day(roster, cells.get("enrolled_on", ""), place, "enrolled_on"),
            left_on=values.day(roster, cells.get("left_on", ""), place, "left_on"),
            **{
                name: cells.get(name, "")
                for name in (
                    "given_name",
                    "first_names",
                    "prefix",
                    "family_name",
                    "postcode",
                    "eckid",
                    "personal_number",
                )
            },
            country=cells.get("country", "").upper() if len(cells.get("country", "")) == 2 else "",
        )
    )
    _group(roster, place, key, cells, GroupRow(key=cells.get("group", ""), name=cells.get("group", ""), year=year,
                                               level=level, place=place))  # fmt: skip
    _guardians(roster, place, key, cells)


def _own_key(cells: dict[str, str], born: date | None) -> str:
    """A key made of name and date of birth where the school has no number; a digest, because keys stand in lists."""
    if not born:
        return ""
    name = folded("".join(cells.get(part, "") for part in ("given_name", "prefix", "family_name")))
    return "n-" + hashlib.sha256(f"{name} {born}".encode()).hexdigest()[:12]


def _year(roster: Roster, text: str, place: Place) -> tuple[str, int | None]:
    """The country's own year: "3", "leerjaar 3", "L3"; K1 to K3 are the Flemish kleuterklassen."""
    plain = folded(text)
    number = re.search(r"[1-8]$", plain)
    if plain.startswith(("k", "peuter")):
        return "nursery", int(number[0]) if number else None
    if plain and not number:
        roster.warn(
            _("“%(text)s” is no year of a primary school: kept without a year.") % {"text": text[:20]}, place, "year"
        )
    return "primary", int(number[0]) if number else None


def _site(roster: Roster, name: str, place: Place) -> str:
    if name and all(name != known.key for known in roster.sites):
        roster.sites.append(SiteRow(key=name, name=name, place=place))
    return name


def _group(roster: Roster, place: Place, pupil: str, cells: dict[str, str], group: GroupRow) -> None:
    if not group.key:
        return
    if all(group.key != known.key for known in roster.groups):
        roster.groups.append(group)
    roster.memberships.append(MembershipRow(pupil=pupil, group=group.key, place=place))
    _teacher(roster, place, cells.get("teacher", ""), group.key)


def _teacher(roster: Roster, place: Place, name: str, group: str) -> None:
    if not name:
        return
    if all(name != known.key for known in roster.teachers):
        given, _space, family = name.partition(" ")
        roster.teachers.append(
            TeacherRow(key=name, given_name=given if family else "", family_name=family or name, place=place)
        )
    if all((name, group) != (known.teacher, known.group) for known in roster.teaching):
        roster.teaching.append(TeachingRow(teacher=name, group=group, place=place))


def _guardians(roster: Roster, place: Place, pupil: str, cells: dict[str, str]) -> None:
    for number in "12":
        name = cells.get(f"guardian{number}_name", "")
        if not name:
            continue
        email, phone = cells.get(f"guardian{number}_email", ""), cells.get(f"guardian{number}_phone", "")
        given, _space, family = name.partition(" ")
        key = (
            "g-"
            + hashlib.sha256(f"{pupil if not email else ''} {folded(name)} {email.lower()}".encode()).hexdigest()[:12]
        )
        roster.guardianships.append(GuardianshipRow(pupil=pupil, guardian=key, place=place))
        roster.guardians.append(
            GuardianRow(
                key=key,
                given_name=given if family else "",
                family_name=family or name,
                email=email,
                phone=phone,
                place=place,
            )
        )
