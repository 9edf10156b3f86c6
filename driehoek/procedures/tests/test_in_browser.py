"""Three stories in Chromium: an exclusion with its appeal, a Dutch complaint, leave; with axe and on a phone."""

import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from driehoek.access.models import Appointment
from driehoek.procedures.models import Case, Event, Party
from driehoek.procedures.tests.test_exclusion_engine import APPEAL, EXCLUDED
from tests.browser import as_user, axe, eventually, fits, on_phone, photograph

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def served_long(cast):
    Appointment.objects.update(first_day=date(2010, 1, 1))


def told(cast, code, events, pupil=None, school=None) -> Case:
    """A case whose events are there already, so that the browser starts where the story gets interesting."""
    school = school or pupil.school
    user = cast.rita if school == cast.lindeboom else cast.bas
    case = Case(
        board_id=school.board_id, school=school, pupil=pupil, definition=code, opened_on=events[0].on, opened_by=user
    )
    case.save()
    Event.objects.bulk_create(
        Event(
            board_id=school.board_id,
            case=case,
            step=one.step,
            happened_on=one.on,
            facts=one.facts,
            papers=sorted(one.papers),
            recorded_by=user,
        )
        for one in events
    )
    return case


def looks_well(page: Page, name: str) -> None:
    axe(page)
    photograph(page, name)
    on_phone(page)
    fits(page)
    photograph(page, f"{name}-phone")
    page.set_viewport_size({"width": 1200, "height": 900})


def by_the_board(case: Case, cast) -> None:
    Party.objects.create(
        board_id=case.board_id,
        case=case,
        role="board",
        name="Oona Deckers",
        user=cast.oona,
        opens=True,
        added_by=cast.rita,
    )


def test_rita_composes_the_committee_and_is_told_why_not_yet(page, cast, console):
    case = told(cast, "be.exclusion", [*EXCLUDED, APPEAL], pupil=cast.adam)
    as_user(page, cast.rita)
    page.goto("/cases/?show=over")  # no committee ever sat: void by law, and the steps can still be recorded
    looks_well(page, "cases")
    page.get_by_role("link", name="Tijdelijke of definitieve uitsluiting").click()
    expect(page.get_by_role("heading", name="Wat u nu kunt doen")).to_be_visible()
    expect(page.locator("svg.timeline .tl-event")).to_have_count(5)
    looks_well(page, "case-exclusion")
    expect(page.get_by_role("link", name="Beroepscommissie samenstellen")).to_have_count(0)  # Rita decided
    by_the_board(case, cast)
    as_user(page, cast.oona)
    page.goto(f"/cases/{case.pk}/")
    page.get_by_role("link", name="Beroepscommissie samenstellen").press("Enter")
    page.get_by_role("button", name="Noteren", exact=True).press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("De commissie heeft geen voorzitter")
    console.clear()  # the refusal is a 422, as it should be
    looks_well(page, "step-refused")
    for role, name, board in (
        ("committee_internal", "Mia", True),
        ("committee_external", "Piet", False),
        ("committee_chair", "Rik", False),
    ):
        page.goto(f"/cases/{case.pk}/people/")
        page.get_by_label("Rol").select_option(role)
        page.get_by_label("Naam").fill(name)
        page.get_by_label("verklaarde onpartijdig te zijn op").or_(
            page.get_by_label("Verklaarde onpartijdig te zijn op")
        ).fill(timezone.localdate().isoformat())
        if board:
            page.get_by_label(re.compile("hoort bij het schoolbestuur", re.I)).check()
        page.get_by_role("button", name="Bij de zaak zetten").click()
    eventually(page, lambda: Party.objects.filter(case=case, role__startswith="committee").count() == 3)
    page.get_by_role("link", name="Beroepscommissie samenstellen").click()
    page.get_by_role("button", name="Noteren", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Genoteerd: Beroepscommissie samenstellen")
    page.goto(f"/cases/{case.pk}/why/appeal/")
    expect(page.locator("ol.strip li").first).to_be_visible()
    looks_well(page, "case-why")


def test_bas_records_a_complaint_and_sees_its_terms(page, cast):
    as_user(page, cast.bas)
    page.goto(f"/cases/new/school/{cast.beuk.pk}/")
    page.get_by_label("Klacht bij de klachtencommissie").check()
    page.get_by_label("Een klacht over niemand van het personeel").check()
    looks_well(page, "case-new")
    page.get_by_role("button", name="De zaak openen").click()
    page.get_by_role("link", name="Er is een klacht binnengekomen").click()
    page.get_by_label("Ingediend bij").select_option("committee")
    page.get_by_label("Dag van het gedrag of de beslissing waarover het gaat").fill("2026-01-12")
    page.get_by_label("Waar de klacht over gaat").fill("De pauze.")
    for label in ("Ze noemt de klager", "Ze geeft het adres van de klager", "Ze is gedateerd"):
        page.get_by_label(label).check()
    page.get_by_label("Ze beschrijft waarover geklaagd wordt").check()
    page.get_by_role("button", name="Noteren", exact=True).click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text(
        "Iedereen vertellen dat de klacht onderzocht wordt"
    )
    looks_well(page, "case-complaint")
    assert Case.objects.get().events.get().facts["lodged_with"] == "committee"


def test_bas_answers_a_request_for_leave_on_a_phone(page, cast):
    as_user(page, cast.bas)
    on_phone(page)
    page.goto(f"/cases/new/{cast.daan.pk}/")
    page.get_by_label("Aanvraag van verlof").check()
    page.get_by_role("button", name="De zaak openen").click()
    page.get_by_role("link", name="De ouders vragen verlof").click()
    page.get_by_label("Grond").select_option("weighty")
    page.get_by_label("Eerste dag", exact=True).fill("2027-01-11")
    page.get_by_label("Laatste dag", exact=True).fill("2027-01-13")
    page.get_by_label("Het ligt in het papieren dossier: aanvraag van de ouders").check()
    fits(page)
    page.get_by_role("button", name="Noteren", exact=True).click()
    page.get_by_role("link", name="Beslissen en schriftelijk antwoorden").click()
    page.get_by_label("Beslissing").select_option("granted")
    page.get_by_label("Redenen").fill("Huwelijk van een tante.")
    page.get_by_role("button", name="Noteren", exact=True).click()
    expect(page.get_by_text("Het verlof is toegekend.").first).to_be_visible()
    fits(page)
    axe(page)
