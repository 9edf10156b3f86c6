"""What a safety plan is made of, read once from `data/`: chapters, what comes back, subjects of risks.

The texts are our own words after the plan of a school board (2016), in Dutch and English.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data"
YEARLY = 12
Words = dict[str, str]


def said(words: Words) -> str:
    """Words in the reader's language."""
    return words["en" if get_language() == "en" else "nl"]


class Field(NamedTuple):
    """A blank or a field: its code and label, what it takes, and the function whose holder usually fills it."""

    code: str
    words: Words
    kind: str = "text"  # text, long, phone, number, date, time, yes_no
    fills: str = ""

    @property
    def label(self) -> str:
        return said(self.words)


class Chapter(NamedTuple):
    code: str
    words: Words
    holding: Words
    owner: str
    months: int  # until it is looked at again
    blanks: tuple[Field, ...]
    room: str  # the page where this chapter lives, by the name of its address
    paper: str  # the kind of paper that people sign for it

    @property
    def title(self) -> str:
        return said(self.words)

    @property
    def holds(self) -> str:
        return said(self.holding)

    @property
    def is_annex(self) -> bool:
        return self.code.startswith("B")

    @property
    def number(self) -> str:
        """As a reader sees it; the annexes say theirs in their title, the introduction has none."""
        return "" if self.is_annex or self.code.startswith("0") else self.code


class Kind(NamedTuple):
    """Something that comes back. `term`: check, inventory, holidays, or empty where the school sets the day."""

    code: str
    words: Words
    reason: Words
    owner: str
    term: str
    room: str
    fields: tuple[Field, ...]
    items: tuple[Field, ...]

    @property
    def title(self) -> str:
        return said(self.words)

    @property
    def why(self) -> str:
        return said(self.reason)


class Topic(NamedTuple):
    code: str
    words: Words
    special: bool  # the law asks for it by name (safety plan 9.3)

    @property
    def title(self) -> str:
        return said(self.words)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _field(code: str, nl: str, en: str, kind: str = "text", fills: str = "") -> Field:
    return Field(code, {"nl": nl, "en": en}, kind, fills)


def _chapter(row: dict[str, Any]) -> Chapter:
    blanks = tuple(_field(*blank) for blank in row.get("blanks", ()))
    months, room, paper = row.get("months", YEARLY), row.get("room", ""), row.get("paper", "")
    return Chapter(row["code"], row["title"], row["holds"], row["owner"], months, blanks, room, paper)


def _kind(code: str, row: dict[str, Any], country: str) -> Kind:
    """A kind as a school of a country calls it; where `be` says nothing the words are the same."""
    title, why = (row[name] | {"nl": row[name].get(country, row[name]["nl"])} for name in ("title", "why"))
    fields, items = (tuple(_field(*one) for one in row.get(name, ())) for name in ("fields", "items"))
    return Kind(code, title, why, row["owner"], row.get("term", ""), row.get("room", "checks"), fields, items)


@cache
def chapters() -> dict[str, Chapter]:
    """Every chapter by code, in the order of the plan."""
    rows = [*_read("chapters")["chapter"], *_read("annexes")["chapter"]]
    return {row["code"]: _chapter(row) for row in rows}


@cache
def kinds(country: str = "nl") -> dict[str, Kind]:
    return {code: _kind(code, row, country) for code, row in _read("checks")["kind"].items()}


class Question(NamedTuple):
    code: str
    words: Words
    turned: bool  # a high answer is bad news

    @property
    def text(self) -> str:
        return said(self.words)

    def weighed(self, answer: int) -> int:
        """The answer, 1 to 4, so that more is always better."""
        return MOST + 1 - answer if self.turned else answer


MOST = 4


@cache
def questions(audience: str) -> tuple[Question, ...]:
    rows = _read("questions")[audience]
    return tuple(Question(row["code"], row, row.get("turned", False)) for row in rows)


def answers() -> list[tuple[int, str]]:
    """What can be answered, 1 to 4, in the reader's language."""
    return list(enumerate(_answers()["en" if get_language() == "en" else "nl"], start=1))


@cache
def _answers() -> dict[str, list[str]]:
    found: dict[str, list[str]] = _read("questions")["answers"]
    return found


@cache
def topics() -> dict[str, Topic]:
    rows = _read("topics")["topic"]
    return {row["code"]: Topic(row["code"], row["title"], row.get("special", False)) for row in rows}
