"""Sam keeps a photo of Adam, after sending what is none; Kathleen sees it until the parents take it back."""

import pytest
from playwright.sync_api import expect

from driehoek.pupils.models import Consent, Photo
from tests.browser import as_user, axe, eventually, fits, on_phone
from tests.cast import MONDAY

from .pictures import picture
from .story import PDF, consent

pytestmark = pytest.mark.browser


def test_a_photo_from_consent_to_taken_back(page, cast, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    as_user(page, cast.sam)
    page.goto(f"/pupils/{cast.adam.pk}/")
    page.get_by_role("link", name="Foto", exact=True).click()
    expect(page.get_by_text("De ouders gaven geen toestemming voor een foto")).to_be_visible()
    axe(page)
    consent(cast.zoe, cast.adam, "photo", MONDAY)
    page.reload()
    page.get_by_label("Foto").set_input_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": PDF})
    page.get_by_role("button", name="De foto bewaren").click()
    expect(page.locator(".errors")).to_contain_text("geen foto die te lezen is")
    page.get_by_label("Foto").set_input_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    page.get_by_role("button", name="De foto bewaren").click()
    shown = page.get_by_role("img", name="Foto van Adam Nowak")
    expect(shown).to_be_visible()
    assert shown.evaluate("one => one.naturalWidth") == 600
    axe(page)
    on_phone(page)
    fits(page)
    as_user(page, cast.kathleen)
    page.goto(f"/lists/class/?over={cast.class_3a.pk}")
    expect(page.locator("img.photo")).to_have_count(1)
    expect(page.locator("span.photo", has_text="NV")).to_have_count(1)
    axe(page)
    fits(page)
    as_user(page, cast.zoe)
    page.goto(f"/pupils/{cast.adam.pk}/consents/")
    page.get_by_text("Ingetrokken door de ouders").click()
    page.get_by_role("button", name="Toestemming intrekken").click()
    eventually(page, lambda: not Photo.objects.exists() and Consent.objects.exclude(withdrawn_on=None).exists())
    page.goto(f"/pupils/{cast.adam.pk}/")
    expect(page.locator("h1 span.photo")).to_have_text("AN")
    axe(page)
