"""A plan goes out and comes in as a spreadsheet: message per cell, nothing lost on a bad file, undo (STA-7)."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from driehoek.staffing.actions import jobs
from driehoek.staffing.models import Step
from driehoek.staffing.views.files import WRITERS


@pytest.fixture
def greet(centres, client):
    client.force_login(centres.greet)
    return client


def facts(plan):
    return [{**job.facts()} for job in plan.jobs.in_order()]


def send(browser, plan, name: str, data: bytes):
    return browser.post(reverse("staffing_plan_import", args=[plan.pk]), {"sent": SimpleUploadedFile(name, data)})


def confirm(browser, plan, page):
    rows = json.dumps(page.context["confirm"].initial["rows"])
    return browser.post(reverse("staffing_plan_import_confirm", args=[plan.pk]), {"rows": rows})


def workbook(*rows: tuple[object, ...]) -> bytes:
    out = BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return out.getvalue()


@pytest.mark.parametrize("form", list(WRITERS))
def test_what_goes_out_comes_in_as_it_was_and_can_be_undone(centres, greet, form: str) -> None:
    job = centres.plan.jobs.get(office="arts")
    jobs.change(
        centres.director, job, {"fraction": job.fraction * 625 / 1000, "person": "=SOM(A1)", "kind": "temporary"}
    )
    before = facts(centres.plan)
    data = greet.get(reverse("staffing_plan_export", args=[centres.plan.pk, form])).content
    page = send(greet, centres.plan, f"plan.{form}", data)
    assert facts(centres.plan) == before
    assert page.context["old"] == len(before)
    confirm(greet, centres.plan, page)
    assert facts(centres.plan) == before
    greet.post(reverse("staffing_undo", args=[centres.plan.pk]))
    assert centres.plan.jobs.filter(pk=job.pk).exists()


def test_a_name_that_looks_like_a_formula_is_a_text_in_the_workbook(centres, greet) -> None:
    jobs.change(centres.director, centres.plan.jobs.get(office="arts"), {"person": "=1+1"})
    data = greet.get(reverse("staffing_plan_export", args=[centres.plan.pk, "xlsx"])).content
    cells = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert any(row[1] == "=1+1" for row in cells)
    assert b"<f>" not in data


def test_every_cell_that_does_not_fit_is_named_and_nothing_is_lost(centres, greet) -> None:
    before = facts(centres.plan)
    data = workbook(
        ("Ambt", "Personeelslid", "Procent", "Aard"),
        ("tandarts", "An", 50, "vast"),
        ("arts", "Bo", 120, "vast"),
        ("arts", "Cis", 50, "soms"),
    )
    page = send(greet, centres.plan, "plan.xlsx", data)
    assert [(note.line, note.field) for note in page.context["notes"]] == [(2, "Ambt"), (3, "Procent"), (4, "Aard")]
    assert "“tandarts” is geen ambt" in page.content.decode()
    assert facts(centres.plan) == before
    assert not Step.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.xlsx", b"PK\x03\x04 kapot"),
        ("plan.csv", b""),
        ("plan.csv", b"Ambt;Naam\n"),
        ("plan.csv", b"Ambt;Naam\narts;An\n"),
        ("plan.csv", b"alleen tekst"),
        ("plan.pdf", b"%PDF-1.7 niets"),
    ],
)
def test_a_file_that_is_no_plan_says_so_and_changes_nothing(centres, greet, name: str, data: bytes) -> None:
    before = facts(centres.plan)
    page = send(greet, centres.plan, name, data)
    assert page.status_code in {200, 422}
    assert page.context.get("notes") or page.context["form"].errors["sent"]
    assert facts(centres.plan) == before


def test_rows_that_were_changed_on_the_way_are_read_as_strictly_as_a_file(centres, greet) -> None:
    before = facts(centres.plan)
    address = reverse("staffing_plan_import_confirm", args=[centres.plan.pk])
    for rows in ("", "[", "{}", '[["arts"]]', '[["arts", "An", "900", "permanent"]]', "[1]"):
        assert greet.post(address, {"rows": rows}).status_code == 422
    assert facts(centres.plan) == before


def test_another_centre_neither_takes_out_nor_brings_in(centres, greet) -> None:
    assert greet.get(reverse("staffing_plan_export", args=[centres.theirs.pk, "csv"])).status_code == 404
    assert send(greet, centres.theirs, "plan.csv", b"x").status_code == 404
    assert greet.get(reverse("staffing_plan_export", args=[centres.plan.pk, "docx"])).status_code == 404
