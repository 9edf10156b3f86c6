"""What an act by hand writes, as the same row changes an import makes: kept with the act, taken back by undo."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from uuid_utils.compat import uuid7

from driehoek.access.models import BoardOwned
from driehoek.exchange.changes import RowChange, plain
from driehoek.schools.models import School


@dataclass
class Draft:
    """The rows of one act at one school, on the day it is done."""

    school: School
    on: date
    changes: list[RowChange] = field(default_factory=list)

    def new(self, model: str, label: str, **values: Any) -> str:
        """A new row; returns its id."""
        pk = str(values.pop("pk", None) or uuid7())
        after = {name: plain(value) for name, value in {**values, "board_id": self.school.board_id}.items()}
        self._add(model, pk, label, None, after)
        return pk

    def change(self, row: BoardOwned, label: str, **wanted: Any) -> None:
        """New values of a row, as far as they differ."""
        after = {name: plain(value) for name, value in wanted.items() if plain(value) != plain(getattr(row, name))}
        if after:
            before = {name: plain(getattr(row, name)) for name in after}
            self._add(row._meta.label_lower, str(row.pk), label, before, after)

    def remove(self, row: BoardOwned, label: str) -> None:
        """A row that goes; every field is kept, so that undo can bring it back."""
        before = {
            one.attname: plain(getattr(row, one.attname)) for one in row._meta.concrete_fields if one.name != "id"
        }
        self._add(row._meta.label_lower, str(row.pk), label, before, None)

    def _add(self, model: str, pk: str, label: str, before: Any, after: Any) -> None:
        kind = "new" if before is None else "changed"
        self.changes.append(
            RowChange(model=model, pk=pk, kind=kind, before=before, after=after, subject=pk, label=label)
        )
