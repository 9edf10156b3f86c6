"""Whatever a screen says in English it also says in Dutch, and no Dutch stands unused."""

from django.utils import dates, translation

from driehoek.web import texts


def test_every_text_is_translated_and_every_translation_is_used() -> None:
    assert texts.problems() == []


def test_no_text_of_ours_takes_the_place_of_the_months_and_days_of_django() -> None:
    """“May” as a verb without a context once made it “19 Mag 2026” on every page."""
    calendar = {
        *dates.MONTHS.values(),
        *dates.WEEKDAYS.values(),
        *dates.MONTHS_3.values(),
        *dates.WEEKDAYS_ABBR.values(),
    }
    with translation.override("en"):
        ours = {texts.Key(None, str(word)) for word in calendar}
    taken = ours & {key for key, (_path, message) in texts.translated().items() if str(message.string) not in DUTCH}
    assert not taken


DUTCH = {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"}
