"""Everybody's own menu, page by page: it opens, axe finds nothing, it fits the smallest phone, by day and by night."""

import pytest

from tests.browser import as_user, axe, fits, on_phone, photograph

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
