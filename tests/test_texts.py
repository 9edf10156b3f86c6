"""Whatever a screen says in English it also says in Dutch, and no Dutch stands unused."""

import re
from pathlib import Path

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


def test_what_we_wrote_is_what_is_read_and_no_other_package_takes_its_place() -> None:
    """django-allauth once made “Opslaan” of our “Bewaren”: it stood before the app whose word it was."""
    with translation.override("nl"):
        taken = {
            str(key): said
            for key, (_path, message) in texts.translated().items()
            if isinstance(message.string, str)
            and (
                said := translation.pgettext(key.context, key.msgid) if key.context else translation.gettext(key.msgid)
            )
            != message.string
        }
    assert taken == {}


def test_screens_say_u_and_only_who_speaks_to_a_child_says_je() -> None:
    said = {
        str(key): str(message.string)
        for key, (path, message) in texts.translated().items()
        if JE.search(str(message.string)) and message.id not in TO_CHILDREN
    }
    assert said == {}
    law = {path.name: JE.findall(path.read_text(encoding="utf-8")) for path in LAW.glob("*nl.toml")}
    assert not any(law.values()), law


def test_one_act_has_one_verb_on_every_button_and_in_every_message() -> None:
    """The table stands in docs/glossary.md."""
    table = GLOSSARY.read_text(encoding="utf-8").partition("## Verbs on buttons")[2]
    rows = [line.split("|")[1:4] for line in table.splitlines() if line.startswith("| ")][1:]
    never = {verb.strip() for _act, _says, verbs in rows for verb in verbs.split(",")}
    assert len(never) > 15
    wrong = re.compile(rf"\b(?:{'|'.join(sorted(never))})\b", re.I)
    said = {
        str(key): found[0]
        for key, (_path, message) in texts.translated().items()
        if (found := wrong.search(str(message.string)))
    }
    assert said == {}


def test_screens_call_this_driehoek_and_the_list_of_a_beginning_by_one_name_and_name_no_setting() -> None:
    """“House” is a word of ours; a setting says something only on the page for who runs the machine."""
    doctor = (APPS / "keeping" / "doctor.py").read_text(encoding="utf-8")
    said = {
        str(key): str(message.string)
        for key, (_path, message) in texts.translated().items()
        if OWN_WORDS.search(str(message.string))
        or (SETTING.search(str(message.string)) and str(key.msgid) not in doctor)
    }
    assert said == {}


def test_an_account_has_one_article() -> None:
    """“De account” and “het account” are both right; a reader of one screen must not meet both."""
    said = {
        str(key): str(message.string)
        for key, (_path, message) in texts.translated().items()
        if DE_ACCOUNT.search(str(message.string))
    }
    assert said == {}


GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"
JE = re.compile(r"\b(?:je|jij|jou|jouw|jullie|jezelf)\b", re.I)
APPS = Path(__file__).parents[1] / "driehoek"
OWN_WORDS = re.compile(
    r"\b(?:dit|deze|ons) (?:huis|systeem|Driehoek)\b|het huis (?:draait|gaat)|opstartlijst|beginlijst", re.I
)
DE_ACCOUNT = re.compile(r"\b(?:de|deze|die|elke|onze) account\b", re.I)
SETTING = re.compile(r"\b[A-Z]{3,}_[A-Z_]+\b")
LAW = Path(__file__).parents[1] / "lawbook" / "texts"
# The survey that pupils fill in themselves, and what the school teaches a child to say.
TO_CHILDREN = {
    "your code",
    "Your code",
    "How do you feel at school?",
    "There is no wrong answer. Nobody sees that it was you. Is something wrong? Tell an adult you trust.",
    "Thank you",
    "Your answers are kept. Nobody can see which ones were yours. You can close this page.",
    "Each code works once. Ask for a new one if that was not you.",
    "Type your code there. You answer without a name.",
    "Type the code that stands on your paper.",
    "We do not know this code. Look at your paper again, sign by sign.",
    "“I do not like it that you do this to me. I want you to stop.” They look for a solution together.",
}
DUTCH = {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"}
