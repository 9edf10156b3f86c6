"""Whatever a rule answers in a test is also told in both languages: a code without its sentence fails the test."""

import pytest

from lawbook import catalogue, core, texts


@pytest.fixture(autouse=True)
def tell_every_answer_in_both_languages(monkeypatch):
    def sealed_and_told(outcome, asked):
        told = core.sealed(outcome, asked)
        for lang in texts.LANGUAGES:
            told.as_json("any", lang)
        return told

    monkeypatch.setattr(catalogue, "sealed", sealed_and_told)
