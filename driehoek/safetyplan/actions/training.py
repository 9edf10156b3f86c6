"""What may happen to certificates, talks and the support of starting teachers (SAF-20)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.duties.actions import Wanted, settle_many, wanted
from driehoek.journal import actions as journal
from driehoek.pupils.actions.attachments import keeping
from driehoek.safetyplan.models.rows import OfSchool
from driehoek.safetyplan.models.training import Certificate, CertificateScan, Start, StartStep, Talk
from driehoek.safetyplan.queries import training as queries
from driehoek.safetyplan.queries.staff import has
from lawbook.sources import source

PLAN = source("nl.veiligheidsplan", "4.6; 5", "board")._asdict()


@transaction.atomic
def add_certificate(actor: Actor, one: Certificate) -> Certificate:
    """Keep a certificate; the day it expires becomes a duty, and the older ones of its kind need nothing more."""
    one.board_id, one.recorded_by_id = one.school.board_id, actor.account
    one.expires_on = one.expires_on or queries.refreshed_by(one.school, one, actor.on)
    one.save(force_insert=True)
    _settle_kind(actor, one)
    _journal(actor, "certificate.added", one, kind=one.kind)
    return one


@transaction.atomic
def withdraw_certificate(actor: Actor, one: Certificate, why: str) -> None:
    """Take back what was recorded by mistake, or what its holder no longer uses; it stays in the history."""
    one.withdrawn_at, one.withdrawn_why = timezone.now(), why
    one.save(update_fields=["withdrawn_at", "withdrawn_why"])
    _settle_kind(actor, one)
    _journal(actor, "certificate.withdrawn", one, kind=one.kind)


@transaction.atomic
def restore_certificate(actor: Actor, one: Certificate) -> None:
    one.withdrawn_at, one.withdrawn_why = None, ""
    one.save(update_fields=["withdrawn_at", "withdrawn_why"])
    _settle_kind(actor, one)
    _journal(actor, "certificate.added", one, kind=one.kind)


@transaction.atomic
def add_scan(actor: Actor, one: Certificate, upload: "File[bytes]", name: str, content_type: str) -> None:
    scan = CertificateScan(board_id=one.board_id, certificate=one)
    with keeping(actor, scan, upload, name, content_type):
        _journal(actor, "attachment.add", one, bytes=scan.size)


def _settle_kind(actor: Actor, one: Certificate) -> None:
    """The duties of all certificates of this person and kind: only the one that lasts longest is renewed."""
    rows = Certificate.objects.filter(school=one.school_id, person=one.person_id, kind=one.kind)
    rows = rows.select_related("school")
    officer = has(actor, one.school_id, Function.PREVENTION_OFFICER)
    holder = Function.PREVENTION_OFFICER if officer else Function.DIRECTOR
    asked = [
        Wanted(
            origin=row.duties_origin,
            key="renew",
            code="renew_certificate",
            rule="",
            holder=holder,
            due=row.expires_on,
            board=row.board_id,
            school=row.school_id,
            facts={"person": str(row.person_id)},
            source=PLAN if row.school.jurisdiction == "nl" else {},
        )
        for row in rows
        if row.expires_on and row.withdrawn_at is None and not queries.newer(row)
    ]
    settle_many(one.board_id, [row.duties_origin for row in rows], asked)


@transaction.atomic
def hold_talk(actor: Actor, one: Talk) -> Talk:
    """Keep a talk; the next one of its kind becomes a duty where the plan names a term."""
    one.board_id, one.held_by_id = one.school.board_id, actor.account
    one.save(force_insert=True)
    settle_talks(actor, one)
    _journal(actor, "talk.held", one, kind=one.kind)
    return one


@transaction.atomic
def withdraw_talk(actor: Actor, one: Talk, why: str) -> None:
    one.withdrawn_at, one.withdrawn_why = timezone.now(), why
    one.save(update_fields=["withdrawn_at", "withdrawn_why"])
    settle_talks(actor, one)
    _journal(actor, "talk.withdrawn", one, kind=one.kind)


def settle_talks(actor: Actor, one: Talk) -> None:
    """The duty for the next talk of each kind with this person. It names nobody: its page does."""
    asked = []
    origin = talk_origin(one.school_id, one.person_id)
    for due in queries.talks_due(one.school, one.person, actor.on):
        answer = queries.next_talk(one.school, due.kind.value, due.last, actor.on) if due.last else None
        outcome = answer.outcome if answer else None
        if answer and outcome:
            asked.append(
                wanted(
                    outcome.duties[0],
                    outcome,
                    key=due.kind.value,
                    due=outcome.value,
                    facts=answer.facts,
                    origin=origin,
                    rule=answer.rule,
                    board=one.board_id,
                    school=one.school_id,
                )
            )
    settle_many(one.board_id, [origin], asked)


def talk_origin(school: UUID, person: UUID) -> str:
    return f"talks:{person}:{school}"


@transaction.atomic
def start(actor: Actor, one: Start, dates: Mapping[str, date]) -> Start:
    """Begin the support of a starting teacher, with the days that are known; the coach gets the duties."""
    one.board_id, one.recorded_by_id = one.school.board_id, actor.account
    one.save(force_insert=True)
    StartStep.objects.bulk_create(
        StartStep(board_id=one.board_id, start=one, code=code, due=dates.get(code)) for code in StartStep.Code.values
    )
    settle_start(one)
    _journal(actor, "start.begun", one)
    return one


@transaction.atomic
def change_step(actor: Actor, step: StartStep) -> None:
    """Set the day of a step, note that it was done, or take that back."""
    step.save(update_fields=["due", "done_on", "note"])
    settle_start(step.start)
    _journal(actor, "start.step", step.start, code=step.code, done=step.done_on is not None)


@transaction.atomic
def close_start(actor: Actor, one: Start, on: date | None) -> None:
    one.closed_on = on
    one.save(update_fields=["closed_on"])
    settle_start(one)
    _journal(actor, "start.closed" if on else "start.begun", one)


def settle_start(one: Start) -> None:
    steps = one.steps.filter(due__isnull=False, done_on=None) if one.closed_on is None else []
    asked = [
        Wanted(
            origin=one.duties_origin,
            key=step.code,
            code="support_starting_teacher",
            rule="",
            holder=Function.CLASS_TEACHER,
            person=one.coach_id,
            due=step.due,
            board=one.board_id,
            school=one.school_id,
            facts={"start": str(one.pk)},
            source=PLAN if one.school.jurisdiction == "nl" else {},
        )
        for step in steps
        if step.due
    ]
    settle_many(one.board_id, [one.duties_origin], asked)


def _journal(actor: Actor, act: str, one: OfSchool, **facts: Any) -> None:
    journal.write(actor, act, stream=one.school_id, kind=one._meta.label_lower, subject_id=one.pk, facts=facts)
