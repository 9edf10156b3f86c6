"""A duty outlives the words it was stored with: one row never takes a page along (reliability)."""

import re
from datetime import date

import pytest
from django.utils.translation import override

from driehoek.duties import own, queries
from driehoek.duties.models import Duty
from lawbook import texts
from tests.cast import LEIE, MONDAY

GONE = "a_code_of_an_old_version"
CODES = sorted({*texts.book("nl")["sentences"], *own.duties(), GONE})
# Nothing, what is no day although it is written as one, and another kind of value than the sentence expects.
WORDS = [{}, {"half_day": "2026-13-41/am", "day": "2026-02-31", "due": "0000-00-00"}, {"count": None, "due": [1, {}]}]
FACTS = {one.by: "no id at all" for one in own.duties().values() if one.by}


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_duty_is_said_and_led_on_whatever_was_stored_with_it(language):
    for code in CODES:
        for words in WORDS:
            duty = Duty(
                code=code,
                rule="be.absence.problematic",
                due=date(2026, 11, 23),
                words=words,
                facts=FACTS,
                origin="talks:no-id:2026",
            )
            with override(language):
                assert queries.sentence(duty)
                assert own.page_of(duty) is not None


def test_what_is_known_of_it_is_said_and_a_gap_for_the_rest(cast):
    duty = Duty(code="problematic_contact_parents", rule="be.absence.problematic", due=MONDAY, words={})
    assert queries.GAP in queries.sentence(duty)
    assert queries.sentence(Duty(code=GONE, rule="be.absence.problematic")) == queries.rule_title(
        "be.absence.problematic"
    )


@pytest.mark.parametrize("rule", ["be.absence.problematic", "be.rule.of_an_old_version", ""])
def test_the_list_the_duty_and_its_why_open(cast, client, time_machine, rule):
    time_machine.move_to("2026-11-23T09:10:00+01:00", tick=False)
    for code in ("problematic_contact_parents", GONE):
        Duty.objects.create(
            board_id=LEIE,
            school=cast.lindeboom,
            pupil=cast.adam,
            holder="director",
            code=code,
            rule=rule,
            origin="test",
            key=code,
            due=MONDAY,
        )
    client.force_login(cast.rita)
    assert client.get("/today/").status_code == 200
    assert client.get(f"/pupils/{cast.adam.pk}/").status_code == 200
    for duty in Duty.objects.all():
        for page in ("", "why/"):
            assert client.get(f"/duties/{duty.pk}/{page}").status_code == 200


PLURALS = {"nl": set(texts.book("nl")["singular"]), "en": set(texts.book("en")["singular"])}
PLACES = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("number", [0, 1, 2, "17.917", "1.0"])
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_duty_counts_in_good_language(language, number):
    """None, one and two of everything that any sentence counts; a part of an hour as people write it."""
    wrong = {}
    for code, sentence in texts.book(language)["sentences"].items():
        words = dict.fromkeys(PLACES.findall(sentence), number)
        duty = Duty(code=code, rule="be.absence.problematic", due=MONDAY, words=words)
        with override(language):
            said = queries.sentence(duty)
        one = re.search(rf"(?<![\w.,/-])1 (?:{'|'.join(PLURALS[language])})\b", said)
        if one or "17.917" in said or "17,917" in said:
            wrong[code] = said
    assert not wrong
