"""Logging in as people do it: with a password and a code, with a passkey, and in the demonstration with one click."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from playwright.sync_api import expect

from driehoek.access.models import User
from driehoek.schools.models import Board
from tests.browser import axe, fits, on_phone, photograph

pytestmark = pytest.mark.browser
PASSWORD = "een lang wachtwoord"
PERIOD = 30


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(page, user: User) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def test_rita_logs_in_with_her_password_and_the_code_of_her_app(page, cast) -> None:
    secret = generate_totp_secret()
    Authenticator.objects.filter(user=cast.rita).delete()
    TOTP.activate(cast.rita, secret)
    log_in(page, with_password(cast.rita))
    axe(page)
    photograph(page, "code")
    page.get_by_role("textbox").fill("000000")
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.locator(".errors")).to_be_visible()
    page.get_by_role("textbox").fill(code(secret))
    page.get_by_role("button", name="Aanmelden").click()
    page.locator(".who").get_by_text("Rita Maes").wait_for()


def test_kathleen_without_a_second_factor_sets_up_her_app_on_one_page(page, cast, console) -> None:
    Authenticator.objects.filter(user=cast.kathleen).delete()
    log_in(page, with_password(cast.kathleen))
    page.wait_for_url("**/second-factor/")
    axe(page)
    photograph(page, "one-more-step")
    expect(page.get_by_role("link", name="Openen in de app")).to_have_attribute("href", re.compile("^otpauth://totp/"))
    page.get_by_label("Code van zes cijfers").fill("nog niets")
    page.get_by_role("button", name="Bevestigen").click()
    expect(page.locator(".errors")).to_contain_text("past niet")
    console.clear()
    secret = (page.locator("code.key").text_content() or "").replace(" ", "")
    page.get_by_label("Code van zes cijfers").fill(code(secret))
    page.get_by_role("button", name="Bevestigen").click()
    page.wait_for_url("**/second-factor/codes/")
    axe(page)
    on_phone(page)
    fits(page)
    photograph(page, "recovery")
    page.get_by_role("button", name="Ik heb ze bewaard").click()
    page.get_by_role("heading", name="3A").first.wait_for()
    assert Authenticator.objects.filter(user=cast.kathleen, type="totp").exists()


def test_kathleen_adds_a_passkey_and_logs_in_with_it(page, cast, settings) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    Authenticator.objects.filter(user=cast.kathleen).delete()
    log_in(page, with_password(cast.kathleen))
    page.get_by_role("button", name="Toegangssleutel maken").click()
    page.wait_for_url("**/second-factor/codes/")
    page.get_by_role("button", name="Ik heb ze bewaard").click()
    page.get_by_role("heading", name="3A").first.wait_for()
    page.goto("/account/2fa/webauthn/")
    axe(page)
    expect(page.get_by_role("strong").get_by_text("Mijn toegangssleutel")).to_be_visible()
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()
    page.locator(".who").get_by_text("Kathleen Heylen").wait_for()


def test_in_the_demonstration_one_click_is_enough(page, cast, settings) -> None:
    settings.DEMO = True
    Board.objects.filter(pk=cast.lindeboom.board_id).update(is_demo=True)
    User.objects.filter(pk__in=[cast.rita.pk, cast.kathleen.pk, cast.zoe.pk, cast.dirk.pk]).update(is_demo=True)
    page.goto("/account/login/")
    axe(page)
    photograph(page, "demo")
    page.get_by_role("button", name="Rita Maes").click()
    page.locator(".who").get_by_text("Rita Maes").wait_for()


@pytest.mark.parametrize("address", ["/account/login/", "/account/password/reset/", "/account/inactive/"])
def test_the_pages_before_login_fit_a_phone_and_axe_finds_nothing(page, cast, address: str) -> None:
    on_phone(page)
    page.goto(address)
    fits(page)
    axe(page)
    photograph(page, f"before{address.replace('/', '-')}")
