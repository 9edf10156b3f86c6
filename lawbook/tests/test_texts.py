"""What the lawbook says reads as a sentence, whatever number stands in it."""

import re

import pytest

from lawbook import texts

# What stands behind a fact and looks like a plural, with the word that belongs to it.
COUNTED = re.compile(
    r"\{\w+\} ((?:halve |opeenvolgende |half |calendar |school |working |lesson |consecutive )*[a-zë]+(?:en|s))\b"
)
# Words that end like a plural and count nothing: verbs and small words after a fact.
OTHERS = {
    "nl": "beginnen gelden is kunnen moeten ontvangen overgedragen tegen ten volgen volgens voltijds weigeren was",
    "en": "counts does ends falls follows goes is knows lies needs talks was works",
}


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_one_of_a_thing_is_said_as_one(lang: str) -> None:
    sentences = texts.book(lang)["sentences"].values()
    counted = {found for template in sentences for found in COUNTED.findall(template)} - set(OTHERS[lang].split())
    assert counted
    assert counted <= set(texts.book(lang)["singular"])


def test_a_note_for_one_day_of_illness() -> None:
    facts = {"days": 1, "used": 1, "maximum": 4}
    assert texts.sentence("illness_note_suffices", facts, "nl").startswith("1 kalenderdag ziek:")
    assert texts.sentence("illness_note_suffices", facts, "en").startswith("1 calendar day ill:")
    assert texts.sentence("illness_note_suffices", facts | {"days": 21}, "nl").startswith("21 kalenderdagen ziek:")
