"""“Waarom?” says what made the duty: for every kind of duty that the demo brings about (ALL-2)."""

import pytest
from django.utils.translation import override

from driehoek.duties.models import Duty
from driehoek.duties.queries import explained
from driehoek.schools.law import own_values
from lawbook import catalogue
from lawbook.core import BadFact, NotInForce
from lawbook.plain import plain

pytestmark = pytest.mark.django_db
A_KIND = 40  # duties looked at of each code
# Duties that follow from what a rule answers, where the rule itself asks for none.
ASKED_BY_AN_ANSWER = {"ask_certificate": "medical_certificate"}


def kinds() -> dict[tuple[str, str], list[Duty]]:
    found: dict[tuple[str, str], list[Duty]] = {}
    for duty in Duty.objects.exclude(rule="").filter(withdrawn_at=None).select_related("school", "board"):
        of_kind = found.setdefault((duty.rule, duty.code), [])
        if len(of_kind) < A_KIND:
            of_kind.append(duty)
    return found


def problem(duty: Duty) -> str:
    """How the rule's answer on the page differs from the duty; nothing where it asks this duty in these words."""
    try:
        own = own_values(duty.school) if duty.school else ()
        outcome = catalogue.apply(duty.rule, duty.facts, own, duty.opened_at.date())
    except (BadFact, NotInForce) as wrong:
        return f"no answer: {wrong!r}"
    if duty.code in ASKED_BY_AN_ANSWER:
        return "" if ASKED_BY_AN_ANSWER[duty.code] in outcome.value.values() else f"the page says {outcome.value}"
    if not outcome.duties:  # a rule that counts days alone: the day is the answer
        return "" if duty.due == outcome.value else f"the page says {outcome.value}, the duty {duty.due}"
    asked = [(plain(one.facts), one.due or duty.due) for one in outcome.duties if one.code == duty.code]
    return "" if (duty.words, duty.due) in asked else f"the page asks {asked}, the duty says {duty.words}, {duty.due}"


def test_the_page_asks_the_very_duty_in_the_very_words_for_every_kind_of_duty(demo) -> None:
    found = kinds()
    assert len(found) > 15
    wrong = {kind: next(filter(None, map(problem, duties)), "") for kind, duties in found.items()}
    assert not {kind: said for kind, said in wrong.items() if said}


def test_the_count_below_why_is_the_count_of_the_class_page(demo) -> None:
    contact = Duty.objects.filter(code="problematic_contact_clb").first()
    first = Duty.objects.filter(code="problematic_contact_parents", origin=contact.origin).earliest("due")
    with override("nl"):
        assert explained(first)["answer"].value == explained(contact)["answer"].value
