"""When each thing that comes back was last done, and when it must be next: the lawbook's day, or the school's own."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from driehoek.kit.days import shifted
from driehoek.safety.models import RegisterReview
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.catalogue import Kind
from driehoek.safetyplan.models import Measure, PlanStart, Turn
from driehoek.schools.law import Answer, ask, law_of
from driehoek.schools.models import School
from driehoek.schools.queries import SchoolCalendar, calendar_of
from driehoek.web.dates import spoken_date
from lawbook.core import Law

NEXT_CHECK, INVENTORY = "nl.safety.next_check", "nl.rie.due"
LONG_BREAK = 7  # days in a row without school: a holiday, not a weekend with a study day
LOOK = 366
GRACE = 42  # days after its first in which a school may do what it never did: time to make appointments
AT_ONCE = frozenset({"inventory"})  # the labour inspectorate fines a school without one; the law knows no grace
REGISTER = "accident_register"


class Standing(NamedTuple):
    """One kind at one school: the last time, the next planned, and the day it must be; `answer` says why."""

    kind: Kind
    last: Turn | None
    planned: Turn | None
    due: date | None
    answer: Answer | None = None
    open_measures: int = 0

    @property
    def never(self) -> bool:
        """Whether something with a term was never done here."""
        return self.last is None and bool(self.kind.term)


def standings(school: School, on: date) -> list[Standing]:
    """Every kind of the catalogue, in its order."""
    done: dict[str, Turn] = {}
    planned: dict[str, Turn] = {}
    for turn in Turn.objects.standing().filter(school=school).order_by("done_on", "planned_on", "pk"):
        if turn.done_on:
            done[turn.kind] = turn
        else:
            planned.setdefault(turn.kind, turn)
    _looked_at_register(school, done)
    todo = open_measures_by_kind(school.pk)
    held, calendar, start = law_of(school), calendar_of(school), start_of(school.pk)
    return [
        _standing(kind, done.get(kind.code), planned.get(kind.code), Ground(held, calendar, on, start))._replace(
            open_measures=todo.get(kind.code, 0)
        )
        for kind in catalogue.kinds(school.jurisdiction).values()
    ]


class Ground(NamedTuple):
    """The law as it holds for a school, its calendar, and the day one looks from."""

    law: Law
    calendar: SchoolCalendar
    on: date
    start: date | None = None


def _standing(kind: Kind, last: Turn | None, planned: Turn | None, ground: Ground) -> Standing:
    if last is None or last.done_on is None:
        return Standing(kind, None, planned, first_due(kind, ground.start) or (planned.planned_on if planned else None))
    if kind.term == "holidays":
        return Standing(kind, last, planned, after_holiday(ground.calendar, last.done_on))
    if not kind.term:
        return Standing(kind, last, planned, planned.planned_on if planned else None)
    answer = next_due(ground.law, kind, last.done_on, ground.on)
    return Standing(kind, last, planned, answer.value, answer)


def next_due(held: School | Law, kind: Kind, last: date, on: date) -> Answer:
    """When a kind with a term in law or plan must be done again after it was done last."""
    if kind.term == "inventory":
        return ask(held, INVENTORY, {"last": last, "on": on})
    return ask(held, NEXT_CHECK, {"kind": kind.code, "last": last, "on": on})


def start_of(school: UUID) -> date | None:
    return PlanStart.objects.filter(school=school).values_list("first_day", flat=True).first()


def first_due(kind: Kind, start: date | None) -> date | None:
    """The day before which something that was never done must be; none where the school itself sets the days."""
    if start is None or not kind.term:
        return None
    return start if kind.term in AT_ONCE else shifted(start, GRACE)


def _looked_at_register(school: School, done: dict[str, Turn]) -> None:
    """The yearly look at the accident register is that check, wherever it was written down."""
    row = RegisterReview.objects.filter(school=school).order_by("-on").select_related("recorded_by").first()
    before = done.get(REGISTER)
    if row and (before is None or before.done_on is None or before.done_on < row.on):
        done[REGISTER] = Turn(
            school=school, kind=REGISTER, done_on=row.on, done_by=str(row.recorded_by), result=Turn.Result.GOOD
        )


def after_holiday(calendar: SchoolCalendar, last: date) -> date | None:
    """The first school day after the next holiday that the last flushing was before; none within a year."""
    run = 0
    for day in (shifted(last, step) for step in range(LOOK)):
        if calendar.is_open(day):
            if run >= LONG_BREAK and _closed_before(calendar, day) >= last:
                return day
            run = 0
        else:
            run += 1
    return None


def _closed_before(calendar: SchoolCalendar, day: date) -> date:
    """The last school day before a holiday that ends on the day before `day`."""
    return calendar.previous_school_day(day)


def one(school: School, code: str, on: date) -> Standing | None:
    return next((found for found in standings(school, on) if found.kind.code == code), None)


def turns_of(school: UUID, code: str) -> list[Turn]:
    """Every time of a kind, the newest first, withdrawn ones included."""
    rows = Turn.objects.filter(school=school, kind=code).select_related("recorded_by").order_by("pk")
    return sorted(rows, key=lambda turn: turn.done_on or turn.planned_on or date.min, reverse=True)


def open_measures_by_kind(school: UUID) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind in Measure.objects.filter(school=school, done_on=None, turn__isnull=False).values_list(
        "turn__kind", flat=True
    ):
        found[kind] = found.get(kind, 0) + 1
    return found


def told(turn: Turn) -> list[tuple[str, str]]:
    """The kind's own fields of a turn, as a reader sees them."""
    return _said(turn, turn.details)


class Later(NamedTuple):
    """What was added after it was recorded."""

    on: date
    by: str
    said: list[tuple[str, str]]
    remark: str


def later(turn: Turn) -> list[Later]:
    found = turn.details.get("later", [])
    return [Later(date.fromisoformat(one["on"]), one["by"], _said(turn, one["said"]), one["remark"]) for one in found]


def _said(turn: Turn, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    kind = catalogue.kinds(turn.school.jurisdiction)[turn.kind]
    return [(field.label, _in_words(field, values[field.code])) for field in kind.fields if values.get(field.code)]


def _in_words(field: catalogue.Field, value: object) -> str:
    """A kept value as people say it: a day with its month, yes and no as words."""
    if field.kind == "date":
        return spoken_date(date.fromisoformat(str(value)))
    if field.kind == "yes_no":
        return _("yes") if value == "yes" else _("no")
    return str(value)


def listed(turn: Turn) -> list[tuple[str, str]]:
    """The items of its checklist that were looked at, with the answer (yes, no, na)."""
    answers: dict[str, str] = turn.details.get("items", {})
    return [(item.label, answers[item.code]) for item in catalogue.kinds()[turn.kind].items if item.code in answers]


def latest(turns: Iterable[Turn]) -> Turn | None:
    return max(turns, key=lambda turn: (turn.done_on or date.min, turn.pk), default=None)


def planned(school: UUID, code: str) -> Turn | None:
    """The next time that was agreed and not done yet."""
    rows = Turn.objects.standing().filter(school=school, kind=code, done_on=None)
    return rows.order_by("planned_on", "pk").first()


def why(found: Standing | None) -> dict[str, Any] | None:
    """The rule's answer for "Waarom?", as `web/_why.html` shows it; nothing where the school sets the day."""
    return found.answer.why if found and found.answer else None
