"""Logging in with the account of the school: a real OpenID Connect provider on the other side of the browser."""

import copy
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from playwright.sync_api import expect

from driehoek.web.tests.test_login_in_browser import code
from tests.browser import axe

pytestmark = pytest.mark.browser
PROVIDER = Path(sys.executable).parent / "oidc-provider-mock"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def provider(settings) -> Iterator[str]:
    """A provider that knows Rita and a stranger; its own process, because it warns about its own libraries."""
    port = free_port()
    people = [
        json.dumps({"sub": name, "email": f"{name}@driehoek.example", "email_verified": True, "name": name})
        for name in ("rita", "stranger")
    ]
    claims = [part for person in people for part in ("--user-claims", person)]
    running = subprocess.Popen(  # noqa: S603  # the pinned provider with our own arguments
        [PROVIDER, "--port", str(port), *claims], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    origin = f"http://127.0.0.1:{port}"
    app = {"provider_id": "school", "name": "Schoolaccount", "client_id": "driehoek", "secret": "not secret"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [{**app, "settings": {"server_url": origin, "domains": ["driehoek.example"]}}],
        }
    }
    policy = copy.deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"]["form-action"].append(origin)
    settings.CONTENT_SECURITY_POLICY = policy
    for _try in range(1200):
        if answers(port):
            break
        time.sleep(0.1)
    yield origin
    running.terminate()
    running.wait()


def log_in_as(page, name: str, console: list[str]) -> None:
    page.goto("/account/login/")
    axe(page)
    page.get_by_role("link", name="Verder met Schoolaccount").click()
    expect(page.locator("main form button")).to_be_visible()
    axe(page)
    page.locator("main form button").click()
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url("http://localhost:*/**")
    console[:] = [line for line in console if "localhost" in line]  # the provider's own page is not ours to judge


def test_rita_logs_in_with_the_account_of_her_school_and_her_second_factor(page, cast, provider, console) -> None:
    secret = generate_totp_secret()
    Authenticator.objects.filter(user=cast.rita).delete()
    TOTP.activate(cast.rita, secret)
    log_in_as(page, "rita", console)
    page.get_by_role("textbox").fill(code(secret))
    page.locator("main form").get_by_role("button", name="Aanmelden").click()
    page.locator(".who").get_by_text("Rita Maes").wait_for()


def test_a_stranger_whom_no_school_knows_gets_no_account(page, cast, provider, console) -> None:
    log_in_as(page, "stranger", console)
    axe(page)
    expect(page.locator(".who").get_by_text("Aanmelden")).to_be_visible()
