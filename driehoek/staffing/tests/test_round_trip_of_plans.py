"""Every plan comes back as it went out, and what such an Excel writes is understood or asked."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from driehoek.exchange.roster import BadFile
from driehoek.staffing import spreadsheet
from driehoek.staffing.models import Job, Office

NAMES = st.text("aé '=+-@;\",.1t", max_size=8).map(str.strip)
ROWS = st.lists(
    st.builds(
        Job, office=st.sampled_from(Office.values), person=NAMES,
        fraction=st.integers(1, 10000).map(lambda part: Decimal(part) / 10000),
        kind=st.sampled_from(["permanent", "temporary", "replacement", "pre_retirement"]), replaces=NAMES,
        starts_on=st.none() | st.dates(date(1000, 1, 1), date(2015, 1, 1)),
        ends_on=st.none() | st.dates(date(2015, 1, 1)),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


def sent(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def told(one) -> tuple[object, ...]:
    facts = one if isinstance(one, dict) else one.__dict__
    return tuple(facts[name] for name in ("office", "person", "fraction", "kind", "replaces", "starts_on", "ends_on"))


@given(rows=ROWS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_plan_comes_back_as_it_went_out_as_csv_and_as_it_was_previewed(rows) -> None:
    reading = spreadsheet.read(sent("plan.csv", spreadsheet.as_csv(rows)))
    assert not reading.notes
    assert [told(one) for one in reading.jobs] == [told(one) for one in rows]
    assert spreadsheet.confirmed(reading.as_rows()).jobs == reading.jobs


@given(rows=ROWS)
@settings(max_examples=4, deadline=None)
def test_every_plan_comes_back_as_it_went_out_as_a_workbook(rows) -> None:
    reading = spreadsheet.read(sent("plan.xlsx", spreadsheet.as_xlsx(rows)))
    assert not reading.notes
    assert [told(one) for one in reading.jobs] == [told(one) for one in rows]


def test_a_file_opens_in_columns_in_a_belgian_excel() -> None:
    job = Job(office="arts", person="An", fraction=Decimal("0.625"), kind="permanent")
    text = spreadsheet.as_csv([job]).decode()
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}Ambt;Personeelslid;Procent;Aard")
    assert "arts;An;62,5%;vastbenoemd;;;" in text


def test_a_cell_that_shows_eighty_per_cent_is_eighty_per_cent_and_half_is_asked() -> None:
    out = BytesIO()
    with Workbook(out) as book:
        page, shown = book.add_worksheet(), book.add_format({"num_format": "0%"})
        page.write_row(0, 0, spreadsheet.HEADER[:4])
        page.write_row(1, 0, ["arts", "An"])
        page.write_number(1, 2, 0.8, shown)
        page.write_string(1, 3, "vast")
    (job,) = spreadsheet.read(sent("plan.xlsx", out.getvalue())).jobs
    assert job["fraction"] == Decimal("0.8")
    for text in ("0,5", "0.8", "1"):
        reading = spreadsheet.read(sent("plan.csv", f"Ambt;Personeelslid;Procent;Aard\narts;An;{text};vast\n".encode()))
        assert [note.field for note in reading.notes] == ["Procent"]
    assert "50%" in spreadsheet.read(sent("p.csv", b"Ambt;Personeelslid;Procent;Aard\narts;A;0,5;vast\n")).notes[0].text
    assert spreadsheet.read(sent("p.csv", b"Ambt;Personeelslid;Procent;Aard\narts;A;1e2;vast\n")).notes


def test_an_old_excel_is_told_what_to_save_it_as() -> None:
    with pytest.raises(BadFile) as bad:
        spreadsheet.read(sent("plan.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600))
    assert "xlsx" in bad.value.note.text
