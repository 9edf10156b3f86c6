"""Rita takes a roster in with a browser: upload, preview, confirm, result, undo; a wrong file; on a phone."""

import re

import pytest
from playwright.sync_api import expect

from driehoek.attendance.models import Absence
from driehoek.people.models import Pupil
from tests.browser import as_user, axe, eventually, fits, on_phone

from .importing import FILES, starting

pytestmark = pytest.mark.browser


def send(page, path) -> None:
    page.goto("/roster/")
    page.set_input_files("input[type=file]", str(path))
    page.locator("form[enctype] button.btn").click()


def test_a_roster_comes_in_and_goes_back(page, cast, console) -> None:
    as_user(page, cast.rita)
    page.goto("/roster/")
    axe(page)
    send(page, FILES / "lindeboom.xml")
    page.get_by_text("Lena van den Bos").wait_for()
    axe(page)
    on_phone(page)
    fits(page)
    page.locator("a[href='?tab=left']").click()
    expect(page.locator("[name=left_on]")).to_be_visible()
    axe(page)
    fits(page)
    page.locator("[name=left_on]").fill("")
    page.locator("button[form=confirm]").click()
    page.locator(".errors").wait_for()
    console.clear()  # the wrong turn answers 422
    axe(page)
    page.locator("[name=left_on]").fill("2026-11-20")
    page.locator("button[form=confirm]").click()
    page.locator("details.confirm summary").click()
    expect(page.locator("form[action$='/undo/'] button")).to_be_visible()
    axe(page)
    assert Pupil.objects.filter(key="Lena-1").exists()
    page.locator("form[action$='/undo/'] button").click()
    eventually(page, lambda: not Pupil.objects.filter(key="Lena-1").exists())


def test_a_wrong_file_says_what_is_wrong_and_where(page, cast, tmp_path) -> None:
    as_user(page, cast.rita)
    (tmp_path / "fout.xml").write_text((FILES / "lindeboom.xml").read_text().replace("2018-07-02", "2018-09-31"))
    send(page, tmp_path / "fout.xml")
    page.get_by_text("2018-09-31").first.wait_for()
    axe(page)
    (tmp_path / "leeg.xml").write_text("")
    send(page, tmp_path / "leeg.xml")
    page.locator(".errorlist").first.wait_for()
    axe(page)


def test_absences_come_in_from_a_file_and_go_back(page, cast, tmp_path) -> None:
    as_user(page, cast.rita)
    page.goto("/roster/")
    page.locator("a[href='/roster/absences/']").click()
    expect(page.locator("form[enctype] button.btn")).to_be_visible()
    axe(page)
    (tmp_path / "fout.csv").write_text("pupil,day,part,reason\nAdam-1,2026-11-14,am,B\n")
    page.set_input_files("input[type=file]", str(tmp_path / "fout.csv"))
    page.locator("form[enctype] button.btn").click()
    page.locator("td").get_by_text("2", exact=True).wait_for()
    axe(page)
    page.locator("a.back").first.click()
    (tmp_path / "goed.csv").write_text("pupil,day,part,reason\nAdam-1,2026-11-16,am,B\nNoor-1,2026-11-16,am,late\n")
    page.set_input_files("input[type=file]", str(tmp_path / "goed.csv"))
    page.locator("form[enctype] button.btn").click()
    page.get_by_text("Noor Véral").wait_for()
    axe(page)
    on_phone(page)
    fits(page)
    page.locator("form[action$='/confirm/'] button").click()
    page.locator("details.confirm summary").click()
    expect(page.locator("form[action$='/undo/'] button")).to_be_visible()
    axe(page)
    assert Absence.objects.filter(state="absent").count() == 1
    page.locator("form[action$='/undo/'] button").click()
    eventually(page, lambda: not Absence.objects.exclude(state="present").exists())


def test_on_a_phone_the_columns_are_named_and_what_came_in_leads_on(page, cast, console) -> None:
    starting(cast.lindeboom)
    as_user(page, cast.rita)
    on_phone(page)
    send(page, FILES / "table.csv")
    year = page.locator("[name=school_year]")
    expect(year).to_be_visible()
    expect(page.locator("[name=enrolled_on]")).to_be_hidden()
    axe(page)
    fits(page)
    year.fill("dit jaar")
    page.locator("form[action$='/columns/'] button.btn").first.click()
    expect(page.locator(".errors")).to_be_visible()
    axe(page)
    fits(page)
    year.fill("2026-2027")
    page.locator("form[action$='/columns/'] button.btn").first.click()
    page.locator("dl.facts a[href$='of=parents']").first.click()
    expect(page).to_have_url(re.compile("of=parents"))
    axe(page)
    fits(page)
    page.locator("button[form=confirm]").click()
    expect(page.locator("details.confirm summary")).to_be_in_viewport()
    axe(page)
    fits(page)
    page.locator(f"a.btn[href='/start/{cast.lindeboom.pk}/']").click()
    expect(page.locator("ol.startlist")).to_be_visible()
