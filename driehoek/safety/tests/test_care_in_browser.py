"""Medicines, a child that is hurt, and a death in Chromium, each with a wrong turn (SAF-13, SAF-14)."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from driehoek.pupils.models import Consent
from driehoek.safety.models.medication import MedicationForm
from tests.browser import as_user, axe, fits, on_phone, photograph
from tests.cast import LEIE

pytestmark = [pytest.mark.browser]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def inhaler(cast, today) -> MedicationForm:
    """Adam's inhaler, for when he needs it; the physician has not signed yet. The real clock runs."""
    Consent.objects.create(
        board_id=LEIE, pupil=cast.adam, purpose="health", given_on=today, given_by="Dirk", recorded_by=cast.zoe
    )
    return MedicationForm.objects.create(
        board_id=LEIE,
        school=cast.lindeboom,
        pupil=cast.adam,
        medicine="Inhaler",
        dose="2 pufjes",
        times=[],
        most_a_day=2,
        hours_between=4,
        first_day=today,
        last_day=today.replace(year=today.year + 1),
        storage="Boekentas",
        expires_on=today.replace(year=today.year + 1),
        physician="Dr. Wouters",
        physician_phone="050 00 00 00",
        parent=cast.adam.guardianships.get().guardian,
        parent_signed_on=today,
        recorded_by=cast.zoe,
    )


def named(page, role, what, whose):
    """A link or button whose hidden words say whom it is about."""
    return page.get_by_role(role, name=re.compile(f"^{what}.*{whose}"))


def test_no_dose_before_both_signed_then_one_and_a_second_too_soon_warns(page, cast, inhaler, today) -> None:
    as_user(page, cast.kathleen)
    on_phone(page)
    page.goto(reverse("medication"))
    named(page, "link", "Geven", "Adam Nowak").click()
    expect(page.get_by_text("De arts heeft het formulier niet getekend.")).to_be_visible()
    expect(page.get_by_role("button", name="Noteren in het register")).to_have_count(0)
    axe(page)
    as_user(page, cast.zoe)
    page.goto(reverse("medication_form", args=[inhaler.pk]))
    fits(page)
    page.get_by_text("Een handtekening, een nieuwe verpakking").click()
    page.locator("#id_physician_signed_on").fill(today.isoformat())
    page.get_by_role("button", name="Wijzigen").click()
    expect(page.get_by_text("Gewijzigd.", exact=True)).to_be_visible()
    axe(page)
    as_user(page, cast.kathleen)
    page.goto(reverse("medication"))
    fits(page)
    axe(page)
    named(page, "link", "Geven", "Adam Nowak").click()
    expect(page.get_by_role("button", name="Noteren in het register")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Noteren in het register").click()
    expect(page.get_by_text("Genoteerd in het register.")).to_be_visible()
    named(page, "link", "Geven", "Adam Nowak").click()
    page.get_by_role("button", name="Noteren in het register").click()
    expect(page.get_by_text("minder uren voorbij").first).to_be_visible()
    axe(page)
    photograph(page, "medication-warned")
    page.goto(reverse("medication_form", args=[inhaler.pk]))
    page.get_by_role("link", name="Terugnemen").click()
    page.get_by_label("Waarom het nooit gebeurd is").fill("Het pufje was leeg")
    page.get_by_role("button", name="Een dosis terugnemen").click()
    expect(page.get_by_text("Het pufje was leeg")).to_be_visible()
    fits(page)
    axe(page)
    photograph(page, "medication-form")


def test_zoe_takes_in_a_form_that_first_lacks_the_consent(page, cast, today) -> None:
    as_user(page, cast.zoe)
    page.goto(reverse("medication_forms"))
    page.get_by_label("Welk kind?").fill("ada")
    page.get_by_role("button", name="Zoeken").click()
    named(page, "link", "Nieuw formulier", "Adam Nowak").click()
    for name, value in (
        ("medicine", "Siroop"),
        ("dose", "5 ml"),
        ("times", "12 uur"),
        ("storage", "Koelkast"),
        ("physician", "Dr. Wouters"),
        ("physician_phone", "050 00 00 00"),
        ("last_day", today.isoformat()),
        ("expires_on", today.isoformat()),
        ("parent_signed_on", today.isoformat()),
        ("physician_signed_on", today.isoformat()),
    ):
        page.locator(f"#id_{name}").fill(value)
    page.locator("#id_parent").select_option(label="Dirk Nowak")
    page.get_by_role("button", name="Het formulier noteren").click()
    expect(page.get_by_text("Zonder toestemming van de ouders op papier").first).to_be_visible()
    expect(page.get_by_text("is geen uur van de dag").first).to_be_visible()
    axe(page)
    page.get_by_label("Uren van de dag").fill("12:00")
    page.get_by_label("Met deze handtekening stemt").check()
    page.get_by_role("button", name="Het formulier noteren").click()
    expect(page.get_by_text("Het formulier is genoteerd")).to_be_visible()
    axe(page)


def test_a_child_that_fell_goes_home_with_nobody_who_was_not_named(page, cast) -> None:
    as_user(page, cast.kathleen)
    on_phone(page)
    page.goto(reverse("firstaid"))
    page.get_by_label("Welk kind?").fill("adam")
    page.keyboard.press("Enter")
    named(page, "link", "Noteren", "Adam Nowak").click()
    page.get_by_label("gewond").check()
    page.locator("#id_place").fill("Speelplaats")
    page.locator("#id_seen").fill("Viel van de muur")
    page.get_by_role("button", name="Noteren").click()
    expect(page.get_by_text("Bel nu de ouders")).to_be_visible()
    fits(page)
    axe(page)
    page.get_by_role("link", name="Het kind gaat weg").click()
    page.get_by_label("opgehaald", exact=True).check()
    page.locator("#id_collected_name").fill("Tante Ola")
    page.get_by_role("button", name="Noteren").click()
    expect(page.get_by_text("Geen ouder noemde deze persoon").first).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Annuleren").click()
    named(page, "link", "Een telefoontje noteren", "Dirk Nowak").click()
    page.locator("#id_reached").check()
    page.locator("#id_lets_collect").fill("Tante Ola")
    axe(page)
    page.get_by_role("button", name="Noteren").click()
    expect(page.get_by_text("mag ophalen: Tante Ola")).to_be_visible()
    photograph(page, "firstaid")
    page.get_by_role("link", name="Het kind gaat weg").click()
    page.get_by_label("opgehaald", exact=True).check()
    page.locator("#id_collected_name").fill("Tante Ola")
    page.get_by_role("button", name="Noteren").click()
    expect(page.get_by_text("opgehaald: Tante Ola")).to_be_visible()
    page.goto(reverse("firstaid"))
    axe(page)


def test_rita_opens_the_steps_gives_one_away_and_puts_a_mistake_right(page, cast, today) -> None:
    as_user(page, cast.rita)
    page.goto(reverse("bereavements"))
    axe(page)
    page.get_by_label("Welk kind?").fill("adam")
    page.keyboard.press("Enter")
    named(page, "link", "De stappen openen", "Adam Nowak").click()
    page.get_by_label("een leerling is overleden", exact=True).check()
    page.locator("#id_died_on").fill(today.isoformat())
    page.get_by_role("button", name="De stappen openen").click()
    expect(page.get_by_text("Ga eerst na of het bericht klopt").first).to_be_visible()
    axe(page)
    page.get_by_label("Het bericht is nagegaan").check()
    page.get_by_role("button", name="De stappen openen").click()
    expect(page.get_by_role("heading", name="Het bericht komt binnen")).to_be_visible()
    axe(page)
    photograph(page, "bereavement")
    page.get_by_role("link", name="Zorg voor een rouwbericht en bloemen.").click()
    page.get_by_text("Wie, en tegen wanneer").click()
    page.locator("#id_holder").select_option("")
    page.locator("#id_due").fill(today.isoformat())
    page.get_by_role("button", name="Doorgeven").click()
    expect(page.get_by_text("anders doet niemand het").first).to_be_visible()
    axe(page)
    page.locator("#id_person").select_option(label="Tom Aerts")
    page.get_by_role("button", name="Doorgeven").click()
    expect(page.get_by_text("Doorgegeven.", exact=True)).to_be_visible()
    named(page, "button", "Gedaan", "Bel de familie.").click()
    expect(page.get_by_text("Rita Maes").nth(1)).to_be_visible()
    on_phone(page)
    fits(page)
    page.get_by_role("link", name="Dit was een vergissing").click()
    page.get_by_label("Waarom het teruggenomen wordt").fill("Verkeerd kind")
    page.get_by_role("button", name="Terugnemen").click()
    expect(page.get_by_text("Het kind staat op de lijsten zoals voordien.")).to_be_visible()
