"""The direction prints one sheet with a code for everybody of the staff, on a computer and on a phone (issue 8)."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from driehoek.access.functions import Function
from driehoek.access.models import User
from tests.browser import as_user, axe, fits, on_phone, photograph
from tests.cast import LEIE, MEIERIJ, appoint

pytestmark = pytest.mark.browser


def test_rita_prints_one_sheet_for_the_staff_and_a_colleague_comes_in_with_a_slip(page, cast, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    for given in ("An", "Bo", "Dina"):
        user = User.objects.create_user(None, given_name=given, family_name="Nieuw")
        appoint(user, Function.CLASS_TEACHER, LEIE, school=cast.lindeboom, group=cast.class_3a)
    appoint(user, Function.CLASS_TEACHER, MEIERIJ, school=cast.beuk, group=cast.groep_5)
    as_user(page, cast.rita)
    page.goto(reverse("people"))
    page.get_by_role("link", name="Uitnodigen wie nog nooit inlogde").click()
    page.get_by_role("link", name="Eén blad met een code voor iedereen").click()
    expect(page.get_by_role("heading", name="Niet op het blad")).to_be_visible()
    axe(page)
    photograph(page, "slips-ask")
    on_phone(page)
    fits(page)
    page.get_by_text("strookjes maken").click()
    expect(page.get_by_text("Wie een strookje in handen heeft")).to_be_visible()
    page.get_by_role("button", name="Ja, maak ze").click()
    expect(page.get_by_text(re.compile("Klaar: .* strookjes"))).to_be_visible()
    axe(page)
    fits(page)
    photograph(page, "slips-ready")
    with page.expect_download() as got:
        page.get_by_role("link", name="Ophalen (PDF)").click()
    paper = PdfReader(BytesIO(got.value.path().read_bytes())).pages[0].extract_text()
    assert "Dina" not in paper
    page.goto(reverse("staff_slips"))
    expect(page.get_by_text("gebruikten die nog niet")).to_be_visible()
    fits(page)
    page.context.clear_cookies()
    page.goto(reverse("letter_code"))
    page.get_by_label("Code op uw brief").fill(re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", paper)[0])
    page.locator("form.roomy button").click()
    expect(page.get_by_label("Uw e-mailadres")).to_be_visible()
