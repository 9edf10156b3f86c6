"""Everybody's own menu, page by page: it opens, axe finds nothing, it fits the smallest phone, by day and by night."""

import pytest

from tests.browser import PATIENCE, as_user, axe, fits, on_phone, photograph

pytestmark = pytest.mark.browser
PEOPLE = ["rita", "sam", "zoe", "kathleen", "clara", "dirk", "oona", "bas", "fenna"]


def menu_of(page) -> list[str]:
    page.goto("/")
    links = [link.get_attribute("href") for link in page.locator("header.top nav a").all()]
    return list(dict.fromkeys([page.url, *links]))


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_of_the_menu_is_good_for_everybody(page, cast, name: str) -> None:
    as_user(page, getattr(cast, name))
    for address in menu_of(page):
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1024, "height": 768})
        assert page.goto(address).ok, address
        axe(page)
        photograph(page, f"{name}{page.url.split('/', 3)[3].replace('/', '-')[:40]}")
        page.emulate_media(color_scheme="dark")
        on_phone(page)
        axe(page)
        fits(page)


# What is tapped, but for a link within a sentence: its height, or that of the label around it, in px.
LOW = """() => [...document.querySelectorAll("main :is(a, button, summary, select, input), header a")]
  .filter(one => one.type != "hidden" && one.checkVisibility() && one.getBoundingClientRect().height)
  .filter(one => !one.matches("p a, small a, a.why, .soft a, dd a, p button, .seg *"))
  .map(one => [one, Math.max(...[one, one.closest("label") ?? one].map(box => box.getBoundingClientRect().height))])
  .filter(([one, height]) => height < 43.5).map(([one, height]) => `${one.outerHTML.slice(0, 90)} ${height} px`)"""


@pytest.fixture
def finger(chromium, live_server):
    """A phone that is used by touch."""
    context = chromium.new_context(
        base_url=str(live_server),
        locale="nl-BE",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ["rita", "kathleen", "dirk", "fenna"])
def test_whatever_is_tapped_on_a_phone_is_high_enough_for_a_finger(finger, cast, name: str) -> None:
    """44 px (look.md); a link within a sentence keeps the height of its line."""
    as_user(finger, getattr(cast, name))
    low = {}
    for address in menu_of(finger):
        assert finger.goto(address).ok, address
        if found := finger.evaluate(LOW):
            low[address] = found
    assert not low
