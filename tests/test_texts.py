"""Whatever a screen says in English it also says in Dutch, and no Dutch stands unused."""

from driehoek.web import texts


def test_every_text_is_translated_and_every_translation_is_used() -> None:
    assert texts.problems() == []
