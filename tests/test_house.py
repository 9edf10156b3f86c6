"""The house keeps its own rules: every address has a guard, and nothing is open by accident."""

import re
from collections.abc import Iterator
from pathlib import Path

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


HOUSE = Path(__file__).parents[1] / "driehoek"
# A date that people read goes through `web.dates`; beside its filters only these, with the month in letters.
SHAPES = {"j F Y", "j F Y H:i", "j F", "j F H:i", "l j F", "l j F Y, H:i", "F Y", "H:i"}
MACHINES = {"Y-m-d", "c"}  # the value of a field, an attribute
SHAPE = re.compile(r"""\|(?:date|time):["']([^"']*)["']""")
FIGURES = re.compile(r"""%d[-/.]%m|(?<![a-zA-Z])[dj][-/.][mn](?![a-zA-Z])""")
FILES = {"access/forms.py": "typed by people", "staffing/spreadsheet.py": "a cell of a file, both ways",
         "lists/sheets.py": "a cell of a file", "exchange": "files of others"}  # fmt: skip


def test_a_date_is_written_in_one_way_with_its_month_in_letters() -> None:
    wrong = {}
    for path in HOUSE.rglob("*.html"):
        found = set(SHAPE.findall(path.read_text(encoding="utf-8"))) - SHAPES - MACHINES
        if found:
            wrong[path.name] = found
    for path in HOUSE.rglob("*.py"):
        where = path.relative_to(HOUSE).as_posix()
        if "tests" not in path.parts and not where.startswith(tuple(FILES)):
            text = path.read_text(encoding="utf-8")
            if FIGURES.search(text):
                wrong[where] = set(FIGURES.findall(text))
    assert not wrong


def test_no_page_takes_the_reader_to_a_field_before_its_heading_is_heard() -> None:
    assert not [path for path in HOUSE.rglob("*.html") if re.search(r"\bautofocus\b", path.read_text(encoding="utf-8"))]
