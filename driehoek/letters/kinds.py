"""Every letter and form the procedures need, read from `templates/letters/typst/<be|nl>/<name>.toml`.

A kind says which facts the letter needs (`fields`), what the school writes itself (`free`), on which law it stands, and
holds the Dutch text. Adding a letter is adding a file; `wording` explains how its text is written, `fields.toml` names
every fact and free part once for all letters.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .recipients import printable
from .wording import PLACE, Block, Shape, parse, shown

TEXTS = Path(__file__).parent / "templates" / "letters" / "typst"
LONGEST_FACT, LONGEST_ITEM, MOST_ITEMS, LONGEST_FREE = 500, 1000, 100, 20_000
MOST_ROWS = 300  # the staffing plan of a large centre has sixty


class BadLetter(ValueError):
    """A letter that cannot be made: `errors` names each field with what is wrong with it."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {what}" for name, what in errors.items()))
        self.errors = dict(errors)


class FieldKind(StrEnum):
    TEXT = "text"
    DATE = "date"
    LIST = "list"
    TABLE = "table"
    CHOICE = "choice"


@dataclass(frozen=True)
class Title:
    nl: str
    en: str

    def __str__(self) -> str:
        return self.nl


@dataclass(frozen=True)
class Field:
    """A fact the letter needs: text, a date (ISO in the data), a list or table of texts, one of `choices` in words."""

    name: str
    label: Title
    kind: FieldKind
    required: bool
    choices: Mapping[str, Title] = dataclass_field(default_factory=dict)

    def problem(self, value: object) -> str | None:
        """What is wrong with a value that is there; None when nothing is."""
        if self.kind is FieldKind.LIST:
            return _list_problem(value)
        if self.kind is FieldKind.TABLE:
            return _table_problem(value)
        if not isinstance(value, str) or len(value) > LONGEST_FACT:
            return _("a text of at most %(most)d characters") % {"most": LONGEST_FACT}
        if self.kind is FieldKind.CHOICE and value not in self.choices:
            return _("one of %(choices)s") % {"choices": ", ".join(self.choices)}
        return _date_problem(value) if self.kind is FieldKind.DATE else None


def _list_problem(value: object) -> str | None:
    fits = isinstance(value, list) and len(value) <= MOST_ITEMS
    if not fits or any(not isinstance(item, str) or len(item) > LONGEST_ITEM for item in value):  # type: ignore[attr-defined]  # a list by then
        return _("a list of at most %(most)d texts of at most %(longest)d characters") % {
            "most": MOST_ITEMS,
            "longest": LONGEST_ITEM,
        }
    return None


def _table_problem(value: object) -> str | None:
    """A table is rows of equally many texts, headings first."""
    rows = value if isinstance(value, list) else []
    if not rows or len(rows) > MOST_ROWS or any(not isinstance(row, list) or len(row) != len(rows[0]) for row in rows):
        return _("a table of at most %(most)d rows of equally many cells") % {"most": MOST_ROWS}
    return next(filter(None, (_list_problem(row) for row in rows)), None)


def _date_problem(value: str) -> str | None:
    try:
        date.fromisoformat(value)
    except ValueError:
        return _("a date like 2021-05-06")
    return None


@dataclass(frozen=True)
class Free:
    """A part that the school writes itself, such as the reasons; it can be edited until the letter is final."""

    name: str
    label: Title
    required: bool
    hint: str = ""


@dataclass(frozen=True)
class Kind:
    """A letter or form. `registered`: the law or the regulations want a registered letter.

    `restricted`: about a member of staff or a complaint; only who may read those sees it in the lists.
    """

    code: str
    title: Title
    jurisdiction: str
    registered: bool
    restricted: bool
    fields: tuple[Field, ...]
    free: tuple[Free, ...]
    legal_basis: tuple[str, ...]
    subject: str
    salutation: str
    closing: str
    signed_as: str
    posted_field: str  # the fact that names the day of posting, from which the letter counts its last day
    body: tuple[Block, ...]

    def checked(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The facts as they are kept (dates as ISO texts). Raises BadLetter naming every wrong or missing field."""
        known = {field.name: field for field in self.fields}
        kept = {name: _kept(value) for name, value in data.items() if value not in (None, "", [], ())}
        errors = {name: _("this letter has no such field") for name in kept if name not in known}
        errors |= {name: _("missing") for name, field in known.items() if field.required and name not in kept}
        for name, field in known.items():
            if name in kept and (problem := field.problem(kept[name])):
                errors[name] = problem
        if errors:
            raise BadLetter(errors)
        return kept

    def checked_free(self, free: Mapping[str, str]) -> dict[str, str]:
        """The parts the school wrote. Raises BadLetter for one this letter does not have or one too long."""
        names = {part.name for part in self.free}
        errors = {name: _("this letter has no such part") for name in free if name not in names}
        errors |= {
            name: _("a text of at most %(most)d characters") % {"most": LONGEST_FREE}
            for name, text in free.items()
            if not isinstance(text, str) or len(text) > LONGEST_FREE
        }
        if errors:
            raise BadLetter(errors)
        return {name: printable(text.replace("\r\n", "\n")).strip() for name, text in free.items() if text.strip()}

    @property
    def names_pupil(self) -> bool:
        """Whether the text speaks of a child, so that it cannot be written without one."""
        texts = [self.subject, *(line for block in self.body for line in block.lines)]
        return any(name.startswith("pupil") for text in texts for name in PLACE.findall(text))

    @property
    def names_board_address(self) -> bool:
        """Whether somebody must write to the board because of this letter, so that its address must be right."""
        return any("{board_address}" in line for block in self.body for line in block.lines)

    def unwritten(self, data: Mapping[str, Any], free: Mapping[str, str]) -> list[Free]:
        """The parts that nobody has written yet: the required ones, and those that these facts ask for."""
        asked = {block.lines[0] for block in shown(self.body, data) if block.shape is Shape.FREE and block.condition}
        return [part for part in self.free if (part.required or part.name in asked) and not free.get(part.name)]


def _kept(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_kept(item) if isinstance(item, (list, tuple)) else printable(str(item)) for item in value]
    return printable(str(value))


def _title(row: Mapping[str, str]) -> Title:
    return Title(row["nl"], row["en"])


def _field(name: str, rows: Mapping[str, Any]) -> Field:
    """A field by its name in `fields.toml`; a question mark behind the name means that it may be missing."""
    row = rows["fields"][name.rstrip("?")]
    choices = {code: _title(words) for code, words in rows["choices"].get(name.rstrip("?"), {}).items()}
    return Field(name.rstrip("?"), _title(row), FieldKind(row.get("kind", "text")), not name.endswith("?"), choices)


def _free(name: str, rows: Mapping[str, Any]) -> Free:
    row = rows[name.rstrip("?")]
    return Free(name.rstrip("?"), _title(row), not name.endswith("?"), row.get("hint", ""))


def _read(path: Path, known: Mapping[str, Any]) -> Kind:
    row = tomllib.loads(path.read_text())
    jurisdiction = path.parent.name
    return Kind(
        code=f"{jurisdiction}.{path.stem}",
        title=_title(row["title"]),
        jurisdiction=jurisdiction,
        registered=row.get("registered", False),
        restricted=row.get("restricted", False),
        fields=tuple(_field(name, known) for name in row.get("fields", ())),
        free=tuple(_free(name, known["free"]) for name in row.get("free", ())),
        legal_basis=tuple(row["legal_basis"]),
        subject=row["subject"],
        salutation=row.get("salutation", "Beste" if jurisdiction == "be" else "Geachte"),
        closing=row.get("closing", "Met vriendelijke groeten" if jurisdiction == "be" else "Met vriendelijke groet"),
        signed_as=row.get("signed_as", "directeur"),
        posted_field=row.get("posted_field", ""),
        body=parse(row["body"]),
    )


def _all() -> dict[str, Kind]:
    known = tomllib.loads((TEXTS / "fields.toml").read_text())
    kinds = [_read(path, known) for path in sorted(TEXTS.glob("*/*.toml"))]
    return {kind.code: kind for kind in kinds}


KINDS: dict[str, Kind] = _all()
