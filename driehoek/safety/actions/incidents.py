"""Reporting an incident, adding to it, correcting it with its history, closing it (SAF-6)."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.safety.models import Incident, IncidentDraft, IncidentVersion, Thread
from driehoek.safety.queries.incidents import open_duties
from lawbook.plain import plain

from . import admissions, alerts
from .care import missing_of, note, settle

OF_INCIDENT = ("happened_at", "place", "place_note", "kinds", "serious", "done_at_once")
OF_THREAD = (
    "role", "standing", "standing_note", "address", "description", "kind_words", "treatments", "treatment_note",
    "material_damage", "material_cost", "physical_damage", "physical_cost", "psychological_damage",
    "psychological_cost", "other_damage", "other_cost", "police_called", "police_reported_on", "police_number",
    "inspectorate_told_on", "psychological_care", "aftercare_asked", "further_handling", "prevention",
)  # fmt: skip


class Overtaken(Exception):
    """A colleague changed it since it was opened; nothing was written."""


class NotYet(Exception):
    """Care is still open and no reason was given; `duties` says which."""

    def __init__(self, duties: Collection[Any]) -> None:
        super().__init__("care is still open")
        self.duties = duties


def content_of(row: Incident | Thread) -> dict[str, Any]:
    """What an incident or a thread says now, as a version keeps it."""
    names = OF_INCIDENT if isinstance(row, Incident) else OF_THREAD
    return {name: plain(getattr(row, name)) for name in names}


@transaction.atomic
def report(actor: Actor, incident: Incident, threads: Iterable[Thread]) -> Incident:
    """Keep what happened and who was in it; the care that the facts ask starts, and who must know is told by mail."""
    incident.board_id, incident.reported_by_id = incident.school.board_id, actor.account
    incident.save(force_insert=True)
    rows = [_belonging(actor, incident, thread) for thread in threads]
    Thread.objects.bulk_create(rows)
    settle(incident, rows)
    drop_draft(actor)
    for thread in rows:
        note(actor, "incident.add", thread, role=thread.role, serious=incident.serious)
    if not rows:
        _note(actor, "incident.add", incident, serious=incident.serious)
    alerts.tell(actor, incident)
    return incident


@transaction.atomic
def add_person(actor: Actor, incident: Incident, thread: Thread) -> Thread:
    """Name one more person in an incident."""
    _belonging(actor, incident, thread).save(force_insert=True)
    settle(incident)
    note(actor, "incident.person", thread, role=thread.role)
    if thread.accuses:
        alerts.tell_board(actor, incident)
    return thread


def _belonging(actor: Actor, incident: Incident, thread: Thread) -> Thread:
    thread.board_id, thread.incident = incident.board_id, incident
    thread.recorded_by_id = thread.last_by_id = actor.account
    return thread


@transaction.atomic
def correct(actor: Actor, incident: Incident, before: dict[str, Any], reason: str) -> None:
    """Write the corrected incident and keep how it read; the care is computed anew. Raises Overtaken."""
    _hold(incident)
    keep(actor, incident, before, reason, number=incident.version - 1)
    incident.save()
    settle(incident)
    admissions.settle(incident)
    _note(actor, "incident.correct", incident, version=incident.version)


@transaction.atomic
def save_thread(actor: Actor, thread: Thread, before: dict[str, Any], reason: str) -> None:
    """Write more about one person. With a reason it is a correction: how it read is kept. Raises Overtaken."""
    _hold(thread)
    if reason:
        keep(actor, thread, before, reason, number=thread.version - 1)
    thread.last_by_id = actor.account
    thread.save()
    settle(thread.incident)
    admissions.settle(thread.incident)
    if thread.accuses and before.get("role") != thread.role:
        alerts.tell_board(actor, thread.incident)
    note(actor, "incident.write", thread, version=thread.version, corrected=bool(reason))


@transaction.atomic
def withdraw_thread(actor: Actor, thread: Thread, reason: str) -> None:
    """Take off somebody who was named by mistake: the thread and its duties go, its history stays."""
    keep(actor, thread, content_of(thread), reason, number=thread.version)
    thread.withdrawn_at = timezone.now()
    thread.save(update_fields=["withdrawn_at"])
    settle(thread.incident)
    admissions.settle(thread.incident)
    note(actor, "incident.person_off", thread)


@transaction.atomic
def close(actor: Actor, incident: Incident, reason: str) -> None:
    """Close an incident. Raises NotYet while care is open and nobody says why it is closed without it."""
    open_now = open_duties(incident)
    if open_now and not reason.strip():
        raise NotYet(open_now)
    incident.missed = missing_of(open_now, incident.threads.all())
    incident.closing_reason = reason.strip() if open_now else ""
    incident.closed_at, incident.closed_by_id = timezone.now(), actor.user_id
    incident.save(update_fields=["missed", "closing_reason", "closed_at", "closed_by"])
    settle(incident)
    _note(actor, "incident.close", incident, missed=len(open_now))


@transaction.atomic
def reopen(actor: Actor, incident: Incident) -> None:
    """Open it again; the care that was left open is due as before."""
    incident.closed_at, incident.closed_by, incident.missed, incident.closing_reason = None, None, [], ""
    incident.save(update_fields=["missed", "closing_reason", "closed_at", "closed_by"])
    settle(incident)
    _note(actor, "incident.reopen", incident)


@transaction.atomic
def keep_draft(actor: Actor, data: dict[str, Any], board: Any) -> None:
    """Keep what somebody typed so far, for that person alone; it is no record of anything yet, so no line tells it."""
    IncidentDraft.objects.update_or_create(user_id=actor.account, defaults={"data": data, "board_id": board})


def drop_draft(actor: Actor) -> None:
    """Nothing points at a draft, so that removing it is one statement."""
    rows = IncidentDraft.objects.filter(user=actor.user_id)
    rows._raw_delete(rows.db)  # noqa: SLF001  # delete() would first look for what leans on it


def _hold(row: Incident | Thread) -> None:
    """Take the next version of a row, unless somebody was first."""
    held = type(row).objects.filter(pk=row.pk, version=row.version).update(version=row.version + 1)
    if not held:
        raise Overtaken
    row.version += 1


def keep(actor: Actor, row: Incident | Thread, before: dict[str, Any], reason: str, *, number: int) -> None:
    """Keep how an incident or a thread read before it was changed, and why it was."""
    incident, thread = (row.incident, row) if isinstance(row, Thread) else (row, None)
    IncidentVersion.objects.create(
        board_id=row.board_id,
        incident=incident,
        thread=thread,
        number=number,
        content=before,
        reason=reason,
        replaced_by_id=actor.account,
    )


def _note(actor: Actor, act: str, incident: Incident, **facts: Any) -> None:
    journal.write(actor, act, stream=incident.school_id, kind="safety.incident", subject_id=incident.pk, facts=facts)
