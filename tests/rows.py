"""One row of every model an address opens, built on the cast: what must be filled is, with what is plain."""

from collections.abc import Callable, Iterator
from datetime import time
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import models
from django.utils import timezone

from driehoek.access.models import User
from driehoek.pupils.actions.attachments import path_of
from driehoek.pupils.models import Consent
from driehoek.pupils.models.file import StoredFile
from driehoek.schools.models import Board
from driehoek.staffing.tests.conftest import LEIELAND
from driehoek.staffing.tests.conftest import YEAR as STAFFING_YEAR
from driehoek.staffing.tests.conftest import build as build_centres

from .cast import MONDAY, YEAR, Cast

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
    """Rows by the label of their model, each made when it is first asked for: of De Lindeboom, or of De Beuk."""

    def __init__(self, cast: Cast, country: str = "be") -> None:
        self.cast, centres = cast, build_centres()
        self.greet = centres.greet
        dutch = (cast.beuk, cast.groep_5, cast.daan, cast.bas, cast.fenna)
        flemish = (cast.lindeboom, cast.class_3a, cast.adam, cast.rita, cast.kathleen)
        self.school, self.group, self.pupil, self.head, self.teacher = dutch if country == "nl" else flemish
        self.board = self.school.board_id
        self.made: dict[str, Any] = {
            "schools.board": Board.objects.get(pk=self.board),
            "schools.school": self.school,
            "schools.group": self.group,
            "pupils.pupil": self.pupil,
            "access.user": self.head,
            "access.appointment": self.teacher.appointments.get(),
            "pupils.enrolment": self.pupil.enrolments.get(),
            "staffing.centre": centres.leieland,
            "staffing.plan": centres.plan,
            "staffing.job": centres.plan.jobs.first(),
        }
        Consent.objects.create(
            board_id=self.board,
            pupil=self.pupil,
            purpose=Consent.Purpose.HEALTH,
            given_on=MONDAY,
            given_by="x",
            recorded_by=self.head,
        )
        if known := self.pupil.guardianships.first():
            self.made["pupils.guardianship"] = known

    def people(self) -> Iterator[tuple[str, User]]:
        here = PEOPLE if self.school == self.cast.lindeboom else (*PEOPLE, "petra", "ivo", "fenna")
        yield from ((name, getattr(self.cast, name)) for name in here)
        yield "greet", self.greet

    def __getitem__(self, label: str) -> Any:
        if label not in self.made:
            self.made[label] = self._build(label)
        return self.made[label]

    def new(self, label: str, **given: Any) -> Any:
        """One more row of a model, with these values."""
        return self._build(label, **given)

    def _build(self, label: str, **given: Any) -> models.Model:
        model = apps.get_model(label)
        values: dict[str, Any] = {name: one(self) for name, one in MEANT.get(label, {}).items()} | given
        for field in model._meta.concrete_fields:
            if field.name in values or field.primary_key or getattr(field, "auto_now_add", False):
                continue
            if field.name == "board":
                values["board_id"] = LEIELAND if label.startswith("staffing.") else self.board
            elif field.is_relation and (not field.null or field.related_model._meta.label_lower in ALWAYS):
                values[field.name] = self[field.related_model._meta.label_lower]
            elif not field.is_relation and not field.null and not field.has_default():
                values[field.name] = _plain(field)
        if issubclass(model, StoredFile):  # unique, and with bytes on the disk below MEDIA_ROOT
            values["stored"] = uuid4().hex
        made: models.Model = model._base_manager.create(**values)
        if isinstance(made, StoredFile):
            path_of(made).parent.mkdir(parents=True, exist_ok=True)
            path_of(made).write_bytes(b"x")
        return made


def _plain(field: models.Field[Any, Any]) -> object:
    if field.choices:
        return next(iter(field.choices))[0]
    if field.name == "school_year":
        return YEAR
    if field.blank and isinstance(field, models.CharField | models.TextField):
        return ""
    return next((value() for kind, value in PLAIN if isinstance(field, kind)), "x")


def _brings(centre: Any) -> dict[str, Any]:
    """What a centre brings into a support cell before it says so."""
    told = {"centre": str(centre.board_id), "name": centre.board.name, "budget": "", "posts": []}
    return {**told, "signed_by": "", "signed_on": ""}


def _head(rows: Rows) -> User:
    return rows.head


# What a row of a model has to hold to mean something. Each value is asked of the rows, for it may be one of them.
MEANT: dict[str, dict[str, Callable[[Rows], Any]]] = {
    "procedures.event": {
        "step": lambda _rows: "guide",
        "recorded_by": _head,
        "facts": lambda _rows: {"kind": "talk", "description": "x"},
    },
    "safetyplan.start": {"person": lambda rows: rows.teacher},
    "safetyplan.chaptertext": {"code": lambda _rows: "0.1"},
    "safety.bereavement": {"kind": lambda _rows: "parent", "group": lambda rows: rows.group},
    "safetyplan.turn": {"done_on": lambda _rows: MONDAY, "kind": lambda _rows: "evacuation_drill"},
    "safetyplan.post": {"ends": lambda _rows: time(11, 0)},
    "duties.duty": {
        "rule": lambda _rows: "be.discipline.decision_due",
        "code": lambda _rows: "review_emergency_access",
    },
    "letters.letter": {
        "kind": lambda _rows: "be.condolence",
        "author": _head,
        "recipient": lambda _rows: {"name": "Dirk", "address": "x"},
    },
    "staffing.cell": {
        "school_year": lambda _rows: STAFFING_YEAR,
        "members": lambda rows: [_brings(rows["staffing.centre"])],
    },
    "procedures.case": {"definition": lambda _rows: "be.guidance", "opened_by": _head},
}
