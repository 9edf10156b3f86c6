"""What may happen to a bereavement: opened, its items given to people and done, days remembered, put right (SAF-13)."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.functions import Category, Function
from driehoek.duties.actions import Wanted, discharge, settle_many
from driehoek.duties.models import Duty
from driehoek.journal import actions as journal
from driehoek.kit.days import eve, shifted
from driehoek.letters.actions import discard
from driehoek.letters.models import Letter
from driehoek.people import actions as people
from driehoek.people.models import Enrolment, Guardianship, Membership, Pupil
from driehoek.pupils.actions.who import person
from driehoek.safety import checklists
from driehoek.safety.models.bereavement import Bereavement, MemorialDay, Task
from driehoek.safety.queries import bereavement as queries

REMEMBER = "remember_day"


@transaction.atomic
def begin(actor: Actor, one: Bereavement) -> Bereavement:
    """Open the checklist. A pupil who died leaves every list and letter from this moment on."""
    one.board_id, one.school = one.pupil.board_id, one.pupil.school
    one.opened_by_id, one.opened_on = person(actor), actor.on
    one.group = queries.last_own_group(one.pupil)
    one.before = _leave(actor, one) if one.kind == Bereavement.Kind.PUPIL else _no_more_letters(one)
    one.save(force_insert=True)
    Task.objects.bulk_create(
        Task(
            board_id=one.board_id,
            bereavement=one,
            code=step.code,
            holder=step.holder,
            due=shifted(actor.on, 0 if step.now else section.within),
        )
        for section in checklists.sections(one.kind, one.school.jurisdiction)
        for step in section.steps
    )
    _first_days(actor, one)
    settle(one)
    _journal(actor, "bereavement.begun", one, kind=one.kind)
    return one


def _leave(actor: Actor, one: Bereavement) -> dict[str, Any]:
    """End the enrolment and the groups, close what is due about the child, throw away letters that did not go out."""
    pupil, before = one.pupil, _as_it_was(one.pupil)
    yesterday = eve(actor.on)  # the last day here, so that no list of today has the name
    running = pupil.enrolments.filter(last_day=None).order_by("-first_day").first()
    if running:
        running.last_day, running.end = max(one.died_on, running.first_day), Enrolment.End.DECEASED
        people.end(actor, running)
    Pupil.objects.filter(pk=pupil.pk).update(left_on=min(one.died_on, yesterday))
    Membership.objects.filter(pupil=pupil).on(actor.on).update(last_day=yesterday)  # not on a list of today either
    origins = list(Duty.objects.open().filter(pupil=pupil).values_list("origin", flat=True).distinct())
    Duty.objects.open().filter(pupil=pupil, origin__in=origins).update(withdrawn_at=timezone.now())
    for letter in Letter.objects.filter(pupil=pupil, discarded_at=None).exclude(state=Letter.State.SENT):
        discard(actor, letter)
    return before


def _no_more_letters(one: Bereavement) -> dict[str, Any]:
    """The parent who died is written to no more, about any child of the school."""
    ties = Guardianship.objects.filter(guardian=one.guardian_id, pupil__school=one.school_id)
    before = {str(tie.pk): [tie.is_informed, tie.has_authority] for tie in ties}
    ties.update(is_informed=False, has_authority=False)
    return {"ties": before}


def _as_it_was(pupil: Pupil) -> dict[str, Any]:
    rows = pupil.memberships.values_list("pk", "last_day")
    running = pupil.enrolments.filter(last_day=None).values_list("pk", flat=True).first()
    return {
        "left_on": pupil.left_on.isoformat() if pupil.left_on else "",
        "enrolment": str(running or ""),
        "memberships": {str(pk): day.isoformat() if day else "" for pk, day in rows},
    }


def _first_days(actor: Actor, one: Bereavement) -> None:
    """The day of death is remembered from the start; the child's own birthday too."""
    days = [(MemorialDay.Kind.DEATH, one.died_on)]
    if one.kind == Bereavement.Kind.PUPIL and one.pupil.birth_date:
        days.append((MemorialDay.Kind.BIRTHDAY, one.pupil.birth_date))
    for kind, day in days:
        made = MemorialDay.objects.create(board_id=one.board_id, bereavement=one, kind=kind, day=day)
        settle_memorial(made, actor.on)


@transaction.atomic
def take_back(actor: Actor, one: Bereavement, why: str) -> None:
    """Opened for the wrong child: everything is as it was, but for the letters, which stay thrown away."""
    one.withdrawn_at, one.withdrawn_why = timezone.now(), why
    one.save(update_fields=["withdrawn_at", "withdrawn_why"])
    before = one.before
    for pk, (informed, authority) in before.get("ties", {}).items():
        Guardianship.objects.filter(pk=UUID(pk)).update(is_informed=informed, has_authority=authority)
    if "memberships" in before:
        Pupil.objects.filter(pk=one.pupil_id).update(left_on=_day(before["left_on"]))
        if before["enrolment"]:
            Enrolment.objects.filter(pk=UUID(before["enrolment"])).update(last_day=None, end="")
        for pk, last in before["memberships"].items():
            Membership.objects.filter(pk=UUID(pk), pupil=one.pupil_id).update(last_day=_day(last))
    memorials = [memorial.duties_origin for memorial in one.memorial_days.all()]
    settle_many(one.board_id, [one.duties_origin, *memorials], [])
    _journal(actor, "bereavement.taken_back", one)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def change(actor: Actor, one: Bereavement, fields: list[str]) -> None:
    """What is known, what the family wishes, who leads, the day of the farewell."""
    one.save(update_fields=fields)
    _journal(actor, "bereavement.changed", one)


@transaction.atomic
def close(actor: Actor, one: Bereavement, on: date | None) -> None:
    """Nothing more to do; the days to remember go on. None opens it again."""
    one.closed_on = on
    one.save(update_fields=["closed_on"])
    settle(one)
    _journal(actor, "bereavement.closed" if on else "bereavement.changed", one)


@transaction.atomic
def add_task(actor: Actor, task: Task) -> Task:
    task.board_id = task.bereavement.board_id
    task.save(force_insert=True)
    settle(task.bereavement)
    _journal(actor, "bereavement.task", task.bereavement, task=str(task.pk))
    return task


@transaction.atomic
def give(actor: Actor, task: Task) -> None:
    """Give an item to a function or a person, by a day."""
    task.save(update_fields=["holder", "person", "due"])
    settle(task.bereavement)
    _journal(actor, "bereavement.task", task.bereavement, task=str(task.pk))


@transaction.atomic
def finish(actor: Actor, task: Task, *, note: str = "", not_needed: str = "") -> None:
    """It was done, or it is not needed because."""
    task.note, task.not_needed = note, not_needed
    task.done_on, task.done_by_id = (None, None) if not_needed else (actor.on, person(actor))
    task.save(update_fields=["note", "not_needed", "done_on", "done_by"])
    settle(task.bereavement)
    _journal(actor, "bereavement.done", task.bereavement, task=str(task.pk), needed=not not_needed)


@transaction.atomic
def reopen(actor: Actor, task: Task) -> None:
    task.done_on, task.done_by_id, task.not_needed = None, None, ""
    task.save(update_fields=["done_on", "done_by", "not_needed"])
    settle(task.bereavement)
    _journal(actor, "bereavement.task", task.bereavement, task=str(task.pk))


@transaction.atomic
def remember(actor: Actor, memorial: MemorialDay) -> MemorialDay:
    memorial.board_id = memorial.bereavement.board_id
    memorial.save(force_insert=True)
    settle_memorial(memorial, actor.on)
    _journal(actor, "bereavement.day", memorial.bereavement, kind=memorial.kind)
    return memorial


@transaction.atomic
def forget(actor: Actor, memorial: MemorialDay) -> None:
    """The family no longer wants this day to be mentioned, or it was entered by mistake."""
    settle_many(memorial.board_id, [memorial.duties_origin], [])
    _journal(actor, "bereavement.day", memorial.bereavement, kind=memorial.kind, removed=True)
    memorial.delete()


def thought_of(actor: Actor, duties: Iterable[Duty]) -> None:
    """The class thought of it this year."""
    for duty in duties:
        discharge(actor, duty, {"how": "done"})


def settle(one: Bereavement) -> None:
    """Every item with an owner is a duty: one that nobody gave a day stands there at once. None names who died.

    A child that was in no class has no class teacher: what is asked of that function is the direction's then.
    """
    rows = one.tasks.filter(done_on=None, not_needed="") if one.closed_on is None else []
    wanted = [
        Wanted(
            origin=one.duties_origin,
            key=str(task.pk),
            code="bereavement_task",
            rule="",
            holder=_holder(one, task),
            person=task.person_id,
            due=task.due or one.opened_on,
            board=one.board_id,
            school=one.school_id,
            group=one.group_id if task.holder == Function.CLASS_TEACHER else None,
            facts={"task": str(task.pk)},
            source=checklists.SOURCE if one.school.jurisdiction == "nl" else {},
        )
        for task in rows
        if task.holder or task.person_id
    ]
    settle_many(one.board_id, [one.duties_origin], wanted)


def _holder(one: Bereavement, task: Task) -> str:
    is_nobodys = not task.holder or (task.holder == Function.CLASS_TEACHER and one.group_id is None)
    return Function.DIRECTOR if is_nobodys else task.holder


def settle_memorial(memorial: MemorialDay, on: date) -> None:
    """The next time of a day, if it falls in this school year, for whoever teaches these children now.

    In the next school year the nightly run finds the class they are in then: so the day travels to its teacher.
    """
    one = memorial.bereavement
    day, (_first, last) = queries.next_time(memorial, on), queries.this_school_year(one, on)
    group = queries.group_now(one, on)
    wanted = (
        [
            Wanted(
                origin=memorial.duties_origin,
                key=day.isoformat(),
                code=REMEMBER,
                rule="",
                holder=Function.CLASS_TEACHER if group else Function.CARE_COORDINATOR,
                due=day,
                board=one.board_id,
                school=one.school_id,
                group=group.pk if group else None,
                facts={"memorial": str(memorial.pk)},
                source=checklists.SOURCE if one.school.jurisdiction == "nl" else {},
            )
        ]
        if day and day <= last
        else []
    )
    settle_many(one.board_id, [memorial.duties_origin], wanted)


def remember_all(board: UUID, on: date) -> int:
    """Every night: the days of one board, for the classes as they are now. How many days there are."""
    rows = MemorialDay.objects.filter(board_id=board, bereavement__withdrawn_at=None)
    found = list(rows.select_related("bereavement__school", "bereavement__pupil"))
    for memorial in found:
        settle_memorial(memorial, on)
    return len(found)


def _journal(actor: Actor, act: str, one: Bereavement, **facts: Any) -> None:
    journal.write(
        actor,
        act,
        stream=one.school_id,
        kind="safety.bereavement",
        subject_id=one.pk,
        pupil_id=one.pupil_id,
        category=Category.CARE,
        facts=facts,
    )
