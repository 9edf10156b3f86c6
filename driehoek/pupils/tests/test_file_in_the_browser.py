"""The file in a real browser: writing in it, its filters, a phone, and no violation that axe sees."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from driehoek.duties.models import Duty
from driehoek.pupils.models import Entry
from tests.browser import as_user, axe, fits, on_phone, photograph

from .story import PDF, a_year_from_now, consent, note

pytestmark = pytest.mark.browser
PAGES = ["pupils", "pupil", "pupil_people", "pupil_tests", "pupil_consents", "pupil_enrolment"]


def open_file(page, user, pupil) -> None:
    as_user(page, user)
    page.goto(reverse("pupil", args=[pupil.pk]))


def test_kathleen_notes_something_and_corrects_it(page, cast) -> None:
    open_file(page, cast.kathleen, cast.adam)
    page.get_by_text("Aan het dossier toevoegen").click()
    page.get_by_role("link", name="waarneming", exact=True).click()
    expect(page.get_by_label("titel")).to_be_visible()
    axe(page)
    page.get_by_label("titel").fill("Adam slaapt slecht")
    page.get_by_label("tekst").fill("Sinds de verhuizing.")
    page.get_by_role("button", name="In het dossier zetten").click()
    page.get_by_role("link", name="Adam slaapt slecht").click()
    expect(page.get_by_role("link", name="Verbeteren")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Verbeteren").click()
    page.get_by_label("tekst").fill("Sinds de verbouwing.")
    page.get_by_label("Waarom u verbetert").fill("verkeerd verstaan")
    page.get_by_role("button", name="Verbetering bewaren").click()
    page.get_by_text("verkeerd verstaan").click()
    expect(page.get_by_text("Sinds de verhuizing.")).to_be_visible()
    expect(page.get_by_text("Sinds de verbouwing.")).to_be_visible()


def test_a_filter_changes_the_timeline_without_leaving_the_page(page, cast) -> None:
    note(cast.zoe, cast.adam, title="Gezien op de speelplaats")
    note(cast.zoe, cast.adam, "measure", title="Meer tijd bij toetsen")
    open_file(page, cast.zoe, cast.adam)
    axe(page)
    photograph(page, "file")
    page.locator("#filters").get_by_role("link", name="Maatregelen").click()
    page.get_by_text("Gezien op de speelplaats").wait_for(state="detached")
    expect(page.get_by_text("Meer tijd bij toetsen")).to_be_visible()
    page.wait_for_url(re.compile(r"\?show=care$"))
    expect(page.locator("#filters [aria-current]")).to_have_text("Maatregelen")


def test_zoe_makes_a_plan_whose_goal_stands_on_the_list_of_duties(page, cast) -> None:
    open_file(page, cast.zoe, cast.adam)
    page.get_by_text("Aan het dossier toevoegen").click()
    page.get_by_role("link", name="handelingsplan", exact=True).click()
    page.get_by_label("titel").fill("Rekenen tot 100")
    page.get_by_label("beginsituatie").fill("Telt op de vingers.")
    page.get_by_label("Doel").first.fill("Splitsen tot 10")
    page.get_by_label("Evalueren op").first.fill(a_year_from_now())
    page.get_by_role("button", name="In het dossier zetten").click()
    page.get_by_text("handelingsplan loopt").wait_for()
    assert Duty.objects.open().filter(pupil=cast.adam).count() == 1
    expect(page.locator("li.open").get_by_text("Evalueer een doel")).to_be_visible()


def test_a_wrong_file_is_refused_with_a_sentence_and_a_right_one_is_kept(page, cast, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "kept"
    entry = note(cast.kathleen, cast.adam)
    wrong, right = tmp_path / "virus.pdf", tmp_path / "verslag.pdf"
    wrong.write_bytes(b"MZ\x90\x00" + b"\0" * 60)
    right.write_bytes(PDF)
    as_user(page, cast.kathleen)
    page.goto(reverse("entry", args=[entry.pk]))
    page.get_by_label("Bestand").set_input_files(wrong)
    page.get_by_role("button", name="Bijlage toevoegen").click()
    expect(page.locator(".errors").get_by_text("virus.pdf")).to_be_visible()
    axe(page)
    page.goto(reverse("entry", args=[entry.pk]))
    page.get_by_label("Bestand").set_input_files(right)
    page.get_by_role("button", name="Bijlage toevoegen").click()
    expect(page.get_by_role("link", name="verslag.pdf")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="verslag.pdf").click()
    assert Path(download.value.path()).read_bytes() == PDF


def test_names_are_found_while_typing_and_with_the_arrows(page, cast) -> None:
    as_user(page, cast.rita)
    page.goto(reverse("pupils"))
    axe(page)
    photograph(page, "search")
    page.get_by_label("Naam").press_sequentially("veral")
    page.get_by_role("link", name="Ilias").wait_for(state="detached")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Noor").wait_for()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_about_a_pupil_fits_a_phone(page, cast, name) -> None:
    for day, score in (("2026-09-10", "40"), ("2026-10-10", "44")):
        details = {"domain": "maths", "test": "M3", "score": score, "norm_low": "42", "norm_high": "60"}
        note(cast.zoe, cast.adam, "tracking_test", day=day, details=details, title="LVS rekenen")
    consent(cast.zoe, cast.adam)
    as_user(page, cast.rita)
    on_phone(page)
    page.goto(reverse(name, args=[] if name == "pupils" else [cast.adam.pk]))
    fits(page)
    axe(page)
    photograph(page, f"phone-{name}")


def test_dirks_own_page_fits_a_phone_and_is_plain(page, cast) -> None:
    note(cast.zoe, cast.adam)
    as_user(page, cast.dirk)
    on_phone(page)
    page.goto(reverse("my_child"))
    assert page.get_by_role("heading", level=1).inner_text() == "Adam"
    fits(page)
    axe(page)
    photograph(page, "my-child")


def test_a_markup_in_a_note_is_text(page, cast) -> None:
    note(cast.zoe, cast.adam, title="<img src=x onerror=alert(1)>", text="<script>alert(1)</script>")
    open_file(page, cast.zoe, cast.adam)
    expect(page.get_by_text("<script>alert(1)</script>")).to_be_visible()
    expect(page.locator("ol.tl")).to_contain_text(Entry.objects.get().title)
