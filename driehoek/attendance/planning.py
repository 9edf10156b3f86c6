"""Absences settled beforehand: leave, permission, suspension, as days or as a weekly pattern (ATT-4, DIS-3).

What stands under an origin is told as a whole, so telling it twice changes nothing and telling nothing takes it back.
The half days are written as absences at once: the class, the office, the counts and the figures know them without
asking anybody. What a person wrote goes before the plan, but for an absence that nobody explained.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, time
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.schools.queries import SchoolCalendar
from lawbook.kinds import HalfDay

from . import reasons
from .actions import KEPT, Kept, ground_of, locked, store
from .models import Absence, AbsenceVersion, PlannedAbsence
from .thresholds import Ground

State = Absence.State
# An absence with one of these reasons was not explained yet: the plan explains it.
UNEXPLAINED = frozenset({reasons.UNKNOWN, reasons.UNAUTHORISED})


class Plan(NamedTuple):
    """Days on which a child will not be there. Without a last day: to the end of that school year.

    `pattern`: half days of each week as "0am" (Monday morning), all where empty. `since` and `until`: only these hours
    of the half days, on which the child counts as present. `document_on`: the day of the decision that is in the file.
    """

    reason: str
    first_day: date
    last_day: date | None = None
    first_part: str = "am"
    last_part: str = "pm"
    pattern: tuple[str, ...] = ()
    since: time | None = None
    until: time | None = None
    document_on: date | None = None


@transaction.atomic
def plan_absence(actor: Actor, pupil: Pupil, origin: str, plans: Iterable[Plan]) -> None:
    """Make these the plans of an origin (a case, "case:<id>"), and write their half days. Idempotent."""
    ground = ground_of(pupil.school)
    born = locked(pupil.school_id, [pupil.pk])
    touched = _replace(actor, ground, pupil, origin, plans)
    if not touched:
        return
    first, last = min(one.first_day for one in touched), max(one.last_day for one in touched)
    _write(actor, ground, born, first, last)
    journal.write(
        actor,
        "attendance.plan",
        stream=pupil.school_id,
        kind="pupils.pupil",
        subject_id=pupil.pk,
        pupil_id=pupil.pk,
        category="attendance",
        facts={"origin": origin, "days": [first.isoformat(), last.isoformat()]},
    )


def withdraw_planned(actor: Actor, pupil: Pupil, origin: str) -> None:
    """Take back what an origin planned; what stood on its half days before stands there again."""
    plan_absence(actor, pupil, origin, [])


def of_days(board: UUID, pupils: Collection[UUID], first: date, last: date) -> list[PlannedAbsence]:
    """The plans that stand for these pupils on some day of these, the newest last."""
    rows = PlannedAbsence.objects.filter(
        board_id=board, pupil_id__in=pupils, withdrawn_at=None, first_day__lte=last, last_day__gte=first
    )
    return list(rows.order_by("recorded_at", "pk"))


def write_again(actor: Actor, ground: Ground, first: date, last: date) -> None:
    """The calendar of these days changed: plans stand on the half days with lessons, and on no others."""
    rows = PlannedAbsence.objects.filter(
        board_id=ground.school.board_id,
        pupil__school=ground.school,
        withdrawn_at=None,
        first_day__lte=last,
        last_day__gte=first,
    )
    pupils = set(rows.values_list("pupil_id", flat=True))
    if pupils:
        _write(actor, ground, locked(ground.school.pk, pupils), first, last)


def _replace(actor: Actor, ground: Ground, pupil: Pupil, origin: str, plans: Iterable[Plan]) -> list[PlannedAbsence]:
    """Withdraw the plans of an origin that are not wanted, open those that are new; what changed."""
    standing = PlannedAbsence.objects.filter(board_id=pupil.board_id, pupil=pupil, origin=origin, withdrawn_at=None)
    known = {_plan(one): one for one in standing}
    wanted = {_ended(ground.calendar, one) for one in plans}
    gone = [one for plan, one in known.items() if plan not in wanted]
    PlannedAbsence.objects.filter(pk__in=[one.pk for one in gone]).update(withdrawn_at=timezone.now())
    made = [
        PlannedAbsence(
            board_id=pupil.board_id,
            pupil=pupil,
            origin=origin,
            key=uuid7().hex,
            recorded_by_id=actor.user_id,
            **(one._asdict() | {"pattern": list(one.pattern)}),
        )
        for one in sorted(wanted - known.keys(), key=str)
    ]
    PlannedAbsence.objects.bulk_create(made)
    return [*gone, *made]


def _plan(row: PlannedAbsence) -> Plan:
    found = Plan(*(getattr(row, name) for name in Plan._fields))
    return found._replace(pattern=tuple(row.pattern))


def _ended(calendar: SchoolCalendar, plan: Plan) -> Plan:
    last = plan.last_day or calendar.year_of(plan.first_day)[1]
    return plan._replace(last_day=last, pattern=tuple(sorted(plan.pattern)))


def half_days(calendar: SchoolCalendar, plan: PlannedAbsence, first: date, last: date) -> list[HalfDay]:
    """The half days with lessons of a plan between two days."""
    begin, end = HalfDay(plan.first_day, plan.first_part), HalfDay(plan.last_day, plan.last_part)
    return [
        one
        for one in calendar.half_days(max(first, plan.first_day), min(last, plan.last_day))
        if begin <= one <= end and (not plan.pattern or f"{one.date.weekday()}{one.part}" in plan.pattern)
    ]


def _write(actor: Actor, ground: Ground, born: dict[UUID, date | None], first: date, last: date) -> None:
    """Bring the half days of these pupils to what their plans say."""
    board = ground.school.board_id
    wanted = {
        (plan.pupil_id, *half_day): plan
        for plan in of_days(board, born, first, last)
        for half_day in half_days(ground.calendar, plan, first, last)
    }
    rows = Absence.objects.filter(board_id=board, pupil_id__in=born, day__range=(first, last))
    known = {row.place: row for row in map(Kept._make, rows.values_list(*Kept._fields))}
    stamp: dict[str, Any] = {"recorded_by_id": actor.user_id, "recorded_at": timezone.now()}
    saved = [
        (row or Kept(uuid7(), board, *place, State.PRESENT, 0))._replace(**_said(plan, ground), **stamp)
        for place, plan in wanted.items()
        if _gives_way(row := known.get(place), plan)
    ]
    gone = [row for place, row in known.items() if row.planned_id and place not in wanted]
    before = _before(board, gone)
    saved += [row._replace(**before.get(row.id, _present()), **stamp) for row in gone]
    if saved:
        renewed = [row._replace(version=row.version + 1) for row in saved]
        store(ground, actor.on, born, renewed, known)


def _gives_way(row: Kept | None, plan: PlannedAbsence) -> bool:
    """Whether a plan is written where this stands: nothing, another plan, or what nobody had explained by then."""
    if row is None or row.planned_id:
        return row is None or row.planned_id != plan.pk
    if plan.since or row.recorded_at is None or row.recorded_at > plan.recorded_at:
        return False
    return row.state == State.PRESENT or (row.state == State.ABSENT and row.reason in UNEXPLAINED)


def _said(plan: PlannedAbsence, ground: Ground) -> dict[str, Any]:
    known = reasons.find(ground.school.jurisdiction, plan.reason)
    document = (known.document or "") if known and plan.document_on else ""
    return {
        "state": State.PRESENT if plan.since else State.ABSENT,
        "reason": plan.reason,
        "planned_id": plan.pk,
        "note": plan.hours,
        "arrived_at": None,
        "document": document,
        "document_on": plan.document_on if document else None,
    }


def _present() -> dict[str, Any]:
    return {
        "state": State.PRESENT,
        "reason": reasons.UNKNOWN,
        "planned_id": None,
        "note": "",
        "document": "",
        "document_on": None,
    }


def _before(board: UUID, rows: Iterable[Kept]) -> Mapping[UUID, dict[str, Any]]:
    """What a person had last written on half days that a plan took."""
    told = [name for name in KEPT if name not in {"version", "recorded_by_id", "recorded_at"}]
    versions = AbsenceVersion.objects.filter(board_id=board, absence_id__in=[one.id for one in rows], planned=None)
    ordered = versions.order_by("version").values_list("absence_id", *told)
    return {pk: dict(zip(told, values, strict=True)) for pk, *values in ordered}
