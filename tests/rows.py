"""One row of every model an address opens, built on the cast: what must be filled is, with what is plain."""

from collections.abc import Callable, Iterator
from datetime import time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils import timezone

from driehoek.access.models import User
from driehoek.schools.models import Board
from driehoek.staffing.tests.conftest import LEIELAND
from driehoek.staffing.tests.conftest import build as build_centres

from .cast import LEIE, MONDAY, YEAR, Cast

PLAIN: tuple[tuple[type[models.Field[Any, Any]], Callable[[], object]], ...] = (
    (models.DateTimeField, timezone.now),
    (models.DateField, lambda: MONDAY),
    (models.TimeField, lambda: time(10, 0)),
    (models.DecimalField, lambda: Decimal(1)),
    (models.IntegerField, lambda: 1),
    (models.JSONField, dict),
    (models.BinaryField, lambda: b"%PDF-1.7"),
    (models.UUIDField, lambda: UUID(int=7)),
)
PEOPLE = ("rita", "sam", "kathleen", "tom", "clara", "dirk", "oona", "bas", "mallory")
ALWAYS = ("pupils.pupil", "schools.school")  # filled where a row may stand without one too


class Rows:
    """Rows by the label of their model, each made when it is first asked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast, centres = cast, build_centres()
        self.greet = centres.greet
        self.made: dict[str, Any] = {
            "schools.board": Board.objects.get(pk=LEIE), "schools.school": cast.lindeboom,
            "schools.group": cast.class_3a, "pupils.pupil": cast.adam, "access.user": cast.rita,
            "access.appointment": cast.kathleen.appointments.get(),
            "pupils.guardianship": cast.adam.guardianships.get(), "pupils.enrolment": cast.adam.enrolments.get(),
            "staffing.centre": centres.leieland, "staffing.plan": centres.plan,
            "staffing.job": centres.plan.jobs.first(),
        }  # fmt: skip

    def people(self) -> Iterator[tuple[str, User]]:
        yield from ((name, getattr(self.cast, name)) for name in PEOPLE)
        yield "greet", self.greet

    def __getitem__(self, label: str) -> Any:
        if label not in self.made:
            self.made[label] = self._build(label)
        return self.made[label]

    def _build(self, label: str) -> models.Model:
        model = apps.get_model(label)
        values: dict[str, Any] = {name: one(self) for name, one in MEANT.get(label, {}).items()}
        for field in model._meta.concrete_fields:
            if field.name in values or field.primary_key or getattr(field, "auto_now_add", False):
                continue
            if field.name == "board":
                values["board_id"] = LEIELAND if label.startswith("staffing.") else LEIE
            elif field.is_relation and (not field.null or field.related_model._meta.label_lower in ALWAYS):
                values[field.name] = self[field.related_model._meta.label_lower]
            elif not field.is_relation and not field.null and not field.has_default():
                values[field.name] = _plain(field)
        made: models.Model = model._base_manager.create(**values)
        return made


def _plain(field: models.Field[Any, Any]) -> object:
    if field.choices:
        return next(iter(field.choices))[0]
    if field.name == "school_year":
        return YEAR
    if field.blank and isinstance(field, models.CharField | models.TextField):
        return ""
    return next((value() for kind, value in PLAIN if isinstance(field, kind)), "x")


def _rita(rows: Rows) -> User:
    return rows.cast.rita


# What a row of a model has to hold to mean something. Each value is asked of the rows, for it may be one of them.
MEANT: dict[str, dict[str, Callable[[Rows], Any]]] = {
    "procedures.event": {
        "step": lambda _rows: "guide",
        "recorded_by": _rita,
        "facts": lambda _rows: {"kind": "talk", "description": "x"},
    },
    "safetyplan.turn": {"done_on": lambda _rows: MONDAY, "kind": lambda _rows: "evacuation_drill"},
    "safetyplan.post": {"ends": lambda _rows: time(11, 0)},
    "duties.duty": {
        "rule": lambda _rows: "be.discipline.decision_due",
        "code": lambda _rows: "review_emergency_access",
    },
    "letters.letter": {
        "kind": lambda _rows: "be.condolence",
        "author": _rita,
        "recipient": lambda _rows: {"name": "Dirk", "address": "x"},
    },
    "procedures.case": {"definition": lambda _rows: "be.guidance", "opened_by": _rita},
}
