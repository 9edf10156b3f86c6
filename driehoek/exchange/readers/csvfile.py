"""One CSV file as rows by column name, each with its line. What is wrong with it is said, not guessed over."""

import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from driehoek.exchange.roster import BadFile, Place, Roster

DELIMITERS = ",;\t|"
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
LONGEST_CELL = 10_000
SEPARATOR = re.compile(r"\s*\"?sep=([,;\t|])\"?[ \t]*\r?\n", re.IGNORECASE)  # what Excel writes for itself
FIRST_LINES = 10


def decoded(name: str, data: bytes, *, office: bool) -> tuple[str, bool]:
    """The text, and whether it was read as Windows-1252: what a Dutch Excel writes, accepted where `office` says so."""
    encoding = BYTE_ORDER_MARKS.get(data[:2], "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        if office and encoding == "utf-8-sig" and b"\x00" not in data:
            return data.decode("cp1252", errors="replace"), True
        raise BadFile(
            _("The characters are not UTF-8. Save the file again as “CSV UTF-8”."), line=line, file=name
        ) from problem
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise BadFile(
            _("NUL characters stand in it: this is no CSV file, or it is UTF-16. Save it as “CSV UTF-8”."),
            line=line,
            file=name,
        )
    return text, False


def delimiter_of(text: str) -> str:
    """The sign that separates the columns: what a first line "sep=;" says, else the one that stands in most of the
    first lines, and most often in one of them (a title may stand above, and 62,5 has a comma); a comma where none."""
    told = SEPARATOR.match(text)
    if told:
        return told[1]
    first = text.lstrip().splitlines()[:FIRST_LINES]
    counts = {sign: [line.count(sign) for line in first] for sign in DELIMITERS}
    return max(DELIMITERS, key=lambda sign: (sum(map(bool, counts[sign])), max(counts[sign], default=0)))


def cells(name: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line it ends on; a line "sep=;" above them is no row."""
    told = SEPARATOR.match(text)
    skipped = told.group().count("\n") if told else 0
    text = text[told.end() :] if told else text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                if max(map(len, row)) > LONGEST_CELL:
                    raise BadFile(
                        _("A cell is longer than any name or address can be."),
                        line=reader.line_num + skipped,
                        file=name,
                    )
                yield reader.line_num + skipped, row
    except csv.Error as problem:
        raise BadFile(
            _("The quotation marks on this line do not match."), line=reader.line_num + skipped, file=name
        ) from problem


def rows(
    roster: Roster, name: str, data: bytes, required: tuple[str, ...], known: tuple[str, ...]
) -> Iterator[tuple[Place, dict[str, str]]]:
    """Rows of a file of a standard: the required columns. What nobody reads is counted as skipped.

    The standard asks UTF-8 and commas; who opened the file in a Dutch Excel and saved it has Windows-1252 and
    semicolons, and is told where that may have changed a name.
    """
    text, office = decoded(name, data, office=True)
    if not text.strip():
        raise BadFile(_("The file is empty."), file=name)
    if office:
        roster.warn(
            _("The file was read as Windows-1252; look at names with accents before you confirm."), Place(1, name)
        )
    lines = cells(name, text, delimiter_of(text))
    _line, header = next(lines)
    columns = _columns(roster, name, header, required, known)
    for line, row in lines:
        place = Place(line, name)
        if len(row) != len(header):
            roster.refuse(
                _("This line has %(found)d columns, the first line has %(expected)d.")
                % {"found": len(row), "expected": len(header)},
                place,
            )
            continue
        yield place, {column: row[index].strip() for column, index in columns.items()}


def _columns(
    roster: Roster, name: str, header: list[str], required: tuple[str, ...], known: tuple[str, ...]
) -> dict[str, int]:
    """Where each column that is read stands. Upper and lower case are the same; a column twice is refused."""
    names = {column.lower(): column for column in (*required, *known)}
    columns: dict[str, int] = {}
    for index, title in enumerate(header):
        column = names.get(title.strip().lower())
        if column is None:
            roster.skipped[f"{name}/{title.strip()[:40]}"] += 1
        elif column in columns:
            raise BadFile(_("This column stands twice in the first line."), line=1, field=column, file=name)
        else:
            columns[column] = index
    for column in required:
        if column not in columns:
            raise BadFile(_("This column is missing."), line=1, field=column, file=name)
    return columns
