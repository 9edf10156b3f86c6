"""A rule is asked as it holds for a school, and "Why?" is worked out from the same facts and values (ALL-2, ALL-3)."""

from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from driehoek.letters.queries import deemed_received
from driehoek.schools import law
from driehoek.schools.models import ParameterOverride
from lawbook.kinds import SchoolYear

POSTED = date(2026, 11, 23)
RECEIVED, OWN = date(2026, 11, 26), date(2026, 11, 30)  # three and five procedure days later
RULE = "be.registered_letter.received"


@pytest.fixture
def own_days(cast) -> None:
    """The board of De Lindeboom wrote in its regulations that a letter counts as received after five days."""
    ParameterOverride.objects.create(
        board=cast.lindeboom.board,
        school=cast.lindeboom,
        parameter="be.registered_letter.days",
        valid_from=date(2026, 9, 1),
        amount="5",
        source="Schoolreglement 2026",
    )


def seen_by(user, link: str) -> str:
    """The page behind a link as somebody reads it; None is who did not log in."""
    client = Client()
    if user:
        client.force_login(user)
    return client.get(link).content.decode()


def test_the_number_the_why_and_the_page_behind_it_say_the_same_day(cast, own_days) -> None:
    answer = law.ask(cast.lindeboom, RULE, {"sent": POSTED})
    assert answer.value == deemed_received(cast.lindeboom, POSTED) == OWN
    with override("nl"):
        assert answer.why["answer"].value.line == "maandag 30 november 2026"
    page = seen_by(cast.rita, answer.link)
    assert "maandag 30 november 2026" in page
    assert "Schoolreglement 2026" in page


def test_another_school_and_who_has_no_function_there_get_the_law_itself(cast, own_days) -> None:
    link = law.ask(cast.lindeboom, RULE, {"sent": POSTED}).link
    for reader in (None, cast.bas, cast.mallory):
        page = seen_by(reader, link)
        assert "donderdag 26 november 2026" in page
        assert "Schoolreglement 2026" not in page
    assert law.ask(None, RULE, {"sent": POSTED}).value == RECEIVED


def test_before_a_law_there_is_no_answer_and_the_why_says_so() -> None:
    answer = law.ask(None, "clb.staffing.forms_due", {"school_year": SchoolYear(1999)})
    assert not answer
    assert answer.value is None
    assert "not_in_force" in answer.why
