"""What an import would do: the roster beside what is stored, as a list of row changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from uuid_utils.compat import uuid7

from driehoek.exchange.changes import RowChange, Values, plain
from driehoek.exchange.roster import Note, Roster
from driehoek.schools.models import Group, School
from lawbook.days import before, calendar_days
from lawbook.kinds import SchoolYear

from .counting import kinds

Stored = dict[str, Any]


SHOWN = (
    "schools.site",
    "schools.group",
    "pupils.pupil",
    "pupils.guardian",
    "access.user",
)  # the rest ties these together


@dataclass
class Plan:
    """What would happen. Nothing is written while `refused` is not empty: all or nothing per file."""

    changes: list[RowChange] = field(default_factory=list)
    same: dict[str, tuple[str, str]] = field(default_factory=dict)  # id → model and label of what stays as it is
    file: dict[str, int] = field(default_factory=dict)
    warnings: list[Note] = field(default_factory=list)
    refused: list[Note] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)

    def unchanged(self) -> list[tuple[str, str]]:
        """Model and label of each person and group that nothing happens to."""
        touched = {change.subject for change in self.changes}
        return [named for pk, named in self.same.items() if pk not in touched]

    def counts(self) -> dict[str, Any]:
        """People and groups per outcome (not the rows that tie them together), and what the file holds."""
        of_kind = {
            kind: {one.subject for one in self.changes if one.kind == kind} for kind in ("new", "changed", "left")
        }
        return {
            **{kind: len(subjects) for kind, subjects in of_kind.items()},
            "unchanged": len(self.unchanged()),
            "refused": len(self.refused),
            "rows": len(self.changes),
            "file": self.file,
            "kinds": kinds(self.changes),
        }


@dataclass
class Work:
    """One plan while it is made: the school, the day it is made for, and who makes it."""

    school: School
    roster: Roster
    on: date
    by: UUID | None
    directs: bool = False  # whoever brings the list in opens functions at this school
    plan: Plan = field(default_factory=Plan)
    labels: dict[str, str] = field(default_factory=dict)  # id of a person or group → its name on screen
    new: set[str] = field(default_factory=set)

    @property
    def year(self) -> SchoolYear:
        return SchoolYear.parse(self.roster.school_year)

    @property
    def first(self) -> date:
        return self.year.first(self.school.jurisdiction)

    @property
    def last(self) -> date:
        return self.year.last(self.school.jurisdiction)

    @cached_property
    def latest(self) -> bool:
        """Whether the file is of the latest year the school has: only such a file says where children are now."""
        known = Group.objects.filter(school=self.school).order_by("-school_year").values_list("school_year", flat=True)
        return self.roster.school_year >= (known.first() or "")

    def match(
        self,
        model: str,
        stored: Stored | None,
        wanted: Mapping[str, Any],
        label: str,
        *,
        line: int | None = None,
        detail: str = "",
        erasable: Iterable[str] = (),
        fixed: Mapping[str, Any] | None = None,
    ) -> str:
        """Add what is needed to bring a stored row (or none) to the wanted values; returns its id.

        An empty wanted value says nothing and erases nothing, unless named in `erasable`. `fixed`: what a new row gets.
        """
        if stored is None:
            values = {**wanted, **(fixed or {})}
            pk = str(values.pop("pk", None) or uuid7())
            self.labels[pk] = label
            self._own(model, pk, "new", None, _plainly(values), label=label, detail=detail, line=line)
            return pk
        pk = str(stored["pk"])
        self.labels[pk] = label
        self.plan.same[pk] = (model, label)
        after = {
            name: plain(value)
            for name, value in wanted.items()
            if (value not in {None, ""} or name in erasable) and plain(value) != plain(stored[name])
        }
        if after:
            old = {name: plain(stored[name]) for name in after}
            self._own(model, pk, "changed", old, after, label=label, detail=detail, line=line)
        return pk

    def _own(self, model: str, pk: str, kind: str, before: Values | None, after: Values, **shown: Any) -> None:
        """A change of a person or group itself."""
        self._add(RowChange(model=model, pk=pk, kind=kind, before=before, after=after, subject=pk, **shown))

    def tie(self, model: str, subject: str, values: Mapping[str, Any], detail: str = "") -> None:
        """A new row that belongs to somebody: part of what is new when they are, else a change of theirs."""
        self._add(
            RowChange(
                model=model,
                pk=str(uuid7()),
                kind="new" if subject in self.new else "changed",
                before=None,
                after=_plainly(values),
                subject=subject,
                label=self.labels.get(subject, ""),
                detail=detail,
            )
        )

    def end(
        self, model: str, stored: Stored, values: Values, subject: str, detail: str = "", *, kind: str = "changed"
    ) -> None:
        """A tie that ends: its row stays, with a last day."""
        old = {name: plain(stored[name]) for name in values}
        self._add(
            RowChange(
                model=model,
                pk=str(stored["pk"]),
                kind=kind,
                before=old,
                after=values,
                subject=subject,
                label=self.labels.get(subject, ""),
                detail=detail,
            )
        )

    def remove(self, model: str, stored: Stored, subject: str, detail: str = "") -> None:
        """A tie that is no longer there. `stored` holds every field of its row, so that undo can bring it back."""
        row = {name: plain(value) for name, value in stored.items() if name != "pk"}
        self._add(
            RowChange(
                model=model,
                pk=str(stored["pk"]),
                kind="changed",
                before=row,
                after=None,
                subject=subject,
                label=self.labels.get(subject, ""),
                detail=detail,
            )
        )

    def left(self, pupil: Stored, label: str) -> None:
        """A pupil who is not in the file: proposed as having left on the day of the import."""
        pk = str(pupil["pk"])
        self.labels[pk] = label
        self._add(
            RowChange(
                model="pupils.pupil",
                pk=pk,
                kind="left",
                before={"left_on": None},
                after={"left_on": self.on.isoformat()},
                subject=pk,
                label=label,
            )
        )

    def _add(self, change: RowChange) -> None:
        if change.before is None and change.after is not None:
            if change.model in SHOWN:
                self.new.add(change.pk)
            if change.model != "access.user":
                change.after["board_id"] = str(self.school.board_id)
        self.plan.changes.append(change)


def stored_rows(found: QuerySet[Any], *fields: str) -> list[Stored]:
    """The rows as plain values by field name, in one statement."""
    return [dict(zip(fields, row, strict=True)) for row in found.values_list(*fields)]


def _plainly(values: Mapping[str, Any]) -> Values:
    return {name: plain(value) for name, value in values.items()}


def day_before(day: date) -> date:
    return before(day, 1, calendar_days()).end
