"""The CLB reads and does nothing else: every address of the product is tried as Clara (ACC-4)."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from driehoek.access.functions import CLB_FUNCTIONS
from driehoek.access.models import Appointment, BoardOwned
from driehoek.access.policy import TABLE
from driehoek.access.reading import Purpose
from tests.cast import MONDAY, Cast
from tests.test_house import OURS

# What a CLB worker may send: the purpose, the acknowledgement, a question to the school, the screen's own lock.
MAY_POST = {"state_purpose", "agreement", "ask_report", "lock", "unlock", "language"}
FILLED = {
    "purpose": "absence",
    "answer": "no",
    "text": "x",
    "title": "x",
    "reason": "een lange reden",
    "last_day": "2099-01-01",
}


def values(cast: Cast, pattern: URLPattern) -> Iterator[dict[str, object]]:
    """Arguments for an address: every id of the cast that could be meant, the same for each of its places."""
    names = pattern.pattern.converters
    rows = [cast.adam.pk, cast.lindeboom.pk, cast.class_3a.pk, Appointment.objects.get(user=cast.kathleen).pk]
    for pk in rows if any("uuid" in type(one).__name__.lower() for one in names.values()) else [None]:
        yield {name: value(type(one).__name__, pk) for name, one in names.items()}


def value(kind: str, pk: UUID | None) -> object:
    known = {
        "UUIDConverter": pk,
        "IntConverter": 1,
        "SlugConverter": "hours",
        "DayConverter": MONDAY,
        "MomentConverter": timezone.now(),
    }
    return known.get(kind, "x")


def counts() -> dict[str, int]:
    return {
        model._meta.label_lower: model._base_manager.count()
        for model in apps.get_models()
        if issubclass(model, BoardOwned)
    }


@pytest.fixture
def clara(cast: Cast) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.clara)
    for child in (cast.adam, cast.noor):
        browser.post(reverse("state_purpose", args=[child.pk]), {"purpose": Purpose.ABSENCE})
    return browser


# The data interface asks for a token and has its own tests.
NAMED = [
    (route, pattern)
    for route, pattern in OURS
    if pattern.name and pattern.name not in MAY_POST and not route.startswith("api/")
]


@pytest.mark.parametrize(("route", "pattern"), NAMED, ids=[route or "/" for route, _pattern in NAMED])
def test_nothing_clara_sends_changes_a_row_or_comes_out_as_a_file(cast, clara, route, pattern) -> None:
    before = counts()
    for arguments in values(cast, pattern):
        address = reverse(pattern.name, kwargs=arguments)
        for answer in (clara.post(address, FILLED), clara.get(address), clara.get(address + "?format=csv")):
            assert answer.status_code < 500, address
            assert "attachment" not in answer.headers.get("Content-Disposition", ""), address
            assert answer.headers["Content-Type"].startswith(("text/html", "application/json")), address
    assert counts() == before


def test_clara_holds_no_right_that_writes_prints_or_takes_out(cast) -> None:
    rights = {right for function, right in TABLE if function in CLB_FUNCTIONS}
    assert not {
        one for one in rights if one.startswith(("file.write", "file.print", "file.download", "roster", "register"))
    }
    assert not {one for one in rights if one.endswith((".export", ".import", ".manage", ".record"))}
