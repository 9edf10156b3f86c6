"""Advice sheets about bullying and the protocol to sign, as pages and on paper (SAF-10)."""

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import get_language

from driehoek.letters import rendering
from driehoek.letters.paper import head_of
from driehoek.safety.queries.bullying import Signed
from driehoek.schools.models import School

RULES = "rules"
KEPT: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "sheets" / "sheets.toml").read_text()
)
SHEETS = tuple(slug for slug in KEPT if slug != RULES)
HEADINGS = {"nl": ("Dit helpt", "Dit helpt niet", "Onze eigen regels", "Wij tekenden", "Leerkracht", "Groep"),
            "en": ("This helps", "This does not help", "Our own rules", "We signed", "Teacher", "Group")}  # fmt: skip


class Sheet(NamedTuple):
    """One sheet in one language."""

    slug: str
    title: str
    intro: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]
    end: str


def language() -> str:
    found = (get_language() or "nl")[:2]
    return found if found in HEADINGS else "nl"


def sheet(slug: str, lang: str = "") -> Sheet:
    """A sheet in the reader's language, or the one asked for. Raises KeyError."""
    row = KEPT[slug][lang or language()]
    return Sheet(slug, row["title"], row["intro"], tuple(row["do"]), tuple(row["avoid"]), row["end"])


def paper(school: School, one: Sheet, on: date) -> bytes:
    """A sheet on the school's paper."""
    lang = language()
    helps, not_so = HEADINGS[lang][:2]
    blocks = [_line(one.intro), _title(helps), _list(one.do)]
    if one.avoid:
        blocks += [_title(not_so), _list(one.avoid)]
    return rendering.render(_content(school, one.title, [*blocks, _line(one.end)], on, lang))


def protocol(told: Signed, on: date) -> bytes:
    """The protocol of a group to sign: the rules, its own rules, and a line for every child and the teacher."""
    lang = language()
    one = sheet(RULES)
    own, signed, teacher, group = HEADINGS[lang][2:]
    blocks = [_line(one.intro), _list(one.do)]
    added = told.protocol.own_rules.splitlines() if told.protocol else []
    if any(added):
        blocks += [_title(own), _list(line for line in added if line.strip())]
    names = [*(pupil.name for pupil in told.pupils), teacher]
    blocks += [_line(one.end), _title(signed), {"shape": "lines", "lines": [_spans(name) for name in names]}]
    title = f"{one.title} · {group} {told.group.name} · {told.group.school_year}"
    return rendering.render(_content(told.group.school, title, blocks, on, lang))


def _content(school: School, title: str, blocks: list[dict[str, Any]], on: date, lang: str) -> dict[str, Any]:
    head = head_of(school)
    dated = ", ".join(filter(None, (head["place"], date_format(on, "j F Y"))))
    return {
        "lang": lang,
        "draft": False,
        "title": title,
        "head": head,
        "recipient": {"name": "", "lines": []},
        "sending": "",
        "date": dated,
        "subject": title,
        "salutation": "",
        "blocks": blocks,
        "closing": "",
        "signer": {"name": "", "role": ""},
        "basis": [],
        "annexes": [],
    }


def _spans(text: str) -> list[dict[str, Any]]:
    return [{"t": text, "b": False}]


def _line(text: str) -> dict[str, Any]:
    return {"shape": "par", "lines": [_spans(text)]}


def _title(text: str) -> dict[str, Any]:
    return {"shape": "heading", "lines": [_spans(text)]}


def _list(texts: Iterable[str]) -> dict[str, Any]:
    return {"shape": "list", "lines": [_spans(text) for text in texts]}
