"""Clara's morning in Chromium: acknowledge, say what for, read, try to print, cover the screen (ACC-4 to ACC-8)."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from driehoek.access.models import Acknowledgement, Appointment
from tests.browser import PHONE, as_user, axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_clara_acknowledges_states_her_purpose_reads_and_cannot_print(page, cast) -> None:
    Acknowledgement.objects.all().delete()
    as_user(page, cast.clara)
    page.goto(reverse("clb"))
    page.get_by_role("link", name="Lezen en bevestigen").click()
    expect(page.get_by_role("button", name="Ik heb dit gelezen en houd me eraan")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Ik heb dit gelezen en houd me eraan").click()
    page.get_by_label("Naam").fill("ada")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("link", name="Adam Nowak")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Adam Nowak").click()
    page.get_by_role("button", name="Dossier openen").click()
    expect(page.get_by_text("Dit veld is verplicht").first).to_be_visible()
    axe(page)
    page.get_by_label("opvolgen van afwezigheden").check()
    page.get_by_role("button", name="Dossier openen").click()
    expect(page.get_by_role("heading", level=1).filter(has_text="Adam")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("Deze pagina wordt niet geprint")).to_be_visible()
    expect(page.locator("main")).to_be_hidden()


def test_one_key_covers_the_whole_screen_and_nothing_behind_it_can_be_reached(page, cast) -> None:
    page.set_viewport_size(PHONE)
    as_user(page, cast.clara)
    page.goto(reverse("clb"))
    page.keyboard.press("Escape")
    cover = page.get_by_role("dialog", name="Scherm afgedekt")
    expect(cover).to_be_visible()
    box = cover.bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, PHONE["width"], PHONE["height"])
    page.mouse.wheel(0, 900)
    assert page.evaluate("window.scrollY") == 0
    assert page.evaluate("document.querySelector('main').inert")
    axe(page)
    page.get_by_role("button", name="Verder lezen").click()
    expect(cover).to_be_hidden()
    page.get_by_role("button", name="Scherm afdekken").click()
    expect(cover).to_be_visible()


def test_a_screen_nobody_touches_locks_itself_and_going_back_shows_nothing(page, cast, settings) -> None:
    settings.IDLE_LOCK_SECONDS = 1
    as_user(page, cast.clara)
    page.goto(reverse("clb"))
    page.wait_for_url("**" + reverse("unlock"))
    page.goto(reverse("clb"))
    page.wait_for_url(f"**{reverse('unlock')}")
    expect(page.get_by_role("heading", name="Het scherm is vergrendeld")).to_be_visible()


def test_rita_appoints_a_worker_corrects_an_office_address_and_ends_the_function(page, cast) -> None:
    as_user(page, cast.rita)
    page.goto(reverse("appoint"))
    page.get_by_label("voornaam").fill("Wim")
    page.get_by_label("familienaam").fill("Baert")
    page.get_by_label("e-mailadres").fill("info@clb.example")
    page.get_by_label("functie").select_option("clb_worker")
    page.get_by_label("maandag").check()
    page.get_by_role("button", name="Functie geven en uitnodigen").click()
    expect(page.get_by_text("is het adres van een dienst").first).to_be_visible()
    axe(page)
    page.get_by_label("e-mailadres").fill("wim.baert@clb.example")
    page.get_by_role("button", name="Functie geven en uitnodigen").click()
    page.get_by_role("link", name="Wim Baert").click()
    expect(page.locator("details.confirm summary").get_by_text("Meteen beëindigen")).to_be_visible()
    axe(page)
    page.locator("details.confirm summary").get_by_text("Meteen beëindigen").click()
    expect(page.get_by_role("button", name="Ja, nu beëindigen")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Ja, nu beëindigen").click()
    expect(page.get_by_text("De functie is beëindigd")).to_be_visible()
    assert Appointment.objects.get(user__email="wim.baert@clb.example").until
    page.goto(reverse("journal"))
    axe(page)
    page.goto(reverse("register"))
    axe(page)
    page.goto(reverse("policy"))
    axe(page)
