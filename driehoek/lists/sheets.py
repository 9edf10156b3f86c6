"""A list as a spreadsheet: CSV with semicolons and the mark of UTF-8, or a workbook. No cell is taken for a formula."""

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from driehoek.exchange.export import plain

from .definition import Column, Row

WIDTHS = {"name": 28, "call": 40, "day": 12, "number": 10}
USUAL = 24


def as_csv(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    out = StringIO("\ufeff", newline="")
    out.seek(0, 2)
    writer = csv.writer(out, delimiter=";")
    writer.writerow([plain(column.label) for column in columns])
    for row in rows:
        writer.writerow([plain(_text(cell)) for cell in row.cells])
    return out.getvalue().encode()


def as_xlsx(title: str, columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """Days are days and numbers are numbers, so that a spreadsheet can sort them; the head stays in sight."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, bold = book.add_worksheet(_sheet_name(title)), book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, [str(column.label) for column in columns], bold)
        for line, row in enumerate(rows, 1):
            for at, cell in enumerate(row.cells):
                if isinstance(cell, date):
                    sheet.write_datetime(line, at, cell, day)
                elif isinstance(cell, int):
                    sheet.write_number(line, at, cell)
                else:
                    sheet.write_string(line, at, _text(cell))
        for at, column in enumerate(columns):
            sheet.set_column(at, at, WIDTHS.get(column.shape, USUAL))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()


def _text(cell: object) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)


def _sheet_name(title: str) -> str:
    """What a workbook takes as the name of a sheet."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31]
