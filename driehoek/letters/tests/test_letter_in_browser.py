"""A letter from draft to proof in Chromium: Rita writes and fixes it, Sam sends it and keeps the proof (PRO-14)."""

from datetime import date
from pathlib import Path

import pytest

from driehoek.access.queries import actor_of
from driehoek.letters import actions
from driehoek.letters.models import DeliveryEvent, Letter
from driehoek.letters.recipients import Recipient
from tests.browser import as_user, axe, fits, on_phone, photograph
from tests.cast import LEIE

pytestmark = [pytest.mark.browser]
TERMS = {"sent_on": "2026-11-20", "deemed_received": "2026-11-25", "appeal_due": "2026-12-02"}
EXCLUSION = {"heard_on": "2026-11-16", "council_on": "2026-11-09", "effective_on": "2026-12-20", "care": "school"}


@pytest.fixture
def draft(cast) -> Letter:
    rita = actor_of(cast.rita)
    return actions.draft(
        rita,
        board_id=LEIE,
        school=cast.lindeboom,
        pupil=cast.adam,
        kind="be.exclusion_definitive",
        origin="case:1",
        recipients=[Recipient("Dirk Nowak", "Molenstraat 12, 9000 Gent")],
        data={**TERMS, **EXCLUSION},
        dated=date(2026, 11, 20),
    )[0]


def rita_writes(page) -> None:
    page.goto("/letters/")
    axe(page)
    page.get_by_role("link", name="Beslissing tot definitieve uitsluiting").click()
    page.get_by_text("Nog te schrijven").wait_for()
    axe(page)
    page.get_by_role("link", name="De redenen en andere delen schrijven").click()
    page.get_by_label("Redenen", exact=False).first.fill("Op 9 november werd gevochten.\n\n#import $x$ <b>")
    page.get_by_label("Overwogen andere maatregelen").fill("Een tijdelijke uitsluiting.")
    axe(page)
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("#import $x$ <b>").wait_for()
    page.get_by_text("woensdag 2 december 2026").first.wait_for()


def rita_fixes(page) -> None:
    page.get_by_role("link", name="De tekst vastleggen").click()
    page.get_by_role("button", name="De tekst vastleggen").click()
    page.get_by_text("breng hem naar de post").wait_for()
    photograph(page, "letter-fixed")


def sam_sends(page, console) -> None:
    """First by ordinary post, which is refused; then registered."""
    page.get_by_role("link", name="Noteren als verstuurd").click()
    page.get_by_label("gewone post").check()
    page.get_by_label("Verstuurd op").fill("2026-11-20")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Deze brief gaat aangetekend.").first.wait_for()
    console.clear()  # the refusal is a 422, which Chromium notes
    axe(page)
    page.get_by_label("aangetekende brief", exact=True).check()
    page.get_by_label("Nummer van de aangetekende brief").fill("RR 12 BE")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Geldt als ontvangen op woensdag 25 november 2026").wait_for()


def sam_keeps_the_proof(page, proof: Path) -> None:
    page.get_by_role("link", name="Bewijs toevoegen").click()
    page.get_by_label("Op", exact=True).fill("2026-11-21")
    page.get_by_label("Bewijs", exact=False).set_input_files(proof)
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Het bewijs tonen").wait_for()
    axe(page)


def test_rita_writes_and_fixes_a_letter_and_sam_sends_it_and_keeps_the_proof(
    page, console, cast, draft, tmp_path: Path
) -> None:
    paper = f"/letters/{draft.pk}/letter.pdf"
    as_user(page, cast.rita)
    rita_writes(page)
    assert page.request.get(paper).headers["content-type"] == "application/pdf"
    rita_fixes(page)
    fixed = page.request.get(paper).body()
    as_user(page, cast.sam)
    page.goto(f"/letters/{draft.pk}/")
    sam_sends(page, console)
    proof = tmp_path / "bewijs.pdf"
    proof.write_bytes(fixed)
    sam_keeps_the_proof(page, proof)
    assert page.request.get(paper).body() == fixed
    assert DeliveryEvent.objects.get().proof_type == "application/pdf"


def test_a_letter_fits_a_phone(page, cast, draft) -> None:
    as_user(page, cast.zoe)
    on_phone(page)
    for address in ("/letters/", f"/letters/{draft.pk}/", f"/letters/{draft.pk}/edit/", "/calendar/"):
        page.goto(address)
        fits(page)
        axe(page)
        photograph(page, "phone" + address.replace("/", "-"))
