"""What may happen to duties: facts settle them, people discharge them, and may take that back the same day (ALL-1)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.policy import Function
from driehoek.journal import actions as journal
from lawbook.core import Duty as LawDuty
from lawbook.core import Outcome
from lawbook.plain import plain

from .models import Duty

# The lawbook names holders as the sources do.
HOLDERS = {"head": Function.DIRECTOR, "school": Function.DIRECTOR, "teacher": Function.CLASS_TEACHER}
RENEWED = ["school", "group", "pupil", "holder", "code", "rule", "facts", "words", "source", "earliest", "due",
           "withdrawn_at"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """A duty as the facts of one origin ask for it. `facts` are those of the rule, `words` those of the sentence."""

    origin: str
    key: str
    code: str
    rule: str
    holder: str
    due: date
    board: UUID
    school: UUID
    group: UUID | None = None
    pupil: UUID | None = None
    earliest: date | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    source: dict[str, Any] = field(default_factory=dict)


def wanted(duty: LawDuty, outcome: Outcome, *, key: str, due: date, facts: dict[str, Any], **where: Any) -> Wanted:
    """A duty of the lawbook as a row to want. `due` holds where the law names no day; `where`: origin, rule."""
    source = next((one.source for one in outcome.reasons if one.source), None)
    return Wanted(
        key=key, code=duty.code, holder=HOLDERS.get(duty.holder, duty.holder), due=duty.due or due,
        earliest=duty.earliest, facts=plain(facts), words=plain(duty.facts), source=plain(source) if source else {},
        **where,
    )  # fmt: skip


@transaction.atomic
def settle_many(board: UUID, origins: Collection[str], wanted: Iterable[Wanted]) -> None:
    """Bring the duties of these origins to what is wanted now: at most three statements, however many there are.

    New ones open, changed ones change, those no longer wanted are withdrawn and open again when they are wanted
    again. What was discharged stays as it is. The same facts give the same rows, in whatever order they came.
    """
    known = {(one.origin, one.key): one for one in Duty.objects.filter(board_id=board, origin__in=origins)}
    asked = {(one.origin, one.key): one for one in wanted}
    now = timezone.now()
    renewed = [row for key, one in asked.items() if (row := _renewed(known.get(key), one))]
    if renewed:
        Duty.objects.bulk_create(
            renewed, update_conflicts=True, unique_fields=["board", "origin", "key"], update_fields=RENEWED
        )
    gone = [row.pk for key, row in known.items() if key not in asked and row.is_open]
    if gone:
        Duty.objects.filter(pk__in=gone).update(withdrawn_at=now)


def _renewed(row: Duty | None, one: Wanted) -> Duty | None:
    """The row to write, or nothing where it says so already or was discharged."""
    if row and (row.discharged_at or (row.withdrawn_at is None and _as_wanted(row) == one)):
        return None
    return Duty(
        board_id=one.board, school_id=one.school, group_id=one.group, pupil_id=one.pupil, holder=one.holder,
        code=one.code, rule=one.rule, origin=one.origin, key=one.key, facts=one.facts, words=one.words,
        source=one.source, earliest=one.earliest, due=one.due,
    )  # fmt: skip


def _as_wanted(row: Duty) -> Wanted:
    return Wanted(
        origin=row.origin, key=row.key, code=row.code, rule=row.rule, holder=row.holder, due=row.due,
        board=row.board_id, school=row.school_id, group=row.group_id, pupil=row.pupil_id, earliest=row.earliest,
        facts=row.facts, words=row.words, source=row.source,
    )  # fmt: skip


@transaction.atomic
def discharge(actor: Actor, duty: Duty, evidence: dict[str, str]) -> None:
    """Record that it was done and how (who was spoken to, when, how, what came of it)."""
    row = Duty.objects.select_for_update().get(pk=duty.pk)
    if not row.is_open:
        return
    row.discharged_at, row.discharged_by_id, row.evidence = timezone.now(), actor.user_id, evidence
    row.save(update_fields=["discharged_at", "discharged_by", "evidence"])
    _journal(actor, "duty.discharge", row)


@transaction.atomic
def take_back(actor: Actor, duty: Duty) -> bool:
    """Open a duty again that the same person discharged today by mistake; False where that is no longer possible."""
    row = Duty.objects.select_for_update().get(pk=duty.pk)
    if not row.may_be_taken_back_by(actor):
        return False
    row.discharged_at, row.discharged_by_id, row.evidence = None, None, {}
    row.save(update_fields=["discharged_at", "discharged_by", "evidence"])
    _journal(actor, "duty.take_back", row)
    return True


def _journal(actor: Actor, act: str, row: Duty) -> None:
    journal.write(actor, act, stream=row.school_id, kind="duties.duty", subject_id=row.pk, pupil_id=row.pupil_id,
                  facts={"code": row.code})  # fmt: skip
