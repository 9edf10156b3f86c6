"""Row changes with old and new values: planned, shown, written, verified and taken back, all in bulk.

The same list serves the preview, the writing and undo, so the three cannot disagree.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils import timezone

from driehoek.attendance.actions import reopen
from driehoek.people.models import Pupil

Values = dict[str, Any]  # field attname → plain JSON value
# Parents before children: the order of writing; undo goes the other way.
ORDER = (
    "schools.site", "schools.group", "pupils.pupil", "pupils.enrolment", "pupils.membership", "pupils.guardian",
    "pupils.guardianship", "access.user", "access.appointment",
)  # fmt: skip
PUPIL, PLACE, APPOINTMENT = "pupils.pupil", "pupils.membership", "access.appointment"
CONFIRMED = ("user_id", "opened_by_id")  # what the direction changes when it says whose functions these are
BATCH = 500


class Stale(Exception):
    """The rows are no longer what the list says: somebody changed them in between. `labels`: what it touched."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(", ".join(labels))
        self.labels = labels


@dataclass(slots=True, kw_only=True)
class RowChange:
    """One row; `before` is None for a new one, `after` for one that goes.

    `subject`: whose name stands above it; `label`, `detail`: on screen.
    """

    model: str
    pk: str
    kind: str  # new, changed, left
    before: Values | None
    after: Values | None
    subject: str
    label: str
    detail: str = ""
    line: int | None = field(default=None)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def plain(value: object) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _real(one: models.Field[Any, Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(one, models.BinaryField):
        return bytes.fromhex(value)
    return (one.target_field if isinstance(one, models.ForeignKey) else one).to_python(value)


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)


def _rows(model: type[models.Model]) -> models.QuerySet[Any]:
    return models.QuerySet(model)


def _fields(model: type[models.Model]) -> dict[str, models.Field[Any, Any]]:
    return {one.attname: one for one in model._meta.concrete_fields}


def _row(model: type[models.Model], pk: str, values: Values) -> models.Model:
    fields = _fields(model)
    return model(pk=UUID(pk), **{name: _real(fields[name], value) for name, value in values.items()})


def _by_model(changes: Iterable[RowChange]) -> dict[str, list[RowChange]]:
    found: dict[str, list[RowChange]] = defaultdict(list)
    for change in changes:
        found[change.model].append(change)
    return found


def write(changes: Sequence[RowChange], so_far: Callable[[float], None] | None = None) -> None:
    """Write the new values: one statement per model and batch, whatever the number of pupils.

    `so_far` is told the part that is written, after each batch of new rows and each model.
    """
    grouped, done = _by_model(changes), 0
    for label in ORDER:
        rows = grouped.get(label, [])
        model = _model(label)
        new = [change for change in rows if change.before is None]
        for start in range(0, len(new), BATCH):
            _rows(model).bulk_create(
                _row(model, change.pk, change.after or {}) for change in new[start : start + BATCH]
            )
            if so_far:
                so_far((done + start) / len(changes))
        _update(model, [(one.pk, one.after) for one in rows if one.before is not None and one.after is not None])
        _delete(model, [change for change in rows if change.after is None])
        if label == PUPIL:
            _mark_namesakes(rows)
        elif label == PLACE:
            _reopen_classes(rows)
        done += len(rows)


def _reopen_classes(rows: Iterable[RowChange]) -> None:
    """Who comes into a class in the course of a day was not there when it was confirmed."""
    today = timezone.localdate().isoformat()
    came = [change for change in rows if change.after and "group_id" in change.after]
    values = [{**(change.before or {}), **(change.after or {})} for change in came]
    groups = {UUID(one["group_id"]) for one in values if one.get("first_day", today) <= today}
    if groups:
        reopen(groups, timezone.localdate())


def _update(model: type[models.Model], rows: Iterable[tuple[str, Values]]) -> None:
    by_fields: dict[tuple[str, ...], list[models.Model]] = defaultdict(list)
    for pk, values in rows:
        by_fields[tuple(sorted(values))].append(_row(model, pk, values))
    fields = _fields(model)
    for names, instances in by_fields.items():
        _rows(model).bulk_update(instances, [fields[name].name for name in names], batch_size=BATCH)


def verify(changes: Sequence[RowChange], side: str) -> None:
    """Raise Stale unless the rows hold the values of this side ("before" or "after") of the list."""
    for label, rows in _by_model(changes).items():
        model = _model(label)
        expected = {change.pk: (getattr(change, side), change.label) for change in rows}
        names = sorted({name for values, _label in expected.values() for name in values or ()})
        found = {
            str(row["pk"]): row
            for start in range(0, len(rows), BATCH)
            for row in _rows(model).filter(pk__in=list(expected)[start : start + BATCH]).values("pk", *names)
        }
        wrong = [
            name
            for pk, (values, name) in expected.items()
            if (values is None) != (pk not in found)
            or any(plain(found[pk][column]) != value for column, value in (values or {}).items())
        ]
        if wrong:
            raise Stale(wrong)


def take_back(changes: Sequence[RowChange]) -> None:
    """Undo a list that was written: old values again, new rows gone. Raises Stale when something hangs on them now."""
    verify(changes, "after")
    grouped = _by_model(changes)
    for label in reversed(ORDER):
        rows, model = grouped.get(label, []), _model(label)
        _update(model, [(one.pk, one.before) for one in rows if one.before is not None and one.after is not None])
        _delete(model, [change for change in rows if change.before is None])
    for label in ORDER:  # what went comes back once everything it hangs on is there
        gone = [_row(_model(label), one.pk, one.before or {}) for one in grouped.get(label, []) if one.after is None]
        _rows(_model(label)).bulk_create(gone, batch_size=BATCH)


def as_confirmed(changes: Sequence[RowChange]) -> list[RowChange]:
    """The list as it stands after the direction said that a teacher it brought is an account (`access.same_person`).

    The functions are that account's now, and are taken back from it as they would have been from whom it brought.
    """
    new = {change.pk: change for change in changes if change.model == APPOINTMENT and change.before is None}
    rows = _rows(_model(APPOINTMENT)).filter(pk__in=new).values_list("pk", *CONFIRMED)
    now = {str(pk): {name: plain(one) for name, one in zip(CONFIRMED, told, strict=True)} for pk, *told in rows}
    return [
        _confirmed(change, now[change.pk]) if change.pk in now and change.pk in new else change for change in changes
    ]


def _confirmed(change: RowChange, now: Values) -> RowChange:
    after = change.after or {}
    if now["user_id"] == after.get("user_id"):
        return change
    return replace(change, after={**after, **{name: value for name, value in now.items() if name in after}})


def _mark_namesakes(changes: Sequence[RowChange]) -> None:
    schools = Pupil.objects.filter(pk__in=[change.pk for change in changes[:1]]).values("school")
    Pupil.objects.filter(school__in=schools).mark_namesakes()


def _delete(model: type[models.Model], rows: Sequence[RowChange]) -> None:
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        doomed = _rows(model).filter(pk__in=[change.pk for change in part])
        if _others_hang_on(doomed):
            raise Stale([change.label for change in part][:1])
        doomed.delete()


def _others_hang_on(doomed: models.QuerySet[Any]) -> bool:
    """Whether deleting these rows would take along, or be stopped by, rows that the import did not make."""
    collector = Collector(using=doomed.db)
    try:
        collector.collect(doomed)
    except (ProtectedError, RestrictedError):
        return True
    others = [model for model in collector.data if model is not doomed.model]
    return bool(others) or any(rows.exists() for rows in collector.fast_deletes if rows.model is not doomed.model)
