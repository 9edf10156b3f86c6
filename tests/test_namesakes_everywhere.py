"""Two children of one name in one class, and everybody walks through every page and search: nowhere the bare name.

Found from the links and forms of the product itself, so that a new list or search is among them (SAF-6, SAF-10).
"""

import re
from collections import defaultdict

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from .cast import Cast
from .crawl import Visit, crawl, pattern_of
from .test_house import OURS
from .test_namesakes import BORN, twice  # noqa: F401  # the two children, a fixture

PEOPLE = ("sam", "rita", "kathleen", "clara", "zoe")
WALKERS = ("sam", "kathleen")  # who have the most lists; the others ask every page that has no object
NAME = re.compile(r"Daan [dD]e Wit(?! \((?:" + "|".join(BORN.values()) + r")\))")
TYPED = dict.fromkeys(("q", "name", "pupil", "who", "words"), "daan")


def searched(who: str, cast: Cast) -> list[Visit]:
    """Every page without an object, asked for the name as each of its boxes would."""
    client, found = Client(HTTP_ACCEPT_LANGUAGE="nl"), []
    client.force_login(getattr(cast, who))
    for route, pattern in OURS:
        try:
            address = reverse(pattern.name) if "<" not in route and pattern.name else ""
        except NoReverseMatch:
            address = ""
        if not address or route.startswith(("api/", "account")):
            continue
        answer = client.get(address, TYPED)
        if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
            found.append(Visit(who, "", address, pattern_of(address), 200, answer.content.decode()))
    return found


@pytest.mark.usefixtures("twice")
@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_and_no_search_says_a_name_that_two_children_share_without_saying_which(cast, who) -> None:
    wrong, seen = defaultdict(set), set()
    for visit in [*(crawl(who, getattr(cast, who)) if who in WALKERS else ()), *searched(who, cast)]:
        text = re.sub(r"\s+", " ", visit.html)
        if "Daan" in text:
            seen.add(visit.pattern)
        for found in NAME.finditer(visit.text):
            wrong[visit.pattern].add(visit.text[max(0, found.start() - 40) : found.end() + 40])
    assert not dict(wrong)
    assert len(seen) > 2
