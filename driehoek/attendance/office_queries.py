"""Reads of the office: who has not taken the class, who is away today, which reasons are missing (ATT-1 to 9)."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.people.models import Membership, Pupil
from driehoek.people.queries import with_groups
from driehoek.ready import Ready
from driehoek.schools.law import Answer, ask
from driehoek.schools.models import Group, School
from lawbook.kinds import HalfDay

from . import brought, notes, reasons
from .actions import ground_of
from .models import Absence, HalfDayContent, Register
from .queries import groups_on
from .runs import episodes
from .thresholds import Ground, children_of, must_attend

RIGHT = "attendance.office"
State = Absence.State
FOUND = 20  # as many names as a person reads through; further letters narrow it


class GroupTaken(NamedTuple):
    """A group with, for each half day of the day, whether it was taken; None where there are no lessons."""

    group: Group
    am: bool | None
    pm: bool | None


class Away(NamedTuple):
    """A half day in the list of the office: with the class, both layers of the reason, and what is still missing."""

    row: Absence
    group: str
    reason: str
    official: str
    in_time: bool | None
    missing: str


def groups_of_day(actor: Actor, day: date) -> list[GroupTaken]:
    """Each group of the schools of this office with what was taken; nothing on a day without school."""
    groups = list(groups_on(actor, RIGHT))
    taken = set(Register.objects.filter(group__in=groups, day=day).values_list("group_id", "part"))
    parts = {school.pk: ground_of(school).calendar.parts(day) for school in {group.school for group in groups}}
    return [
        GroupTaken(
            group, *((group.pk, part) in taken if part in parts[group.school_id] else None for part in ("am", "pm"))
        )
        for group in groups
        if parts[group.school_id]
    ]


def school_day_before(actor: Actor, day: date) -> date | None:
    """The last day with lessons before this one at a school of this office; None without schools."""
    schools = {group.school for group in groups_on(actor, RIGHT)}
    return max((ground_of(school).calendar.previous_school_day(day) for school in schools), default=None)


def away_on(actor: Actor, day: date) -> list[Away]:
    """Everybody absent or late on a day."""
    rows = Absence.objects.visible_to(actor, RIGHT).filter(day=day).exclude(state=State.PRESENT)
    return _told(rows.order_by("pupil__search_name", "part"), day)


def without_reason(actor: Actor, before: date) -> list[Away]:
    """Absences of earlier days for which nobody gave a reason yet, the oldest first."""
    rows = Absence.objects.visible_to(actor, RIGHT).filter(state=State.ABSENT, reason=reasons.UNKNOWN, day__lt=before)
    return _told(rows.order_by("day", "pupil__search_name")[:100], before)


def _told(rows: QuerySet[Absence], on: date) -> list[Away]:
    found = list(rows.select_related("pupil__school"))
    groups = class_names((row.pupil_id for row in found), on)
    grounds = {school.pk: ground_of(school) for school in {row.pupil.school for row in found}}
    return [away(row, grounds[row.pupil.school_id], groups.get(row.pupil_id, "")) for row in found]


def class_names(pupils: Iterable[UUID], on: date) -> dict[UUID, str]:
    return dict(_classes(set(pupils), on))


@Ready
def _classes(pupils: Iterable[UUID], on: date) -> QuerySet[Membership, Any]:
    rows = Membership.objects.on(on).filter(pupil__in=pupils).order_by("-group__composite")
    return rows.values_list("pupil_id", "group__name")


def away(row: Absence, ground: Ground, group: str) -> Away:
    """One half day with both layers: the school's own reason and the official code of that date beside it."""
    code = "late" if row.state == State.LATE else row.reason
    official = reasons.official(ground.school.jurisdiction, ground.law, code, row.day)
    known = reasons.find(ground.school.jurisdiction, row.reason)
    missing = known.document if known and known.document and not row.document and row.state == State.ABSENT else ""
    in_time = was_in_time(ground.school, row.day, row.reported_at)
    return Away(row, group, reasons.spoken(code), official.code if official else "", in_time, missing or "")


def was_in_time(school: School, day: date, reported_at: datetime | None) -> bool | None:
    """Whether an absence was reported before the school's hour of that day (ATT-1); None where nobody reported it."""
    if reported_at is None:
        return None
    told = timezone.localtime(reported_at)
    return told.date() < day or (told.date() == day and told.time() < _hour(school.cut_off))


def _hour(value: time | str) -> time:
    return time.fromisoformat(value) if isinstance(value, str) else value


def pupils_named(actor: Actor, name: str) -> list[Pupil]:
    """Pupils of the office's schools whose name has all the words, without capitals and accents."""
    rows = Pupil.objects.visible_to(actor, RIGHT).here(actor.on).named(name)
    return with_groups(rows.order_by("search_name")[:FOUND], actor.on)


def run_of(ground: Ground, row: Absence) -> list[Absence]:
    """The half days of one absence: those around it with no half day between on which the child was there."""
    first, last = ground.calendar.year_of(row.day)
    near = Absence.objects.filter(
        board_id=row.board_id, pupil_id=row.pupil_id, state=State.ABSENT, day__range=(first, last), reason=row.reason
    )
    known = {HalfDay(one.day, one.part): one for one in near}
    for run in episodes(ground.calendar, known):
        if HalfDay(row.day, row.part) in run:
            return [known[half_day] for half_day in run]
    return [row]


def evidence(ground: Ground, pupil: UUID, first: date, last: date) -> Answer | None:
    """Whether a parents' note will do for the illness these days are of (ATT-2), over all its days and reports.

    None outside Flanders, outside the law's years, and for a nursery pupil who needs no evidence.
    """
    child = children_of(
        ground.school.board_id, list(Pupil.objects.filter(pk=pupil).values_list("pk", "birth_date")), first
    )
    if not ground.is_flemish or not all(must_attend(ground, one.level, one.birth_date, first) for one in child):
        return None
    first, last = illness_around(ground, pupil, first, last)
    used, agreed = notes_before(ground, pupil, first), notes.agreements(ground.school.board_id, [pupil])[pupil]
    rule = notes.CHRONIC if notes.is_agreed(agreed, first, last) else notes.EVIDENCE
    return ask(ground.school, rule, {"first_day": first, "last_day": last, "notes_used": used})


def illness_around(ground: Ground, pupil: UUID, first: date, last: date) -> tuple[date, date]:
    """First and last day of the illness that these days belong to: other reports, over weekends, in other classes."""
    begin, end = ground.calendar.year_of(first)
    ill = Absence.objects.filter(
        board_id=ground.school.board_id,
        pupil_id=pupil,
        state=State.ABSENT,
        day__range=(begin, end),
        reason__in=reasons.ILLNESS[ground.school.jurisdiction],
    )
    known = {HalfDay(*one) for one in ill.values_list("day", "part")} | set(ground.calendar.half_days(first, last))
    of_it = [run for run in episodes(ground.calendar, known) if run[0].date <= last and run[-1].date >= first]
    return min([first, *(run[0].date for run in of_it)]), max([last, *(run[-1].date for run in of_it)])


def differing(pupil: Pupil, half_days: Iterable[HalfDay], reason: str) -> list[Absence]:
    """What was already known of half days that are reported again: absent for another reason, or with a document."""
    wanted = set(half_days)
    rows = Absence.objects.filter(
        board_id=pupil.board_id, pupil=pupil, state=State.ABSENT, day__in={one.date for one in wanted}
    ).exclude(reason=reason)
    known = rows.exclude(reason=reasons.UNKNOWN).order_by("day", "part")
    return [one for one in known if HalfDay(one.day, one.part) in wanted]


def history(row: Absence) -> list[HalfDayContent]:
    """What a half day says and said, the newest first, each with who wrote it and when."""
    return [row, *row.versions.select_related("recorded_by").order_by("-version")]


def notes_before(ground: Ground, pupil: UUID, day: date) -> int:
    """The parents' notes of the school year that were used before a day; one note covers one run of half days."""
    begin, _ = ground.calendar.year_of(day)
    rows = Absence.objects.filter(
        board_id=ground.school.board_id,
        pupil_id=pupil,
        state=State.ABSENT,
        reason="ill_note",
        day__gte=begin,
        day__lt=day,
    )
    half_days = (HalfDay(*one) for one in rows.values_list("day", "part"))
    return len(episodes(ground.calendar, half_days)) + brought.notes(
        pupil, ground.calendar.school_year(day).as_text(), day
    )
