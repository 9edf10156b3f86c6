"""What the tests of imports share: a file of `files/` read, planned and applied as a person would."""

import io
import zipfile
from datetime import date
from pathlib import Path

from django.apps import apps

from driehoek.access.queries import actor_of, anonymous
from driehoek.exchange import actions
from driehoek.exchange.models import ImportRun
from driehoek.exchange.readers import source
from tests.cast import MONDAY

FILES = Path(__file__).parent / "files"


def started(school, path, *, by=None, form=None) -> ImportRun:
    return actions.start(
        actor_of(by) if by else anonymous(), school, source.from_path(path), path.name, by=by, form=form
    )


def planned(school, path, *, by=None, on: date = MONDAY, year: str = "2026-2027") -> ImportRun:
    run = started(school, path, by=by)
    run.school_year = year
    actions.make_plan(run, on)
    return run


def imported(school, path, *, by=None, on: date = MONDAY) -> ImportRun:
    return actions.apply(actor_of(by) if by else anonymous(), planned(school, path, by=by, on=on))


def starting(school):
    """The start-up list of a school, of an app above this one; returns its rows."""
    rows = apps.get_model("start", "StartList").objects
    rows.create(board_id=school.board_id, school=school)
    return rows


def zipped(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"export/{path.name}")
    return packed.getvalue()


SHEET = """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s
</sheetData></worksheet>"""


def workbook(rows: str, styles: str = "") -> bytes:
    """The smallest XLSX with these rows as sheet XML, and these styles."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in (FILES / "xlsx").rglob("*"):
            if path.is_file():
                archive.write(path, path.relative_to(FILES / "xlsx").as_posix())
        archive.writestr("xl/worksheets/sheet1.xml", SHEET % rows)
        if styles:
            archive.writestr("xl/styles.xml", styles)
    return packed.getvalue()


def sheet_rows(*rows: tuple[str, ...]) -> str:
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for column, text in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
