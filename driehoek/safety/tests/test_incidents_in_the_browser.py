"""Incidents in Chromium: a report on a phone, the care, an accident, closing too early; each with a wrong turn."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from driehoek.safety.models import Incident, IncidentDraft
from tests.browser import as_user, axe, fits, on_phone, photograph

from .incident_story import long_served, now_at
from .test_incidents import of

__all__ = ["long_served"]
pytestmark = pytest.mark.browser


def looks_well(page: Page, name: str) -> None:
    axe(page)
    photograph(page, name)
    on_phone(page)
    fits(page)
    photograph(page, f"{name}-phone")
    page.set_viewport_size({"width": 1200, "height": 900})


def test_fenna_reports_on_a_phone_and_forgets_to_say_whether_it_is_serious(page, cast, console):
    as_user(page, cast.fenna)
    on_phone(page)
    page.goto("/safety/")
    page.get_by_role("link", name="Er is iets gebeurd").click()
    page.get_by_label("Waar", exact=True).select_option("playground")
    page.get_by_label("Lichamelijk geweld").check()
    first = page.get_by_role("group", name="Persoon 1")
    first.get_by_label("Naam").press_sequentially("da")
    expect(page.locator("#names-1 option")).to_have_attribute("value", "Daan de Wit · Groep 5")
    first.get_by_label("Naam").fill("Daan de Wit · Groep 5")
    first.get_by_label("Rol").select_option("victim")
    first.get_by_label("Wat deze persoon overkwam of deed").fill("Geduwd bij het klimrek.")
    expect(page.locator("main")).not_to_have_class("htmx-request")
    fits(page)
    page.get_by_role("button", name="Melden").click()
    expect(page.get_by_role("alert").first).to_contain_text("Zeg of het ernstig is")
    console.clear()  # the refusal is a 422, as it should be
    axe(page)
    photograph(page, "incident-new-wrong")
    expect(page.get_by_role("group", name="Persoon 1").get_by_label("Rol")).to_have_value("victim")
    page.get_by_label("Ja").check()
    page.get_by_role("button", name="Melden").click()
    expect(page.get_by_role("status")).to_contain_text("Gemeld, met 1 persoon.")
    looks_well(page, "incident")
    assert Incident.objects.get().threads.get().pupil == cast.daan


def test_what_fenna_typed_is_there_when_she_comes_back(page, cast):
    as_user(page, cast.fenna)
    page.goto("/safety/incidents/new/")
    with page.expect_response("**/incidents/draft/"):
        page.get_by_label("Wat er meteen is gedaan").fill("Binnen gehouden.")
    assert IncidentDraft.objects.get().user == cast.fenna
    page.goto("/safety/incidents/")
    page.get_by_role("link", name="Verdergaan").click()
    expect(page.get_by_label("Wat er meteen is gedaan")).to_have_value("Binnen gehouden.")
    looks_well(page, "incident-new")
    page.get_by_role("button", name="Weggooien").click()
    expect(page.get_by_role("status")).to_contain_text("weggegooid")


def test_petra_gives_care_and_closes_too_early(page, cast, console):
    incident = now_at(cast.beuk, cast.fenna, [("victim", cast.daan, "Geduwd."), ("perpetrator", cast.mila)])
    as_user(page, cast.petra)
    page.goto("/safety/incidents/")
    looks_well(page, "incidents")
    page.get_by_role("link", name="Lichamelijk geweld").press("Enter")
    page.get_by_role("link", name="Daan de Wit", exact=True).click()
    expect(page.get_by_role("heading", name="Zorg")).to_be_visible()
    looks_well(page, "incident-thread")
    page.get_by_role("link", name=re.compile("Gespreksverslag ?: contact met de ouders")).click()
    page.get_by_label("Wat er is gezegd en afgesproken").fill("Moeder komt hem halen.")
    page.get_by_role("button", name="Het verslag bewaren").click()
    expect(page.get_by_role("alert")).to_contain_text("Met wie")
    console.clear()
    looks_well(page, "incident-talk")
    page.get_by_label("Met wie").fill("moeder")
    page.get_by_role("button", name="Het verslag bewaren").click()
    expect(page.get_by_text("Moeder komt hem halen.")).to_be_visible()
    page.goto(f"/safety/incidents/{incident.pk}/close/")
    looks_well(page, "incident-close")
    page.get_by_role("button", name="Toch afsluiten").click()
    expect(page.get_by_role("alert")).to_contain_text("Zeg waarom")
    console.clear()
    page.get_by_label("Waarom wordt het zonder dit afgesloten?").fill("Het gezin is verhuisd.")
    page.get_by_role("button", name="Toch afsluiten").click()
    expect(page.get_by_text("Afgesloten zonder deze zorg:")).to_be_visible()
    page.get_by_role("button", name="Heropenen").click()
    expect(page.get_by_role("status")).to_contain_text("Heropend")


def test_tom_of_another_class_finds_nothing_and_kathleen_only_her_pupil(page, cast, console):
    people = [("victim", cast.adam, "Ilias duwde Adam."), ("perpetrator", cast.noor)]
    incident = now_at(cast.lindeboom, cast.rita, people)
    as_user(page, cast.tom)
    answer = page.goto(f"/safety/incidents/{incident.pk}/")
    assert answer is not None
    assert answer.status == 404
    console.clear()  # the 404 itself
    page.goto("/safety/incidents/")
    expect(page.get_by_role("heading", name="Er staat niets open")).to_be_visible()
    looks_well(page, "incidents-empty")
    as_user(page, cast.kathleen)
    page.goto(f"/safety/people/{of(incident, cast.adam).pk}/print/")
    expect(page.get_by_text("De namen van de anderen zijn weggelaten.")).to_be_visible()
    looks_well(page, "incident-print")


def test_petra_records_an_accident_that_must_be_reported_at_once(page, cast, console):
    incident = now_at(cast.beuk, cast.petra, [("victim", cast.daan, "Van het klimrek gevallen.")], ["accident"])
    as_user(page, cast.petra)
    page.goto(f"/safety/people/{of(incident, cast.daan).pk}/")
    page.get_by_role("link", name="Een ongeval noteren").click()
    page.get_by_label("Uren tussen ongeval en opname").fill("30")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul hier ja in")
    console.clear()
    page.get_by_label("Opname in een ziekenhuis was nodig").select_option("true")
    page.get_by_label("Soort letsel").fill("Gebroken arm")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Meld dit ongeval direct bij de arbeidsinspectie.")).to_be_visible()
    page.get_by_text("Waarom?").click()
    looks_well(page, "accident")
    page.goto(f"/safety/people/{of(incident, cast.daan).pk}/")
    page.get_by_role("link", name="Ongevallenformulier").click()
    looks_well(page, "incident-paper")
    page.get_by_role("button", name="Klaarzetten").click()
    expect(page.get_by_role("heading", name="Ongevallenformulier").first).to_be_visible()
    page.goto(f"/safety/accidents/{cast.beuk.pk}/")
    expect(page.get_by_text("direct melden")).to_be_visible()
    looks_well(page, "accident-register")


def test_ivo_writes_more_and_talks_it_over_with_the_group(page, cast, console):
    incident = now_at(cast.beuk, cast.fenna, [("victim", cast.daan, "Geduwd.")])
    as_user(page, cast.ivo)
    page.goto(f"/safety/people/{of(incident, cast.daan).pk}/write/")
    looks_well(page, "incident-write")
    page.get_by_label("Eerste hulp").check()
    page.get_by_label("Wat deze persoon overkwam of deed").fill("Geslagen.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("alert")).to_contain_text("Zeg waarom")
    console.clear()
    page.get_by_label("Waarom verandert iets dat hier al stond?").fill("Gezien op de beelden.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Gezien op de beelden.")).to_be_visible()
    page.goto(f"/safety/incidents/{incident.pk}/discuss/")
    looks_well(page, "incident-discuss")
    page.get_by_label("Leerlingen").check()
    page.get_by_label("Groep", exact=False).first.select_option(label="Groep 5")
    page.get_by_label("Verloop").fill("Iedereen vertelde.")
    plan = page.get_by_role("group", name="Actie 1")
    plan.get_by_label("Wat").fill("Extra toezicht bij het klimrek")
    plan.get_by_label("Voor wanneer").fill((timezone.localdate() + timedelta(days=5)).isoformat())
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Extra toezicht bij het klimrek").first).to_be_visible()
    looks_well(page, "incident-discussion")
