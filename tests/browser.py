"""Chromium on a live server. A test fails when its page throws, logs an error or breaks the content policy.

@pytest.mark.browser
def test_kathleen_sees_her_class(page, cast):
    as_user(page, cast.kathleen)
    page.goto("/class/")
    axe(page)
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from driehoek.access.models import User

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 320, "height": 640}
TABLET = {"width": 1024, "height": 768}
PATIENCE = 15_000  # ms; a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE)
STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing")
        pytest.skip("Chromium is missing; ./run test says how to get it")
    # Playwright keeps an event loop in this thread; Django would take our own queries for calls from within it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def console() -> list[str]:
    """The errors of the page so far. A test that means to cause one (a page that is not there) clears them."""
    return []


@pytest.fixture
def page(chromium: Browser, live_server: object, console: list[str]) -> Iterator[Page]:
    """A fresh browser with no cookies, on the live server, in Dutch."""
    context = chromium.new_context(base_url=str(live_server), locale="nl-BE", viewport=TABLET, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            console.append(f"{message.text} ({message.location['url']})")

    opened.on("console", heard)
    opened.on("pageerror", lambda error: console.append(str(error)))
    yield opened
    context.close()
    assert not console, "the page complained:\n" + "\n".join(console)


def as_user(page: Page, user: User) -> None:
    """Log in without the login page; the cast's staff have their second factor."""
    client = Client()
    client.force_login(user)
    page.context.clear_cookies()
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "domain": "localhost",
                "path": "/",
            }
        ]
    )


def eventually(page: Page, what: Callable[[], bool]) -> None:
    """What the page sent has arrived: looks until it has, and fails when it does not within our patience."""
    until = time.monotonic() + PATIENCE / 1000
    while not what():
        assert time.monotonic() < until, "it did not happen"
        page.wait_for_timeout(50)


def axe(page: Page, context: str | None = None) -> None:
    """No violation of WCAG 2.2 AA that axe can see; each is named with its element."""
    found = Axe().run(page, context=context, options=STANDARD)
    assert not found.violations_count, f"{page.url}\n{found.generate_report()}"


def on_phone(page: Page) -> None:
    """The smallest screen we promise: 320 px."""
    page.set_viewport_size(PHONE)


def fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen of {page.viewport_size['width']} px"


def photograph(page: Page, name: str) -> None:
    """A picture of the whole page in the folder SCREENSHOTS, when it is set: for looking, not for comparing."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
