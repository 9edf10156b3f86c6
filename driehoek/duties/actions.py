"""What may happen to duties: facts settle them, people discharge them, and may take that back the same day (ALL-1)."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from uuid_utils.compat import uuid7

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.journal import actions as journal
from driehoek.ready import Ready, upsert
from lawbook.core import Duty as LawDuty
from lawbook.core import Outcome
from lawbook.plain import plain

from .models import Duty, DutyQuerySet

# The lawbook names holders as the sources do.
HOLDERS = {"head": Function.DIRECTOR, "school": Function.DIRECTOR, "teacher": Function.CLASS_TEACHER}
NOTHING: Mapping[str, Any] = {}
HALF_DAY = re.compile(r"\d{4}-\d\d-\d\d/(am|pm)")
# What a duty is wanted as, in the order of `Wanted`.
ASKED = ("origin", "key", "code", "rule", "holder", "due", "board_id", "school_id", "group_id", "pupil_id", "earliest",
         "facts", "words", "source", "person_id", "kept_from_id")  # fmt: skip
ONCE = ("board_id", "origin", "key")
NEW = ("id", "opened_at", "evidence", "withdrawn_at")
RENEWED = (*(name for name in ASKED if name not in ONCE), "withdrawn_at")


class Wanted(NamedTuple):
    """A duty as the facts of one origin ask for it. `facts` are those of the rule, `words` those of the sentence."""

    origin: str
    key: str
    code: str
    rule: str
    holder: str
    due: date
    board: UUID
    school: UUID | None  # None: of the board itself, a CLB centre
    group: UUID | None = None
    pupil: UUID | None = None
    earliest: date | None = None
    facts: Mapping[str, Any] = NOTHING
    words: Mapping[str, Any] = NOTHING
    source: Mapping[str, Any] = NOTHING
    person: UUID | None = None  # one person of that function, where the duty was given to somebody by name
    kept_from: UUID | None = None  # who never sees it


def wanted(duty: LawDuty, outcome: Outcome, *, key: str, due: date, facts: Mapping[str, Any], **where: Any) -> Wanted:
    """A duty of the lawbook as a row to want. `due` holds where the law names no day; `where`: origin, rule."""
    source = next((one.source for one in outcome.reasons if one.source), None)
    return Wanted(
        key=key,
        code=duty.code,
        holder=HOLDERS.get(duty.holder, duty.holder),
        due=duty.due or due,
        earliest=duty.earliest,
        facts=plain(facts),
        words=plain(duty.facts),
        source=plain(source) if source else {},
        **where,
    )


@transaction.atomic(savepoint=False)
def settle_many(board: UUID, origins: Collection[str], wanted: Iterable[Wanted]) -> int:
    """Bring the duties of these origins to what is wanted now: at most three statements, however many there are.

    New ones open, changed ones change, those no longer wanted are withdrawn and open again when they are wanted
    again. What was discharged stays as it is. The same facts give the same rows, in whatever order they came. Returns
    how many changed.
    """
    known = _standing(board, origins)
    asked = {(one.origin, one.key): one for one in wanted}
    now = timezone.now()
    renewed = [one for key, one in asked.items() if key not in known or known[key].differs(one)]
    if renewed:
        rows = [(*one, uuid7(), now, NOTHING, None) for one in renewed]
        upsert(Duty, (*ASKED, *NEW), rows, unique=ONCE, renew=RENEWED)
    gone = [one.pk for key, one in known.items() if key not in asked and not one.is_done]
    if gone:
        Duty.objects.filter(pk__in=gone).update(withdrawn_at=now)
    return len(renewed) + len(gone)


class Standing(NamedTuple):
    """A duty that was not withdrawn: what it was wanted as, its id, and whether it was discharged."""

    asked: Wanted
    pk: UUID
    is_done: bool

    def differs(self, one: Wanted) -> bool:
        return not self.is_done and self.asked != one


def _standing(board: UUID, origins: Collection[str]) -> dict[tuple[str, str], Standing]:
    rows = [Standing(Wanted(*asked), pk, done is not None) for *asked, pk, done in _rows(board, origins)]
    return {(row.asked.origin, row.asked.key): row for row in rows}


@Ready
def _rows(board: UUID, origins: Collection[str]) -> QuerySet[Duty, Any]:
    rows = Duty.objects.filter(board_id=board, origin__in=origins, withdrawn_at=None)
    return rows.values_list(*ASKED, "id", "discharged_at")


@transaction.atomic
def discharge(actor: Actor, duty: Duty, evidence: dict[str, str]) -> int:
    """Record that it was done and how (who was spoken to, when, how, what came of it); how many duties that was.

    One talk about a day is a talk about each of its half days: the same duty of the other half day goes with it.
    """
    row = Duty.objects.select_for_update().get(pk=duty.pk)
    if not row.is_open:
        return 0
    done = [row, *_of_the_same_day(row).open().select_for_update()]
    moment = timezone.now()
    for one in done:
        one.discharged_at, one.discharged_by_id, one.evidence = moment, actor.user_id, evidence
    Duty.objects.bulk_update(done, ["discharged_at", "discharged_by", "evidence"])
    _journal(actor, "duty.discharge", row, duties=len(done))
    return len(done)


def _of_the_same_day(row: Duty) -> DutyQuerySet:
    """The same duty about the other half days of the day that this one is about; none for what is of no half day."""
    half_day = str(row.words.get("half_day", ""))
    if not HALF_DAY.fullmatch(half_day):
        return Duty.objects.none()
    rows = Duty.objects.filter(board_id=row.board_id, origin=row.origin, code=row.code, withdrawn_at=None)
    return rows.filter(key__startswith=f"{row.code}:{half_day.partition('/')[0]}/").exclude(pk=row.pk)


@transaction.atomic
def take_back(actor: Actor, duty: Duty) -> bool:
    """Open a duty again that the same person discharged today by mistake; False where that is no longer possible."""
    row = Duty.objects.select_for_update().get(pk=duty.pk)
    if not row.may_be_taken_back_by(actor):
        return False
    together = _of_the_same_day(row).filter(discharged_at=row.discharged_at, discharged_by=row.discharged_by_id)
    open_again = [row, *together.select_for_update()]
    for one in open_again:
        one.discharged_at, one.discharged_by_id, one.evidence = None, None, {}
    Duty.objects.bulk_update(open_again, ["discharged_at", "discharged_by", "evidence"])
    _journal(actor, "duty.take_back", row, duties=len(open_again))
    return True


def _journal(actor: Actor, act: str, row: Duty, *, duties: int) -> None:
    facts: dict[str, Any] = {"code": row.code} | ({"duties": duties} if duties > 1 else {})
    journal.write(
        actor,
        act,
        stream=row.school_id or row.board_id,
        kind="duties.duty",
        subject_id=row.pk,
        pupil_id=row.pupil_id,
        facts=facts,
    )
