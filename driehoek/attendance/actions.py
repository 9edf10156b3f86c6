"""What may happen to half days: recorded by a teacher, reported at the office, given a reason, confirmed (ATT-1 to 9).

Every write settles the duties of the pupils it touched in the same transaction, with as many statements for a class as
for one child.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.access.models import BoardOwned
from driehoek.journal import actions as journal
from driehoek.people.models import Pupil
from driehoek.ready import Ready, upsert
from driehoek.schools.law import law_of
from driehoek.schools.models import Group, School
from driehoek.schools.queries import calendar_of

from . import reasons
from .models import Absence, AbsenceVersion, Register
from .thresholds import Ground, children_of, settle

State = Absence.State
PLACE = ("board_id", "pupil_id", "day", "part")
KEPT = ("state", "reason", "arrived_at", "reported_by", "reported_at", "note", "document", "document_on",
        "planned_id", "recorded_by_id", "recorded_at", "version")  # fmt: skip
VERSION = ("id", "board_id", "absence_id", *KEPT)
Place = tuple[UUID, date, str]


class Kept(NamedTuple):
    """A half day as it is stored: a row of `Absence` without what an instance costs, fifty times a class."""

    id: UUID
    board_id: UUID
    pupil_id: UUID
    day: date
    part: str
    state: str
    version: int
    reason: str = reasons.UNKNOWN
    arrived_at: time | None = None
    reported_by: str = ""
    reported_at: datetime | None = None
    note: str = ""
    document: str = ""
    document_on: date | None = None
    planned_id: UUID | None = None
    recorded_by_id: UUID | None = None
    recorded_at: datetime | None = None

    @property
    def place(self) -> Place:
        return (self.pupil_id, self.day, self.part)

    @property
    def is_planned_away(self) -> bool:
        """Settled beforehand, as leave or suspension: whoever writes otherwise is asked whether that is meant."""
        return self.planned_id is not None and self.state == State.ABSENT


class Change(NamedTuple):
    """One half day of one pupil as somebody wants it. `seen` is the version they looked at: 0 where nothing was kept.

    `values` are further columns of the absence; what is not named stays as it is. `sure`: somebody was asked, and means
    otherwise than what was settled beforehand.
    """

    pupil: UUID
    day: date
    part: str
    state: str
    seen: int | None  # None: whatever stands there, for a correction from the page of that one absence
    values: dict[str, Any]
    sure: bool = False

    @property
    def place(self) -> Place:
        return (self.pupil, self.day, self.part)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written, and where somebody else had written in between: theirs stands until a person chose."""

    saved: list[Kept]
    conflicts: list[Kept]


def ground_of(school: School) -> Ground:
    return Ground(school, calendar_of(school), law_of(school))


@transaction.atomic(savepoint=False)
def record(
    actor: Actor, ground: Ground, changes: Collection[Change], *, about: BoardOwned, act: str = "attendance.record"
) -> Recorded:
    """Write half days of pupils of one school, settle their duties and journal it. Returns what was saved and what not.

    The pupils' rows are locked first: two teachers who save the same class wait for each other, and the second one is
    told what the first wrote.
    """
    school = ground.school
    pupils = locked(school.pk, {change.pupil for change in changes})
    known = standing(school.board_id, {change.pupil for change in changes}, {change.day for change in changes})
    recorded = _decide(actor, school, [change for change in changes if change.pupil in pupils], known)
    if not recorded.saved:
        return recorded
    store(ground, actor.on, pupils, recorded.saved, known)
    _journal(actor, school, recorded.saved, about, act)
    return recorded


def locked(school: UUID, pupils: Collection[UUID]) -> dict[UUID, date | None]:
    """Lock these pupils of a school for the rest of the transaction; each with its day of birth."""
    return dict(_locked(school, pupils))


def standing(board: UUID, pupils: Collection[UUID], days: Collection[date]) -> dict[Place, Kept]:
    """What is kept of these pupils on these days."""
    return {row.place: row for row in map(Kept._make, _kept(board, pupils, days))}


def store(ground: Ground, on: date, born: dict[UUID, date | None], rows: list[Kept], known: dict[Place, Kept]) -> None:
    """Write rows, keep what they said before, and settle the duties of their pupils. The caller locked the pupils."""
    before = [known[row.place] for row in rows if row.place in known]
    if before:
        versions = [(uuid7(), one.board_id, one.id, *(getattr(one, name) for name in KEPT)) for one in before]
        upsert(AbsenceVersion, VERSION, versions, unique=("absence_id", "version", "board_id"), renew=("version",))
    upsert(Absence, Kept._fields, rows, unique=PLACE, renew=KEPT)
    touched = {row.pupil_id for row in rows}
    children = children_of(ground.school.board_id, [(pk, day) for pk, day in born.items() if pk in touched], on)
    settle(ground, children, {row.day for row in rows})


@Ready
def _locked(school: UUID, pupils: Collection[UUID]) -> QuerySet[Pupil, Any]:
    rows = Pupil.objects.select_for_update(no_key=True).filter(school=school, pk__in=pupils)
    return rows.order_by("pk").values_list("pk", "birth_date")


@Ready
def _kept(board: UUID, pupils: Collection[UUID], days: Collection[date]) -> QuerySet[Absence, Any]:
    return Absence.objects.filter(board_id=board, pupil_id__in=pupils, day__in=days).values_list(*Kept._fields)


def _decide(actor: Actor, school: School, changes: Iterable[Change], known: dict[Place, Kept]) -> Recorded:
    now, recorded = timezone.now(), Recorded([], [])
    for change in changes:
        row = known.get(change.place)
        if row and change.seen is not None and _clashes(row, change):
            recorded.conflicts.append(row)
        elif row is None and change.state == State.PRESENT:
            continue  # present is what a class is by default: nothing to keep
        elif row is None or not _says(row, change):
            recorded.saved.append(_written(actor, school, change, row, now))
    return recorded


def _clashes(row: Kept, change: Change) -> bool:
    """Whether a person has to choose: somebody else wrote in between, or it was settled otherwise beforehand."""
    if _says(row, change):
        return False
    settled = row.is_planned_away and (
        change.state != row.state or change.values.get("reason", row.reason) != row.reason
    )
    return row.version != change.seen or (settled and not change.sure)


def _says(row: Kept, change: Change) -> bool:
    """Whether a row already says what is asked."""
    return row.state == change.state and all(getattr(row, name) == value for name, value in change.values.items())


def _written(actor: Actor, school: School, change: Change, row: Kept | None, now: datetime) -> Kept:
    """The row as it will stand. Present or late again has no reason for an absence; absent again has no time."""
    made = row or Kept(uuid7(), school.board_id, *change.place, State.ABSENT, 0)
    goes_on = change.state == made.state
    written: dict[str, Any] = {
        "reason": made.reason if goes_on else reasons.UNKNOWN,
        "arrived_at": made.arrived_at if change.state == State.LATE else None,
        "planned_id": made.planned_id if goes_on and change.values.get("reason", made.reason) == made.reason else None,
        "state": change.state,
        "version": made.version + 1,
        "recorded_by_id": actor.user_id,
        "recorded_at": now,
    }
    return made._replace(**written | change.values)


def _journal(actor: Actor, school: School, saved: list[Kept], about: BoardOwned, act: str) -> None:
    pupils = sorted({str(row.pupil_id) for row in saved})
    days = sorted({row.day.isoformat() for row in saved})
    line: dict[str, Any] = {
        "stream": school.pk,
        "kind": about._meta.label_lower,
        "subject_id": about.pk,
        "category": "attendance",
    }
    facts = {"half_days": len(saved), "days": [days[0], days[-1]]}
    if isinstance(about, School):  # many children at once; what is about a class is found from it
        journal.listed(actor, act, {row.pupil_id for row in saved}, facts=facts, **line)
        return
    only = saved[0].pupil_id if len(pupils) == 1 else None
    journal.write(actor, act, pupil_id=only, facts={**facts, "pupils": pupils}, **line)


@transaction.atomic(savepoint=False)
def confirm(actor: Actor, group: Group, day: date, parts: Iterable[str]) -> None:
    """That the class was taken for these half days; who did so first stays."""
    rows = [
        Register(board_id=group.board_id, group=group, day=day, part=part, taken_by_id=actor.user_id) for part in parts
    ]
    Register.objects.bulk_create(rows, ignore_conflicts=True)
    journal.write(
        actor,
        "attendance.confirm",
        stream=group.school_id,
        kind="schools.group",
        subject_id=group.pk,
        category="attendance",
        facts={"day": day.isoformat(), "parts": sorted(row.part for row in rows)},
    )


def reopen(groups: Collection[UUID], day: date) -> None:
    """A child came into these classes after they were confirmed: nobody looked at it yet, so they are confirmed again.

    Part of the act that placed the child; who confirmed when stays in the journal.
    """
    Register.objects.filter(group__in=groups, day=day).delete()


def report(
    actor: Actor, school: School, pupil: Pupil, half_days: Iterable[tuple[date, str]], **values: Any
) -> Recorded:
    """Write an absence that parents reported over one or several half days, with its reason (ATT-1).

    A document that was received stays with its half day where this report brings none.
    """
    told = values if values.get("document") else {k: v for k, v in values.items() if not k.startswith("document")}
    changes = [Change(pupil.pk, day, part, State.ABSENT, None, told) for day, part in half_days]
    return record(actor, ground_of(school), changes, about=pupil)


def give_reason(actor: Actor, school: School, rows: Collection[Absence], **values: Any) -> Recorded:
    """Set or complete the reason of half days afterwards, with the document received. Absent or late stays as it is."""
    changes = [Change(row.pupil_id, row.day, row.part, row.state, None, values) for row in rows]
    return record(actor, ground_of(school), changes, about=next(iter(rows)))


def set_back(actor: Actor, school: School, rows: Collection[Absence]) -> Recorded:
    """The child was there after all: the half days stay as present, so that it can be seen that this was corrected."""
    changes = [Change(row.pupil_id, row.day, row.part, State.PRESENT, None, {}) for row in rows]
    return record(actor, ground_of(school), changes, about=next(iter(rows)))
