"""The dated values of the law, read from `*/parameters/*.toml` when first asked for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lawbook.errors import UnknownParameter
from lawbook.plain import plain
from lawbook.sources import Source, source

HERE = Path(__file__).parent
FOLDERS = {"be": "flanders", "clb": "flanders", "nl": "netherlands"}
CERTAINTIES = ("primary", "official", "secondary", "source", "derived", "inferred", "unverified")
DOUBTFUL = frozenset({"derived", "inferred", "unverified"})
LEVELS = ("law", "circular", "network_model", "board", "advice")
FIXED_LEVELS = frozenset({"law", "circular"})


@dataclass(slots=True, eq=False)
class Value:
    """One dated row of a parameter. `amount` is in `unit`; `certainty` is one of CERTAINTIES."""

    id: str
    amount: Any
    unit: str
    valid_from: date
    checked_on: date
    certainty: str
    source: Source
    note: dict[str, str] = field(default_factory=dict)  # by language; what a reader should know of this row
    repealed: bool = False

    def as_json(self) -> dict[str, object]:
        """The row as the command line and the API give it."""
        return {
            "id": self.id,
            "value": plain(self.amount),
            "unit": self.unit,
            "valid_from": self.valid_from.isoformat(),
            "checked_on": self.checked_on.isoformat(),
            "source": plain(self.source),
        }


@dataclass(slots=True)
class Parameter:
    """A value of the law through time: its title in two languages, its unit, its rows in order of date."""

    id: str
    title: dict[str, str]
    unit: str
    values: tuple[Value, ...]
    starts: tuple[date, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = tuple(value.valid_from for value in self.values)


class Title(str):
    """A parameter's id that renders as its title in the reader's language."""

    __slots__ = ()


def folder(any_id: str) -> str:
    """The folder of the country that an id of a rule or a parameter belongs to."""
    return FOLDERS.get(any_id.partition(".")[0], "europe")


def _read(country: str) -> dict[str, Parameter]:
    found: dict[str, Parameter] = {}
    for path in sorted((HERE / country / "parameters").glob("*.toml")):
        with path.open("rb") as file:
            tables = tomllib.load(file, parse_float=Decimal)
        for key, table in tables.items():
            rows = tuple(_value(key, table["unit"], row) for row in table["value"])
            found[key] = Parameter(key, table["title"], table["unit"], rows)
    return found


def _value(key: str, unit: str, row: dict[str, Any]) -> Value:
    return Value(
        id=key,
        amount=row.get("amount"),
        unit=unit,
        valid_from=row["valid_from"],
        checked_on=row["checked_on"],
        certainty=row["certainty"],
        source=source(row["source"]["act"], row["source"]["article"], row["level"]),
        note=row.get("note", {}),
        repealed=row.get("repealed", False),
    )


@cache
def _folder(country: str) -> dict[str, Parameter]:
    return _read(country)


known: dict[str, Parameter] = {}


def parameter(param_id: str) -> Parameter:
    """The parameter with that id; only its country's files are read. Raises UnknownParameter."""
    found = known.get(param_id)
    if found is None:
        found = _folder(folder(param_id)).get(param_id)
        if found is None:
            raise UnknownParameter(param_id)
        known[param_id] = found
    return found


def parameters() -> dict[str, Parameter]:
    """Every parameter there is, by id."""
    return {key: one for country in ("europe", "flanders", "netherlands") for key, one in _folder(country).items()}
