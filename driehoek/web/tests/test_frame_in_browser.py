"""The frame of every page in a real browser: on a phone, by keyboard, in both languages."""

import pytest
from playwright.sync_api import expect

from tests.browser import as_user, axe, fits, on_phone, photograph

pytestmark = pytest.mark.browser


def test_the_language_switch_turns_the_page_to_english_and_back(page, cast) -> None:
    as_user(page, cast.rita)
    page.goto("/rules/")
    assert page.locator("html").get_attribute("lang") == "nl"
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rules")
    page.get_by_role("button", name="Nederlands").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Regels")


def test_the_first_tab_leads_past_the_menu(page, cast) -> None:
    as_user(page, cast.rita)
    page.goto("/rules/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_visible()
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_menu_of_the_director_opens_with_the_keyboard_and_closes_with_escape(page, cast) -> None:
    as_user(page, cast.rita)
    page.goto("/rules/")
    page.get_by_text("Rita Maes").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Afmelden")).to_be_visible()
    expect(page.locator(".who")).to_contain_text("directeur · De Lindeboom")
    photograph(page, "menu")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Afmelden")).to_be_hidden()


def test_a_page_that_is_not_there_is_a_page_like_any_other(page, cast, console) -> None:
    as_user(page, cast.rita)
    page.goto("/nothing-here/")
    axe(page)
    photograph(page, "404")
    console.clear()


def test_the_frame_fits_a_small_phone(page, cast) -> None:
    on_phone(page)
    as_user(page, cast.rita)
    page.goto("/rules/")
    fits(page)
    photograph(page, "phone")


def test_on_a_phone_the_menu_folds_and_opens_over_the_page(page, cast) -> None:
    on_phone(page)
    as_user(page, cast.rita)
    page.goto("/rules/")
    expect(page.locator("#menu")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Vandaag")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Vandaag").click()
    page.wait_for_url("**/today/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_frame(page, cast, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    as_user(page, cast.rita)
    page.goto("/rules/")
    axe(page)


def test_a_page_that_breaks_the_content_policy_fails_its_test(page, cast, console) -> None:
    as_user(page, cast.rita)
    page.goto("/rules/")
    page.evaluate("document.body.appendChild(document.createElement('script')).textContent = 'alert(1)'")
    assert any("Content Security Policy" in line for line in console)
    console.clear()
