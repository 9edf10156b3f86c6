"""Login, password and second factor are django-allauth's pages; what they say is in the words of this house."""

import re
from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po
from django import conf
from django.contrib import auth
from django.urls import reverse
from django.utils import translation

from driehoek import catalogues
from driehoek.web import texts

THEIRS = Path(allauth.__file__).parent / "locale" / "nl" / "LC_MESSAGES" / "django.po"
DJANGO = [Path(one.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po" for one in (auth, conf)]
OURS = catalogues.PROVIDED / "nl" / "LC_MESSAGES" / "django.po"
# Not how this house speaks: to whom, of what, and commands in the singular on a button.
WRONG = re.compile(
    r"\b(?:je|jij|jou|jouw|you)\b|beveiligingssleutel|passkey|verificatie code|authentic|middels|a\.u\.b|emailadres"
    r"|\bemail|geverifieerd|\bverifi(?!catiecode)|genere|gedeactiveerd|\bvoeg\b.*\btoe$"
    r"|^(?:verwijder|activeer|bewerk) ",
    re.I,
)


def messages(path: Path):
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="nl") if message.id]


def forms(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (str(value),)


def used_here(message) -> bool:
    """Everything but the pages of an identity provider, which this house is not."""
    return not all(place.startswith(("idp/", "templates/idp/")) for place, _line in message.locations)


@pytest.mark.parametrize(
    "message", [one for one in messages(THEIRS) if used_here(one)], ids=lambda one: str(one.id)[:60]
)
def test_every_sentence_of_the_login_says_u_and_our_own_words(message) -> None:
    with translation.override("nl"):
        if isinstance(message.id, (tuple, list)):
            said = [translation.ngettext(*message.id, number) for number in (1, 2)]
        else:
            said = [translation.gettext(message.id)]
    assert not [one for one in said if WRONG.search(re.sub(r"%\(\w+\)s|\{\w+\}", "", one))]


def test_our_words_for_the_login_stand_in_the_way_of_none_of_our_own() -> None:
    known = {forms(message.id)[0] for path in (THEIRS, *DJANGO) for message in messages(path)}
    written = {forms(message.id)[0]: message for message in messages(OURS)}
    assert written.keys() <= known, "stands nowhere in django-allauth or Django any more"
    own = {key.msgid: message.string for key, (_path, message) in texts.translated().items() if key.context is None}
    assert {key: one.string for key, one in written.items() if key in own and own[key] != one.string} == {}


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done"])
def test_the_pages_before_login_say_u(client, db, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    assert not re.search(r"\b(?:je|jij|jouw)\b", page)
