"""A plan as a spreadsheet, out and in: one line a job, columns in Dutch. What does not fit is said per cell.

Files are opened by the readers of rosters: bounded, in memory, XLSX or CSV with any usual separator.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from driehoek.exchange.export import lines
from driehoek.exchange.readers import source, table
from driehoek.exchange.readers.columns import folded
from driehoek.exchange.roster import Note
from driehoek.staffing.figures import FULL, figure, fraction_in, is_unclear, number_in, percent
from driehoek.staffing.models import Job, JobKind, Office

HEADER = ("Ambt", "Personeelslid", "Procent", "Aard", "Vervangt", "Begin", "Einde")
NEEDED = 4  # the first columns; a file may leave out the rest
MEANINGS = {
    "office": "ambt office functie",
    "person": "personeelslid persoon naam person name",
    "percent": "procent percent opdracht percentage fractie",
    "kind": "aard kind soort statuut",
    "replaces": "vervangt vervangen titularis",
    "starts_on": "begin van vanaf start begindatum",
    "ends_on": "einde tot einddatum",
}
KINDS = {
    "permanent": "vastbenoemd", "temporary": "tijdelijk", "replacement": "vervanging",
    "pre_retirement": "TBS voor het pensioen",
}  # fmt: skip
WHOLE_PERCENT, EXACT_PERCENT = 9, 10  # the formats of Excel for 80% and 62,50%
DAYS = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")
MOST_JOBS = 500
LONGEST_NAME = 120


class Reading(NamedTuple):
    """What a file holds: its jobs, and what does not fit. With anything that does not fit nothing is taken in."""

    jobs: list[dict[str, Any]]
    notes: list[Note]

    def as_rows(self) -> list[list[str]]:
        """The jobs as cells, to be confirmed."""
        return [
            [
                str(job["office"]),
                job["person"],
                percent(job["fraction"]),
                str(job["kind"]),
                job["replaces"],
                _spoken(job["starts_on"]),
                _spoken(job["ends_on"]),
            ]
            for job in self.jobs
        ]


def cells(jobs: Sequence[Job]) -> list[tuple[str, ...]]:
    return [
        (
            str(Office(job.office).label),
            job.person,
            percent(job.fraction),
            KINDS[JobKind(job.kind).value],
            job.replaces,
            _spoken(job.starts_on),
            _spoken(job.ends_on),
        )
        for job in jobs
    ]


def as_csv(jobs: Sequence[Job]) -> bytes:
    """CSV with a byte order mark, for a spreadsheet."""
    return b"".join(lines(HEADER, cells(jobs)))


def as_xlsx(jobs: Sequence[Job]) -> bytes:
    """A workbook with one sheet; percentages are numbers, and no text is taken for a formula."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, bold = book.add_worksheet("Personeelsformatie"), book.add_format({"bold": True})
        whole, exact = (book.add_format({"num_format": number}) for number in (WHOLE_PERCENT, EXACT_PERCENT))
        sheet.write_row(0, 0, HEADER, bold)
        for line, job in enumerate(jobs, 1):
            office, person, _percent, *rest = cells([job])[0]
            sheet.write_string(line, 0, office)
            sheet.write_string(line, 1, person)
            sheet.write_number(line, 2, float(job.fraction), whole if job.percent == int(job.percent) else exact)
            for column, text in enumerate(rest, 3):
                sheet.write_string(line, column, text)
        sheet.set_column(0, 1, 32)
        sheet.set_column(2, 3, 20)
    return out.getvalue()


def read(sent: "UploadedFile[Any]") -> Reading:
    """The jobs of a file. Raises BadFile for what is no table at all."""
    data = sent.read()
    found = table.open_table(source.from_bytes([(sent.name or "", data)]))
    read_cell = _cell if data.startswith(b"PK") else _csv_cell  # only CSV needs an apostrophe against formulas
    titles = {folded(title): place for place, title in enumerate(found.header)}
    columns = {
        meaning: next((titles[name] for name in names.split() if name in titles), None)
        for meaning, names in MEANINGS.items()
    }
    needed = list(MEANINGS)[:NEEDED]
    missing = [HEADER[place] for place, meaning in enumerate(needed) if columns[meaning] is None]
    if missing:
        return Reading([], [Note(_("This column is missing."), 1, title, found.name) for title in missing])
    if len(found.rows) > MOST_JOBS:
        return Reading([], [Note(_("A plan has at most %(most)d jobs.") % {"most": MOST_JOBS}, None, "", found.name)])
    return _reading(
        [(line, {meaning: read_cell(row, place) for meaning, place in columns.items()}) for line, row in found.rows]
    )


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _csv_cell(row: Sequence[str], place: int | None) -> str:
    return table.unquoted(_cell(row, place))


def confirmed(rows: object) -> Reading:
    """The cells of a preview that come back to be confirmed, read as strictly as a file."""
    found: list[Any] = rows if isinstance(rows, list) else []
    if not 0 < len(found) <= MOST_JOBS or any(not isinstance(row, list) or len(row) != len(HEADER) for row in found):
        return Reading([], [Note(_("Send the file again."))])
    named = [(line, dict(zip(MEANINGS, map(str, row), strict=True))) for line, row in enumerate(found, 1)]
    return _reading(named)


def _reading(rows: Sequence[tuple[int, Mapping[str, str]]]) -> Reading:
    jobs: list[dict[str, Any]] = []
    notes: list[Note] = []
    for line, row in rows:
        job, wrong = _job(line, row)
        jobs.append(job)
        notes += wrong
    return Reading([] if notes else jobs, notes)


def _job(line: int, row: Mapping[str, str]) -> tuple[dict[str, Any], list[Note]]:
    office, kind = OFFICES.get(folded(row["office"])), KIND_WORDS.get(folded(row["kind"]))
    fraction = fraction_in(row["percent"])
    days, wrong_days = _days(line, row)
    facts = {
        "office": office,
        "person": row["person"],
        "fraction": fraction,
        "kind": kind,
        "replaces": row["replaces"],
        **days,
    }
    return facts, [*_wrong_in(line, row, facts), *wrong_days]


def _wrong_in(line: int, row: Mapping[str, str], facts: Mapping[str, Any]) -> list[Note]:
    wrong = []
    if facts["office"] is None:
        offices = ", ".join(str(one.label) for one in Office)
        wrong.append(
            Note(
                _("“%(text)s” is no office. Write one of: %(offices)s.")
                % {"text": row["office"][:40], "offices": offices},
                line,
                HEADER[0],
            )
        )
    wrong += [
        Note(_("This name is longer than %(most)d signs.") % {"most": LONGEST_NAME}, line, column)
        for name, column in (("person", HEADER[1]), ("replaces", HEADER[4]))
        if len(row[name]) > LONGEST_NAME
    ]
    if is_unclear(row["percent"]):
        said = {"text": row["percent"][:40], "whole": figure((number_in(row["percent"]) or Decimal(0)) * FULL)}
        wrong.append(
            Note(_("“%(text)s”: is this %(text)s%% or %(whole)s%%? Write it with the sign %%.") % said, line, HEADER[2])
        )
    elif facts["fraction"] is None:
        wrong.append(
            Note(
                _("“%(text)s” is no percentage above 0 and at most 100, such as 50 or 62,5.")
                % {"text": row["percent"][:40]},
                line,
                HEADER[2],
            )
        )
    if facts["kind"] is None:
        said = {"text": row["kind"][:40], "kinds": ", ".join(KINDS.values())}
        wrong.append(Note(_("“%(text)s” is not known. Write one of: %(kinds)s.") % said, line, HEADER[3]))
    return wrong


def _days(line: int, row: Mapping[str, str]) -> tuple[dict[str, date | None], list[Note]]:
    """From when until when, where the file says so."""
    found: dict[str, date | None] = {}
    wrong = []
    for name, column in (("starts_on", HEADER[5]), ("ends_on", HEADER[6])):
        found[name] = _day(row[name])
        if row[name] and found[name] is None:
            wrong.append(Note(_("“%(text)s” is no day such as 01-09-2026.") % {"text": row[name][:40]}, line, column))
    first, last = found.values()
    if first and last and last < first:
        wrong.append(Note(_("The last day lies before the first one."), line, HEADER[6]))
    return found, wrong


def _day(text: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def _spoken(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


OFFICES = {folded(word): one.value for one in Office for word in (one.value, str(one.label))}
KIND_WORDS = {folded(word): code for code, dutch in KINDS.items() for word in (code, dutch)} | {
    "vast": "permanent", "benoemd": "permanent", "vervanger": "replacement", "tbs": "pre_retirement",
}  # fmt: skip
