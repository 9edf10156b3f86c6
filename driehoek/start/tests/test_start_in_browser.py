"""A school that never met us, in a browser: the address, the page, the password, the second factor, the list."""

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import expect

from tests.browser import as_user, axe, fits, on_phone, photograph

from .test_setup import PASSWORD, printed_address

pytestmark = pytest.mark.browser


def test_wanda_sets_up_her_school_and_reaches_its_list(page, db, console) -> None:
    page.goto(printed_address())
    axe(page)
    page.get_by_role("link", name="Een school in Vlaanderen").click()
    for label, value in (
        ("Naam van het schoolbestuur", "De Nieuwe Scholen"),
        ("Naam van de school", "De Kiem"),
        ("Instellingsnummer", "12AB"),
        ("Voornaam van de directeur", "Wanda"),
        ("Familienaam van de directeur", "Wouters"),
        ("E-mailadres van de directeur", "wanda@kiem.example"),
    ):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Inrichten en verdergaan").click()
    expect(page.locator(".errors")).to_contain_text("zes cijfers")
    console.clear()
    axe(page)
    page.get_by_label("Instellingsnummer", exact=True).fill("37721")
    page.get_by_role("button", name="Inrichten en verdergaan").click()
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.locator("main form button").click()
    secret = (page.locator("code.key").text_content() or "").replace(" ", "")
    code = totp.format_hotp_value(totp.hotp_value(secret, list(totp.yield_hotp_counters_from_time())[1]))
    page.get_by_label("Code van zes cijfers").fill(code)
    page.get_by_role("button", name="Bevestigen").click()
    page.get_by_role("button", name="Ik heb ze bewaard").click()
    page.get_by_role("heading", name="Startlijst van De Kiem").wait_for()
    axe(page)
    photograph(page, "start-list")
    page.get_by_role("link", name="Voor alle dagen tegelijk invullen").click()
    expect(page.get_by_role("button", name="Bewaren")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("08:30-12:00").first.wait_for()
    put_aside_and_back(page)


def put_aside_and_back(page) -> None:
    """One line, then the whole list: both with an undo beside the word that it is done."""
    on_phone(page)
    page.get_by_role("link", name="Terug naar de startlijst").click()
    expect(page.locator("#hours")).to_contain_text("5 dagen ingevuld")
    fits(page)
    page.locator("#safety").get_by_role("button", name="Niet voor ons").click()
    expect(page.locator("#safety")).to_contain_text("weggelegd")
    axe(page)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("#safety")).to_contain_text("te doen")
    page.get_by_role("button", name="Deze startlijst wegleggen").click()
    page.get_by_role("heading", name="Vandaag").wait_for()
    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_role("heading", name="Startlijst van De Kiem").wait_for()
    page.get_by_role("button", name="Deze startlijst wegleggen").click()
    page.get_by_role("heading", name="Vandaag").wait_for()
    expect(page.get_by_text("wordt ingericht")).to_have_count(0)


def test_oona_finds_her_board_and_invites_another(page, cast) -> None:

    as_user(page, cast.oona)
    page.goto("/board/")
    axe(page)
    photograph(page, "start-board")
    page.get_by_role("link", name="Een ander bestuur uitnodigen").click()
    page.get_by_role("button", name="Adres maken").click()
    expect(page.locator("pre")).to_contain_text("/setup/")
    axe(page)
    on_phone(page)
    fits(page)
