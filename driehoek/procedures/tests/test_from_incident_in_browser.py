"""From an incident to its case in Chromium: nothing is typed twice, the ban goes to who did it (SAF-8, SAF-9)."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from driehoek.safety.tests.incident_story import long_served, now_at
from driehoek.safety.tests.test_incidents import of
from tests.browser import as_user, axe, fits, on_phone, photograph

__all__ = ["long_served"]
pytestmark = pytest.mark.browser


def looks_well(page: Page, name: str) -> None:
    axe(page)
    photograph(page, name)
    on_phone(page)
    fits(page)
    photograph(page, f"{name}-phone")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_bas_opens_the_case_from_the_part_of_the_parent_and_leaves_out_the_name_first(page, cast, console):
    people = [("victim", cast.fenna, "Bedreigd aan de poort."), ("perpetrator", "G. Bakker", "Schold.")]
    incident = now_at(cast.beuk, cast.petra, people, ("threat",))
    as_user(page, cast.bas)
    page.goto(reverse("incident_thread", args=[of(incident, "G. Bakker").pk]))
    page.get_by_role("link", name="Waarschuwing, ontzegging of aangifte").click()
    expect(page.get_by_label("Naam van deze persoon")).to_have_value("G. Bakker")
    looks_well(page, "incident-case")
    page.get_by_label("Naam van deze persoon").fill("")
    page.get_by_role("button", name="De zaak openen").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    console.clear()  # the refusal is a 422, as it should be
    page.get_by_label("Naam van deze persoon").fill("G. Bakker")
    page.get_by_role("button", name="De zaak openen").click()
    expect(page.get_by_role("heading", name="Agressie").first).to_be_visible()
    axe(page)
    page.goto(reverse("incident", args=[incident.pk]))
    page.get_by_role("link", name="De zaak: gesprekken, waarschuwing, ontzegging, aangifte").click()
    expect(page.get_by_role("heading", name="Agressie").first).to_be_visible()


def test_an_admission_on_the_form_leads_to_the_accident(page, cast, console):
    incident = now_at(cast.beuk, cast.petra, [("victim", cast.daan)], ("accident",))
    as_user(page, cast.bas)
    page.goto(reverse("incident_thread_write", args=[of(incident, cast.daan).pk]))
    page.get_by_label("Opgenomen in het ziekenhuis").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("dit ongeval wordt direct gemeld bij de Arbeidsinspectie")).to_be_visible()
    looks_well(page, "incident-admitted")
    page.get_by_role("link", name="Het ongeval noteren").click()
    expect(page.get_by_label("Opname in een ziekenhuis was nodig")).to_have_value("true")
