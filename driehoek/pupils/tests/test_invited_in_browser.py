"""A parent opens an account with the code of a letter, on a phone; a teacher of the roster is invited (issue 8)."""

import re
from io import BytesIO

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from driehoek.access.functions import Function
from driehoek.access.models import User
from driehoek.people.models import Guardian, Guardianship
from tests.browser import as_user, axe, fits, on_phone, photograph
from tests.cast import LEIE, appoint

pytestmark = pytest.mark.browser
SECRET = "vier woorden die ik onthoud"


def test_sam_prints_a_letter_and_the_mother_comes_in_after_a_wrong_code(page, cast, console) -> None:
    ewa = Guardian.objects.create(board_id=LEIE, given_name="Ewa", family_name="Nowak")
    Guardianship.objects.create(board_id=LEIE, pupil=cast.adam, guardian=ewa, relation="mother", call_order=2)
    as_user(page, cast.sam)
    page.goto(reverse("pupil_people", args=[cast.adam.pk]))
    photograph(page, "people-around")
    page.get_by_role("link", name=re.compile("Account.*Ewa Nowak")).click()
    expect(page.get_by_role("button", name="Brief met een code")).to_be_visible()
    axe(page)
    photograph(page, "guardian-account")
    with page.expect_download() as got:
        page.get_by_role("button", name="Brief met een code").click()
    paper = PdfReader(BytesIO(got.value.path().read_bytes()))
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", paper.pages[0].extract_text())[0]

    page.context.clear_cookies()
    on_phone(page)
    page.goto(reverse("account_login"))
    page.get_by_role("link", name="Uw account openen").click()
    expect(page.get_by_label("Code op uw brief")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_label("Code op uw brief").fill("ABCD-EFGH-JKLM")
    page.locator("form.roomy button").click()
    expect(page.get_by_text("Deze code kennen we niet").first).to_be_visible()
    photograph(page, "code-wrong")
    console.clear()
    page.get_by_label("Code op uw brief").fill(code.lower().replace("-", " "))
    page.locator("form.roomy button").click()
    page.get_by_label("Uw e-mailadres").fill("ewa@thuis.example")
    for name in ("new_password1", "new_password2"):
        page.locator(f"[name={name}]").fill(SECRET)
    axe(page)
    fits(page)
    photograph(page, "open-account")
    page.get_by_role("button", name="Mijn account openen").click()
    expect(page.get_by_role("heading", name="Adam")).to_be_visible()


def test_rita_gives_a_function_by_what_it_opens_and_invites_who_came_with_the_roster(page, cast) -> None:
    brought = User.objects.create_user(None, given_name="Jan", family_name="Vermeer")
    appoint(brought, Function.CLASS_TEACHER, LEIE, school=cast.lindeboom, group=cast.class_4b)
    as_user(page, cast.rita)
    page.goto(reverse("appoint"))
    page.locator("[name=given_name]").fill("Jan")
    page.locator("[name=family_name]").fill("Vermeer")
    page.locator("[name=email]").fill("jan@school.example")
    page.locator("form.roomy button").click()
    expect(page.get_by_text("Zeg wie u bedoelt").first).to_be_visible()
    page.locator("[name=function]").select_option("first_aider")
    expect(page.locator("#opens")).to_have_text("EHBO en medicatie geven. Geen dossier van een leerling.")
    axe(page)
    photograph(page, "appoint")
    page.goto(reverse("invite_all"))
    axe(page)
    photograph(page, "invite-all")
    page.get_by_label("E-mailadres").fill("jan@school.example")
    page.get_by_role("button", name="Adressen bewaren en uitnodigen").click()
    expect(page.get_by_text("De uitnodiging is verstuurd")).to_be_visible()
    assert [one.to for one in mail.outbox] == [["jan@school.example"]]
