"""The board opens a complaint about the head, names its deputy, and takes a step back: with what rests on it."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from driehoek.access.functions import Function
from driehoek.procedures.models import Case
from driehoek.procedures.tests.test_exclusion_engine import COUNCIL
from driehoek.procedures.tests.test_in_browser import looks_well, served_long, told  # noqa: F401  # a fixture for all
from tests.browser import as_user, axe, fits, on_phone, photograph
from tests.cast import appoint, person

pytestmark = pytest.mark.browser


def test_the_board_leads_a_complaint_about_the_head(page, cast, console):
    board = person("Door", "Bestuur")
    appoint(board, Function.BOARD_MEMBER, cast.beuk.board_id)
    Authenticator.objects.create(user=board, type=Authenticator.Type.TOTP, data={})
    as_user(page, cast.bas)
    new = f"/cases/new/school/{cast.beuk.pk}/"
    page.goto(new)
    page.get_by_label("Klacht bij de klachtencommissie").check()
    page.get_by_label("Welk personeelslid").select_option(str(cast.bas.pk))
    page.get_by_role("button", name="De zaak openen").click()
    expect(page.get_by_role("alert").first).to_contain_text("geopend en geleid door het schoolbestuur")
    console.clear()  # the refusal is a 422, as it should be
    as_user(page, board)
    page.goto(new)
    page.get_by_label("Klacht bij de klachtencommissie").check()
    page.get_by_label("Welk personeelslid").select_option(str(cast.bas.pk))
    page.get_by_role("button", name="De zaak openen").click()
    expect(page.get_by_text("loopt", exact=True)).to_be_visible()
    page.get_by_role("link", name="Iemand toevoegen").click()
    page.get_by_label("Rol").select_option("deputy")
    page.get_by_label("Naam").fill("Ivo Kok")
    page.get_by_label("Account", exact=False).first.select_option(str(cast.ivo.pk))
    page.get_by_label("Mag deze zaak lezen").check()
    axe(page)
    photograph(page, "case-naming")
    page.get_by_role("button", name="Bij de zaak zetten").click()
    expect(page.get_by_text("plaatsvervanger, aangewezen door het bestuur").first).to_be_visible()
    on_phone(page)
    fits(page)
    photograph(page, "case-about-the-head")
    assert Case.objects.get().parties.filter(role="accused", user=cast.bas).exists()


def test_the_signed_report_is_added_to_its_step_on_a_phone(page, cast, console, tmp_path):
    case = told(cast, "be.exclusion", [COUNCIL], pupil=cast.adam)
    wrong, signed = tmp_path / "verslag.txt", tmp_path / "verslag.pdf"
    wrong.write_bytes(b"MZ no paper")
    signed.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    as_user(page, cast.rita)
    page.goto(f"/cases/{case.pk}/")
    page.get_by_role("link", name="Een ondertekend stuk toevoegen").click()
    expect(
        page.get_by_role("heading", name="Een ondertekend stuk toevoegen: Advies van de klassenraad")
    ).to_be_visible()
    looks_well(page, "signed-paper")
    page.get_by_label("Het ondertekende stuk").set_input_files(wrong)
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("alert")).to_contain_text("verslag.txt")
    console.clear()  # Chromium notes the 422
    page.get_by_label("Het ondertekende stuk").set_input_files(signed)
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("Het stuk is toegevoegd.")).to_be_visible()
    expect(page.get_by_role("link", name="verslag.pdf")).to_be_visible()
    looks_well(page, "case-with-signed-paper")
