"""The board opens a complaint about the head, names its deputy, and takes a step back: with what rests on it."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from driehoek.access.functions import Function
from driehoek.procedures.models import Case
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
