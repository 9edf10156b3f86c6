"""Trying the law in a real browser: by keyboard, on a phone, in the dark, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe, fits, on_phone, photograph

pytestmark = pytest.mark.browser
APPEAL = "/rules/be.discipline.appeal_due/"


def test_a_visitor_finds_a_rule_and_sees_the_days_counted(page, cast) -> None:
    page.goto("/rules/")
    axe(page)
    photograph(page, "rules")
    page.get_by_label("Zoeken").fill("beroep tekenen")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name="Laatste dag om beroep aan te tekenen").click()
    page.get_by_label("Beslissing verstuurd op").fill("2021-05-06")
    page.get_by_role("button", name="Antwoord tonen").click()
    strip = page.locator(".strip")
    expect(strip.locator(".d.c")).to_have_count(6)
    expect(strip.locator(".d.s")).to_have_count(5)
    assert strip.locator(".d.e").last.inner_text().split("\n")[-1] == "laatste dag"
    expect(page.locator("#answer").get_by_text("woensdag 19 mei 2021").first).to_be_visible()
    axe(page)
    photograph(page, "rule")


def test_an_error_gets_the_focus_and_leads_to_its_field(page, cast) -> None:
    page.goto("/rules/be.days.after/?start=2021-05-06&days=veel&kind=procedure")
    assert page.evaluate("document.activeElement.className") == "errors"
    page.locator(".errors a").first.click()
    expect(page.locator("#id_days")).to_be_focused()
    axe(page)
    photograph(page, "rule-error")


@pytest.mark.parametrize("facts", ["", "?decision_sent=2021-05-06"])
def test_the_page_of_a_rule_fits_a_phone_in_the_dark(page, cast, facts: str) -> None:
    on_phone(page)
    page.emulate_media(color_scheme="dark")
    page.goto(APPEAL + facts)
    fits(page)
    axe(page)
    photograph(page, f"rule-phone{len(facts)}")


def test_a_term_of_a_school_year_is_folded_by_months(page, cast) -> None:
    page.goto("/rules/be.days.after/?start=2020-09-01&days=150&kind=school")
    expect(page.locator(".strip .d.w")).to_have_count(9)
    axe(page)
    photograph(page, "rule-long")


def test_the_law_can_be_tried_without_javascript(chromium, live_server, cast) -> None:
    plain = chromium.new_context(base_url=str(live_server), java_script_enabled=False)
    page = plain.new_page()
    page.goto(APPEAL)
    page.get_by_label("Beslissing verstuurd op").fill("2021-05-06")
    page.get_by_role("button", name="Antwoord tonen").click()
    expect(page.locator("#answer")).to_be_visible()
    plain.close()


def test_the_page_of_the_api_fits_a_phone_and_axe_finds_nothing(page, cast) -> None:
    on_phone(page)
    page.goto("/api/")
    fits(page)
    axe(page)
    photograph(page, "api")
