"""The text of a letter: our own template text becomes blocks once, and blocks are filled with facts for each letter.

How a letter's `body` is written. Blocks stand apart by an empty line:

    A paragraph, with {a_fact} and **words in bold**.
    ## A heading
    - items of
    - a list
    ! The box with the last day.
    > The words of the law or the regulations.
    {{reasons}}            what the school wrote itself; each paragraph of it
    {{list members}}       a fact that is a list; {{quote rules}} shows each of its texts as words of the regulations
    {{table jobs}}         a fact that is a table: rows of texts, the first of them its headings
    [] a box to tick       _ a line to write on: form parts
    [if care = refused]    as first line: only then; also [if talk_on], [if not talk_on] and, for a part that the
                           school writes, [if not reasons_written]

Only our template is read this way. What fills it (names, reasons, addresses) stays a plain text: it is put into spans
and printed as it is, so no markup in it can mean anything.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from babel.dates import format_date

CONDITION = re.compile(r"\[if (not )?(\w+)(?: = ([\w ]+))?\]\n?")
PLACE = re.compile(r"\{(\w+)\}")
BOLD = re.compile(r"\*\*(.+?)\*\*")
ENDED = re.compile(r"\{(\w+)\}(\.?)")  # a fact that ends its sentence by itself needs no second full stop
SLOT = re.compile(r"\{\{(?:(list|quote|table) )?(\w+)\}\}")
PERIOD = re.compile(r"\b([Vv])an (\*{0,2}\{(\w+)\}\*{0,2}) tot en met \*{0,2}\{(\w+)\}\*{0,2}")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Span = dict[str, Any]  # {"t": text, "b": bold}
Filled = dict[str, Any]


class Shape(StrEnum):
    PARAGRAPH = "par"
    HEADING = "heading"
    LIST = "list"
    BOX = "box"
    QUOTE = "quote"
    TICKS = "ticks"
    LINES = "lines"
    FREE = "free"
    FACTS = "facts"
    QUOTES = "quotes"
    TABLE = "table"


MARKS = {
    "## ": Shape.HEADING,
    "- ": Shape.LIST,
    "! ": Shape.BOX,
    "> ": Shape.QUOTE,
    "[] ": Shape.TICKS,
    "_ ": Shape.LINES,
}
SLOTS = {None: Shape.FREE, "list": Shape.FACTS, "quote": Shape.QUOTES, "table": Shape.TABLE}
BY_LINE = {Shape.LIST, Shape.TICKS, Shape.LINES}


@dataclass(frozen=True)
class Condition:
    name: str
    value: str | None
    negated: bool

    def holds(self, facts: Mapping[str, Any]) -> bool:
        given = facts.get(self.name)
        found = bool(given) if self.value is None else given == self.value
        return found != self.negated


@dataclass(frozen=True)
class Block:
    """A piece of a letter: its shape, its lines (or the name of the slot it stands for), and when it is there."""

    shape: Shape
    lines: tuple[str, ...]
    condition: Condition | None = None


def parse(body: str) -> tuple[Block, ...]:
    """Our template text as blocks."""
    return tuple(_block(text.strip()) for text in re.split(r"\n\s*\n", body.strip()))


def _block(text: str) -> Block:
    condition = None
    if found := CONDITION.match(text):
        condition = Condition(found[2], found[3], bool(found[1]))
        text = text[found.end() :]
    if slot := SLOT.fullmatch(text):
        return Block(SLOTS[slot[1]], (slot[2],), condition)
    for mark, shape in MARKS.items():
        if text.startswith(mark):
            lines = [line.removeprefix(mark) for line in text.splitlines()]
            if shape is Shape.HEADING and len(lines) > 1:
                raise ValueError(f"a heading stands alone, with an empty line below it: {text[:60]}")
            return Block(shape, tuple(lines) if shape in BY_LINE else (" ".join(lines),), condition)
    return Block(Shape.PARAGRAPH, (" ".join(text.splitlines()),), condition)


def fill(blocks: Sequence[Block], facts: Mapping[str, Any], free: Mapping[str, str]) -> list[Filled]:
    """The letter as plain blocks of spans. Raises KeyError for a fact that the text needs and nobody gave."""
    known = {**facts, **{f"{name}_written": True for name in free}}
    return [one for block in shown(blocks, known) for one in _filled(block, known, free)]


def lacking(subject: str, blocks: Sequence[Block], facts: Mapping[str, Any]) -> list[str]:
    """The facts that a letter's text needs as it stands and that nobody gave, in the order of the text."""
    found = PLACE.findall(subject)
    for block in shown(blocks, facts):
        if block.shape in {Shape.FACTS, Shape.QUOTES, Shape.TABLE}:
            found.append(block.lines[0])
        elif block.shape is not Shape.FREE:
            found += [name for text in block.lines for name in PLACE.findall(text)]
    return [name for name in dict.fromkeys(found) if name not in facts]


def shown(blocks: Sequence[Block], facts: Mapping[str, Any]) -> list[Block]:
    """The blocks whose condition holds."""
    return [block for block in blocks if not block.condition or block.condition.holds(facts)]


def _filled(block: Block, facts: Mapping[str, Any], free: Mapping[str, str]) -> Iterator[Filled]:
    if block.shape is Shape.FREE:
        for paragraph in re.split(r"\n\s*\n", free.get(block.lines[0], "")):
            if paragraph.strip():
                yield {"shape": "par", "lines": [[{"t": paragraph.strip(), "b": False}]]}
    elif block.shape is Shape.FACTS:
        items = facts.get(block.lines[0]) or ()
        yield {"shape": "list", "lines": [[{"t": item, "b": False}] for item in items]}
    elif block.shape is Shape.QUOTES:
        for item in facts.get(block.lines[0]) or ():
            yield {"shape": "quote", "lines": [[{"t": item, "b": False}]]}
    elif block.shape is Shape.TABLE:
        rows = enumerate(facts.get(block.lines[0]) or ())
        yield {"shape": "table", "lines": [[{"t": cell, "b": place == 0} for cell in row] for place, row in rows]}
    else:
        yield {"shape": block.shape.value, "lines": [_spans(_one_day(line, facts), facts) for line in block.lines]}


def _one_day(text: str, facts: Mapping[str, Any]) -> str:
    """A period that ends on the day it begins is said as that day: op maandag 9 november."""

    def said(found: re.Match[str]) -> str:
        one_day = found[3] in facts and facts[found[3]] == facts.get(found[4])
        return f"{'Op' if found[1] == 'V' else 'op'} {found[2]}" if one_day else found[0]

    return PERIOD.sub(said, text)


def line(text: str, facts: Mapping[str, Any]) -> str:
    """One line of our own text with its facts, without bold: the subject of a letter."""
    return ENDED.sub(lambda found: _ended(spoken(facts[found[1]]), found[2]), text)


def _ended(said: str, stop: str) -> str:
    return said if said.endswith(tuple(".!?")) else said + stop


def _spans(text: str, facts: Mapping[str, Any]) -> list[Span]:
    """Bold is read from our own words before the facts come in, so stars in a fact stay stars."""
    spans: list[Span] = []
    for index, piece in enumerate(BOLD.split(text)):
        said = line(piece, facts)
        if spans and spans[-1]["t"].endswith(tuple(".!?")):
            said = said.removeprefix(".")
        if said:
            spans.append({"t": said, "b": index % 2 == 1})
    return spans


def written(day: date | None) -> str:
    """A day in a table of a letter or a form: 15 juli 2021. A paper of the school is Dutch, whoever makes it."""
    return format_date(day, "d MMMM y", locale="nl") if day else ""


def spoken(value: object) -> str:
    """A fact as it stands in a sentence; a date as people say it: donderdag 15 juli 2021."""
    text = ", ".join(value) if isinstance(value, list) else str(value)
    if ISO_DATE.fullmatch(text):
        return format_date(date.fromisoformat(text), "EEEE d MMMM y", locale="nl")
    return text
