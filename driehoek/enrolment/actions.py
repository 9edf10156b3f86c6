"""Acts by hand on children and their enrolments: each writes its rows, is journalled, and can be taken back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.exchange.changes import RowChange, Stale, take_back, write
from driehoek.journal import actions as journal
from driehoek.people.models import Brought, Enrolment, Pupil
from driehoek.pupils.actions.who import person
from driehoek.schools.models import Group, School

from . import places
from .drafting import Draft
from .following import follow
from .models import Handwork
from .newcomers import Newcomer, rows_of

Kind = Handwork.Kind
ACTS = {
    Kind.ENROL: "enrolment.start", Kind.AGAIN: "enrolment.start", Kind.MOVE: "place.move", Kind.END: "enrolment.end",
    Kind.CORRECT: "enrolment.correct", Kind.REMOVE: "enrolment.remove", Kind.CLASS_NEW: "class.new",
    Kind.CLASS_CHANGE: "class.change", Kind.CLASS_CLOSE: "class.close", Kind.NEXT_YEAR: "class.next_year",
}  # fmt: skip


class CannotUndo(Exception):
    """Since the act somebody worked with what it made."""


@transaction.atomic
def enrol(actor: Actor, school: School, newcomer: Newcomer) -> UUID:
    """A child that is new to the school, with its adults, its enrolment and its class; returns the pupil's id."""
    draft = Draft(school, actor.on)
    pk = rows_of(draft, newcomer)
    keep(actor, draft, Kind.ENROL, pupil=pk, day=newcomer.first_day, words=_class(newcomer.group))
    return pk


@transaction.atomic
def enrol_again(actor: Actor, enrolment: Enrolment, group: Group | None) -> None:
    """A child the school knows comes back: with the parents' dated agreement, and into a class."""
    pupil, draft = enrolment.pupil, Draft(enrolment.pupil.school, actor.on)
    given = ("first_day", "last_day", "end", "previous_school", "agreed_on", "agreed_by", "regulations_version")
    draft.new("pupils.enrolment", pupil.name, pupil_id=pupil.pk, **{name: getattr(enrolment, name) for name in given})
    draft.change(pupil, pupil.name, left_on=None)
    if group:
        places.place(draft, pupil, group, enrolment.first_day)
    keep(actor, draft, Kind.AGAIN, pupil=pupil.pk, day=enrolment.first_day, words=_class(group))


@transaction.atomic
def move(actor: Actor, pupil: Pupil, group: Group, first: date) -> None:
    """Into another class from a day, on another site too where that class is."""
    draft = Draft(pupil.school, actor.on)
    running = pupil.enrolments.order_by("-first_day").first()
    was = ", ".join(row.group.name for row in pupil.memberships.on(first).select_related("group"))
    places.place(draft, pupil, group, first, running.last_day if running else None)
    keep(actor, draft, Kind.MOVE, pupil=pupil.pk, day=first, words=f"{was} → {group.name}" if was else group.name)


@transaction.atomic
def end(actor: Actor, enrolment: Enrolment, last: date, why: str) -> None:
    """End an enrolment by one of the listed ends; the child is there until that day, the groups end with it."""
    draft = Draft(enrolment.pupil.school, actor.on)
    places.correct(draft, enrolment, enrolment.first_day, last, end=why)
    keep(actor, draft, Kind.END, pupil=enrolment.pupil_id, day=last)


@transaction.atomic
def correct(actor: Actor, enrolment: Enrolment, first: date, last: date | None, **values: str) -> None:
    """An enrolment made or ended by mistake, put right with the places that hang on it."""
    draft = Draft(enrolment.pupil.school, actor.on)
    places.correct(draft, enrolment, first, last, **values)
    keep(actor, draft, Kind.CORRECT, pupil=enrolment.pupil_id, day=first)


@transaction.atomic
def remove(actor: Actor, enrolment: Enrolment) -> None:
    """An enrolment that never was."""
    draft = Draft(enrolment.pupil.school, actor.on)
    places.remove(draft, enrolment)
    keep(actor, draft, Kind.REMOVE, pupil=enrolment.pupil_id, day=enrolment.first_day)


@transaction.atomic
def bring(actor: Actor, row: Brought) -> None:
    """What a former school counted: kept, and counted on from at once. Correct it in the same place."""
    row.recorded_by_id = person(actor)
    row.save()
    follow(actor, row.pupil.school, {row.pupil_id}, actor.on)
    journal.write(
        actor,
        "brought.record",
        stream=row.pupil.school_id,
        kind="pupils.brought",
        subject_id=row.pk,
        pupil_id=row.pupil_id,
        category="attendance",
        facts={"year": row.school_year},
    )


@transaction.atomic
def undo(actor: Actor, done: Handwork) -> None:
    """Take an act back: old values again, what was new gone. Raises CannotUndo when somebody worked with it since."""
    row = Handwork.objects.select_for_update().get(pk=done.pk)
    if not row.may_be_undone(actor.on):
        raise CannotUndo
    changes = [RowChange(**one) for one in row.changes]
    try:
        with transaction.atomic():
            take_back(changes)
    except Stale as stale:
        raise CannotUndo from stale
    row.undone_at = timezone.now()
    row.save(update_fields=["undone_at"])
    _after(actor, row.school, changes, row.day)
    _journal(actor, "handwork.undo", row)


def keep(actor: Actor, draft: Draft, kind: Kind, *, day: date, pupil: UUID | None = None, words: str = "") -> Handwork:
    """Write the rows of an act, keep them for undo, let duties and counts follow, and journal it."""
    write(draft.changes)
    row = Handwork.objects.create(
        board_id=draft.school.board_id,
        school=draft.school,
        kind=kind,
        pupil_id=pupil,
        words=words[:200],
        day=day,
        changes=[change.as_json() for change in draft.changes],
        done_by_id=actor.user_id,
    )
    _after(actor, draft.school, draft.changes, day)
    _journal(actor, ACTS[kind], row)
    return row


def _after(actor: Actor, school: School, changes: list[RowChange], day: date) -> None:
    """Duties and counts of the children whose place or enrolment changed; what begins later follows when it begins."""
    if day > actor.on:
        return
    touched: dict[str, Any] = {}
    for change in changes:
        if change.model in {"pupils.membership", "pupils.enrolment"}:
            values = {**(change.after or {}), **(change.before or {})}
            touched[values.get("pupil_id") or change.pk] = change.model
    known = [UUID(pk) for pk in touched]
    follow(actor, school, _pupils_of(changes, known), day)


def _pupils_of(changes: list[RowChange], known: list[UUID]) -> set[UUID]:
    """The pupils of the rows: named in what is new, looked up for what only changed."""
    found = set(Pupil.objects.filter(pk__in=known).values_list("pk", flat=True))
    rows = [UUID(change.pk) for change in changes]
    found |= set(Pupil.objects.filter(memberships__pk__in=rows).values_list("pk", flat=True))
    return found | set(Pupil.objects.filter(enrolments__pk__in=rows).values_list("pk", flat=True))


def _class(group: Group | None) -> str:
    return group.name if group else ""


def _journal(actor: Actor, act: str, row: Handwork) -> None:
    journal.write(
        actor,
        act,
        stream=row.school_id,
        kind="enrolment.handwork",
        subject_id=row.pk,
        pupil_id=row.pupil_id,
        facts={"day": row.day.isoformat(), "rows": len(row.changes)},
    )
