"""The sentences of the lawbook in Dutch and English, read from `texts/*<lang>.toml` when first asked for."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lawbook import values
from lawbook.kinds import HalfDay

LANGUAGES = ("nl", "en")
WORDS = {"nl": {True: "ja", False: "nee", None: "–"}, "en": {True: "yes", False: "no", None: "–"}}


class Sentence(str):
    """A code inside an answer that is told as its sentence in the reader's language."""

    __slots__ = ()

    def told(self, lang: str) -> str:
        """The sentence in `lang` (nl or en)."""
        return sentence(str(self), {}, lang)


@cache
def book(lang: str) -> dict[str, dict[str, Any]]:
    """The tables of a language: months, sentences, rules, facts, words; a subject may have its own file."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((Path(__file__).parent / "texts").glob(f"*{lang}.toml")):
        with path.open("rb") as file:
            for table, rows in tomllib.load(file).items():
                found.setdefault(table, {}).update(rows)
    return found


def sentence(code: str, facts: Mapping[str, object], lang: str, *, gap: str = "") -> str:
    """The sentence of a code with its facts filled in. Raises KeyError for a code without a sentence.

    `gap` stands where a fact is missing, for what was stored before a sentence asked for it; without one that raises.
    """
    template = book(lang)["sentences"].get(code)
    if template is None:
        raise KeyError(f"no sentence for {code!r}; add it to a table [sentences] in lawbook/texts/*.{lang}.toml")
    told = {key: spoken(value, lang) for key, value in facts.items()}
    said = template.format_map(defaultdict(lambda: gap, told) if gap else told)
    return _one(lang).sub(lambda found: f"1 {book(lang)['singular'][found[1]]}", said)


@cache
def _one(lang: str) -> re.Pattern[str]:
    """A single one of what the sentences count: they say “{days} dagen”, and 1 is one day."""
    return re.compile(rf"(?<![\w.,/-])1 ({'|'.join(book(lang)['singular'])})\b")


def word(code: str, lang: str) -> str:
    """The plain word for a code that is shown by itself (a kind of day, a unit, an answer), or the code itself."""
    found: str = book(lang)["words"].get(code, code)
    return found


def spoken(value: object, lang: str) -> str:
    """A fact as it stands in a sentence: a date with its month written out, yes and no, a list with commas."""
    if isinstance(value, values.Title):
        return values.parameter(value).title[lang]
    if isinstance(value, Sentence):
        return value.told(lang)
    if isinstance(value, str):
        return word(value, lang)
    if isinstance(value, HalfDay):
        return f"{spoken(value.date, lang)} ({word(value.part, lang)})"
    if isinstance(value, (tuple, list)):
        return ", ".join(spoken(one, lang) for one in value)
    return _scalar(value, lang)


def _scalar(value: object, lang: str) -> str:
    if value is None or isinstance(value, bool):
        return WORDS[lang][value]
    if isinstance(value, date):
        return f"{value.day} {book(lang)['months']['names'][value.month - 1]} {value.year}"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.replace(".", ",") if lang == "nl" else text
    return str(value)
