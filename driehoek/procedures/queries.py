"""Reads of cases: where one stands, what is due in a school, what was tried before, and the counts of a year."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.kit.days import shifted
from driehoek.kit.names import fold, named
from driehoek.people.models import Pupil
from driehoek.pupils.models import Entry
from driehoek.schools.law import law_of
from driehoek.schools.models import Level, School
from driehoek.schools.queries import SchoolCalendar, calendar_of
from lawbook.core import Law

from . import leaves, opening
from .committees import Member, votes
from .definition import Definition
from .definitions import of
from .engine import Deadline, Progress, progress
from .models import PROTECTED, Case, Event, Party
from .state import Context, Happened

SOON = 7  # the list of the week


class Listed(NamedTuple):
    """A case on the list, with what is due first."""

    case: Case
    progress: Progress
    next: Deadline | None

    @property
    def day(self) -> date | None:
        """The last day that comes first, if there is one."""
        return self.next.day if self.next else None


def happened(rows: Iterable[Event]) -> list[Happened]:
    return [
        Happened(
            str(row.pk),
            row.step,
            row.happened_on,
            row.facts,
            frozenset(row.papers),
            row.happened_at.isoformat() if row.happened_at else "",
            str(row.replaces_id) if row.replaces_id else None,
            row.withdrawn,
        )
        for row in rows
    ]


class Ground(NamedTuple):
    """What holds for every case of a school on a day: its calendar, and the law with the board's own values."""

    calendar: SchoolCalendar
    law: Law


def ground_of(school: School) -> Ground:
    return Ground(calendar_of(school), law_of(school))


def context_of(case: Case, today: date, ground: Ground | None = None) -> Context:
    """What the case knows of itself: the school's calendar and law, the pupil's level, the people on it."""
    calendar, law = ground or ground_of(case.school)
    people = [*members(case), *deciders(case)]
    earlier = leaves.before(case, happened(case.story), calendar)
    return Context(
        today=today,
        law=law,
        opened_on=case.opened_on,
        level=level_of(case),
        closed=calendar.closed,
        calendar=calendar,
        school_year=calendar.school_year(case.opened_on),
        known={
            "members": tuple(people),
            **votes(people),
            "posted": posted(case),
            "renewed_papers": _renewed(case),
            "region": case.school.region,
            **earlier,
            "birth_date": case.pupil.birth_date if case.pupil else None,
        },
    )


def posted(case: Case) -> dict[str, dict[str, date]]:
    """By step and recipient, when a registered letter was posted."""
    return case.posted if "posted" in case.__dict__ else opening.posted(case.pk)


def _renewed(case: Case) -> list[str] | None:
    """The documents of the case this one goes on from; None for a case that renews nothing."""
    if case.goes_on_from is None:
        return None
    rows = Event.objects.filter(case=case.goes_on_from, case__pupil=case.pupil_id).values_list("papers", flat=True)
    found = list(rows)
    return [paper for papers in found for paper in papers] if found else None


def level_of(case: Case) -> str:
    """The level the pupil is taught at on the day the case was opened; primary when no group says otherwise."""
    if case.pupil is None:
        return str(Level.PRIMARY)
    rows = [
        row.group
        for row in case.places
        if row.first_day <= case.opened_on and (row.last_day is None or row.last_day >= case.opened_on)
    ]
    rows.sort(key=lambda group: group.composite)
    return rows[0].level if rows else str(Level.PRIMARY)


def members(case: Case) -> list[Member]:
    """The people on the case as the committee's rules take them."""
    return [
        Member(
            row.role,
            row.name,
            str(row.user_id or row.guardian_id or fold(row.name)),
            row.works_here,
            row.of_the_board,
            row.impartial_on is not None,
            row.vote,
        )
        for row in case.people
        if row.removed_at is None
    ]


def deciders(case: Case) -> list[Member]:
    """Who recorded a decision that this procedure judges further on: known without being typed."""
    judged = {step.judges for step in case.procedure.steps if step.judges}
    found = {row.recorded_by_id for row in case.story if row.step in judged and not row.withdrawn}
    return [Member("decided", "", str(one)) for one in found]


def loaded(actor: Actor, right: str = "case.read") -> QuerySet[Case]:
    """Cases within reach; `opening.filled` adds what computing many of them needs."""
    return Case.objects.visible_to(actor, right).select_related("school", "pupil", "person")


def standing(case: Case, today: date, ground: Ground | None = None, *, without: Event | None = None) -> Progress:
    """Where a case stands on a day, computed from its events; `without`: as if this one were taken back."""
    rows = [one for one in case.story if without is None or one.pk != without.pk]
    return progress(case.procedure, happened(rows), context_of(case, today, ground))


def standings(rows: Iterable[Case], today: date) -> list[tuple[Case, Progress]]:
    """Where many cases stand: what holds for a school is asked once."""
    grounds: dict[UUID, Ground] = {}
    found = []
    for case in opening.filled(rows):
        if case.school_id not in grounds:
            grounds[case.school_id] = ground_of(case.school)
        found.append((case, standing(case, today, grounds[case.school_id])))
    return found


def listing(actor: Actor, *, words: str = "", code: str = "", over: bool = False) -> list[Listed]:
    """The cases within reach, those with the nearest last day first; `over`: those that are done with instead.

    A protected case stands on no list that others may look at over a shoulder: it has its own page (SAF-11).
    """
    rows: Iterable[Case] = _named(actor, words, code) if words else opening.standing_rows(actor, code or None)
    found = [
        Listed(case, where, where.due[0] if where.due else None)
        for case, where in standings(rows, actor.on)
        if bool(where.ended) is over
    ]
    return sorted(found, key=lambda one: (one.next is None, one.next.day if one.next else date.max, one.case.opened_on))


def _named(actor: Actor, words: str, code: str) -> QuerySet[Case]:
    rows = loaded(actor).filter(archived_at=None).exclude(family=PROTECTED)
    rows = rows.filter(named(words, "pupil__search_name"))
    return rows.filter(definition=code) if code else rows


def counts(rows: Iterable[Listed], today: date) -> dict[str, int]:
    """How many cases have a last day that is past, and how many one in the week to come."""
    days = [one.next.day for one in rows if one.next]
    week = shifted(today, SOON)
    return {"late": sum(day < today for day in days), "week": sum(today <= day <= week for day in days)}


def may_open(actor: Actor, school: School, pupil: Pupil | None = None) -> list[Definition]:
    """The procedures of the school's country that this person may open, for a pupil or for nobody in particular.

    A protected one is opened from its own page alone, which says first what each is meant for.
    """
    found, level = [], level_of(Case(pupil=pupil, opened_on=actor.on)) if pupil else ""
    for one in of(school.jurisdiction):
        if one.family == PROTECTED or (level and one.levels and level not in one.levels):
            continue
        reach = actor.reach(f"case.open:{one.family}")
        over = (
            school.pk in reach.schools
            or school.board_id in reach.boards
            or bool(pupil and reach.groups & pupil.group_ids)
        )
        if over and (pupil is not None or one.about != "pupil"):
            found.append(one)
    return found


def earlier_measures(actor: Actor, case: Case) -> dict[str, list[Any]]:
    """What was tried before with this pupil: measures in the file, and earlier cases (PRO-11)."""
    if case.pupil is None:
        return {"entries": [], "cases": []}
    kinds = ("measure", "sanction", "action_plan", "parent_contact")
    entries = Entry.objects.visible_to(actor).filter(pupil=case.pupil, kind__in=kinds).order_by("-day")[:50]
    rows = (
        loaded(actor).filter(pupil=case.pupil).exclude(pk=case.pk).exclude(family__in=("complaint", "staff", PROTECTED))
    )
    return {"entries": list(entries), "cases": [Listed(row, where, None) for row, where in standings(rows, actor.on)]}


def history(case: Case) -> list[Event]:
    """Every event as it was recorded, corrected and withdrawn ones included."""
    rows: Sequence[Event] = sorted(case.story, key=lambda row: row.recorded_at)
    return list(rows)


def in_force(case: Case) -> list[Party]:
    return [row for row in case.people if row.removed_at is None]


def complaints_of(school_ids: Collection[UUID], first: date, last: date) -> list[Case]:
    """The complaints lodged in a year, for the yearly count and report (PRO-12)."""
    rows = Case.objects.filter(school__in=school_ids, family="complaint", opened_on__range=(first, last))
    return list(rows.filter(archived_at=None).select_related("school", "pupil"))
