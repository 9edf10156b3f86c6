"""The house keeps its own rules: every address has a guard, and nothing is open by accident."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

# allauth guards its own pages (LoginRequiredMiddleware, rate limits, re-authentication).
THIRD_PARTY = ("account/",)


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield route, pattern


OURS = [
    (route, pattern) for route, pattern in addresses(get_resolver().url_patterns) if not route.startswith(THIRD_PARTY)
]


@pytest.mark.parametrize(("route", "pattern"), OURS, ids=[route or "/" for route, _pattern in OURS])
def test_every_address_has_a_guard_or_says_why_it_is_public(route: str, pattern: URLPattern) -> None:
    view = pattern.callback
    assert getattr(view, "right", None) or getattr(view, "public", None), f"{route} has no guard"


def test_a_stranger_and_a_missing_page_get_the_same_answer(cast, client) -> None:
    client.force_login(cast.mallory)
    assert client.get("/nothing-here/").status_code == 404


def test_staff_without_a_second_factor_get_only_the_page_to_set_one_up(cast, client) -> None:
    cast.kathleen.authenticator_set.all().delete()
    client.force_login(cast.kathleen)
    assert client.get("/").headers["Location"] == reverse("second_factor")


def test_a_parent_needs_no_second_factor(cast, client) -> None:
    client.force_login(cast.dirk)
    assert client.get("/").status_code in {200, 302}
