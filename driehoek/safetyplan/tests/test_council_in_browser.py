"""The council notes its consent, Fenna tells what nearly went wrong; each with a wrong turn (SAF-1, SAF-3)."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from driehoek.access.functions import Function
from driehoek.safetyplan.models import NearMiss, Say
from tests.browser import as_user, axe, fits, on_phone, photograph

from .test_council import seated

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def looks_well(page: Page, name: str) -> None:
    axe(page)
    photograph(page, name)
    on_phone(page)
    fits(page)
    photograph(page, f"{name}-phone")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_the_chair_of_the_council_refuses_without_a_reason_first(page, cast, console):
    chair = seated("Hetty", "Raadsma", Function.PARTICIPATION_CHAIR, school=cast.beuk)
    as_user(page, chair)
    page.goto(reverse("participation"))
    looks_well(page, "participation")
    page.get_by_role("link", name=re.compile("Noteren wat wij zeggen ?: het veiligheidsplan")).click()
    page.get_by_label("geen instemming").check()
    page.get_by_role("button", name="Noteren").click()
    expect(page.get_by_text("Zeg welke opmerkingen, of waarom niet.").first).to_be_visible()
    console.clear()
    axe(page)
    page.get_by_label("instemming", exact=True).check()
    page.get_by_role("button", name="Noteren").click()
    expect(page.get_by_role("status")).to_contain_text("Genoteerd, met uw naam en de dag.")
    assert Say.objects.get().verdict == "agrees"
    page.goto(reverse("plan_wheel"))
    expect(page.get_by_role("heading", name="Nog nooit gedaan")).to_be_visible()
    looks_well(page, "plan-wheel")
    page.goto(reverse("year_plan"))
    expect(page.get_by_role("heading", name="Nog geen doelen voor dit jaar")).to_be_visible()
    looks_well(page, "year-plan")


def test_fenna_tells_of_a_gate_that_jams_and_petra_answers(page, cast, console):
    as_user(page, cast.fenna)
    page.goto(reverse("near_misses"))
    page.get_by_role("link", name="Iets melden").click()
    page.get_by_label("Gezien op").fill("2099-01-01")
    page.get_by_label("Waar", exact=True).select_option("playground")
    page.get_by_label("Wat niet veilig is").fill("De poort klemt.")
    page.get_by_role("button", name="Melden").click()
    expect(page.get_by_text("Deze dag moet nog komen").first).to_be_visible()
    console.clear()
    page.get_by_label("Gezien op").fill(page.evaluate("new Date().toISOString().slice(0, 10)"))
    page.get_by_role("button", name="Melden").click()
    expect(page.get_by_role("status")).to_contain_text("Dank u.")
    as_user(page, cast.petra)
    page.goto(reverse("near_miss", args=[NearMiss.objects.get().pk]))
    looks_well(page, "near-answer")
    page.get_by_label("Antwoord aan wie het meldde").fill("Wordt morgen gemaakt.")
    page.get_by_role("button", name="Antwoord").click()
    expect(page.get_by_text("Wordt morgen gemaakt.")).to_be_visible()
    looks_well(page, "near")
