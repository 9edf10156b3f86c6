"""Doubt about a certificate or a report of illness: the CLB doctor is asked, or the school doctor (ATT-7, ATT-9)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.duties import actions as duties
from driehoek.duties.actions import Wanted, wanted
from driehoek.journal import actions as journal
from lawbook.kinds import HalfDay
from lawbook.netherlands.registration import doubtful_illness
from lawbook.plain import plain

from .models import Absence
from .office_queries import evidence, notes_before
from .thresholds import Ground, children_of

EVIDENCE, DOUBT = "be.absence.illness_evidence", "nl.absence.doubtful_illness"


@transaction.atomic
def ask_doctor(actor: Actor, ground: Ground, row: Absence) -> None:
    """Open the duty of the doctor for an absence whose evidence the school doubts. Asking twice gives one duty."""
    child = children_of(row.board_id, [(row.pupil_id, None)], actor.on)[0]
    where: dict[str, Any] = {
        "board": row.board_id,
        "school": ground.school.pk,
        "group": child.group,
        "pupil": row.pupil_id,
        "origin": origin(row.pk),
        "due": actor.on,
    }
    wish = _flemish(ground, row, where) if ground.is_flemish else _dutch(ground, row, where)
    duties.settle_many(row.board_id, [wish.origin], [wish])
    journal.write(
        actor,
        "attendance.doubt",
        stream=ground.school.pk,
        kind="attendance.absence",
        subject_id=row.pk,
        pupil_id=row.pupil_id,
        category="attendance",
    )


def drop(board: UUID, absences: Iterable[UUID]) -> None:
    """Nothing to doubt any more: the child was there after all."""
    duties.settle_many(board, [origin(pk) for pk in absences], [])


def origin(pk: UUID) -> str:
    return f"doubt:{pk}"


def _flemish(ground: Ground, row: Absence, where: dict[str, Any]) -> Wanted:
    answer = evidence(ground, row.pupil_id, row.day, row.day)
    told = answer.outcome.reasons if answer and answer.outcome else ()
    source = next((one.source for one in told if one.source), None)
    facts = {"first_day": row.day, "last_day": row.day, "notes_used": notes_before(ground, row.pupil_id, row.day)}
    return Wanted(
        key="illness_doubtful_certificate",
        code="illness_doubtful_certificate",
        rule=EVIDENCE,
        holder=Function.CLB_DOCTOR,
        facts=plain(facts),
        source=plain(source) if source else {},
        **where,
    )


def _dutch(ground: Ground, row: Absence, where: dict[str, Any]) -> Wanted:
    half_day = HalfDay(row.day, row.part)
    outcome = doubtful_illness(ground.law, half_day=half_day)
    return wanted(outcome.duties[0], outcome, rule=DOUBT, key=DOUBT, facts={"half_day": half_day}, **where)
