"""Reads of a bereavement: its checklist, and when and by whom a day is remembered (SAF-13)."""

from calendar import SUNDAY, monthrange
from collections import Counter
from datetime import date
from typing import NamedTuple
from uuid import UUID

from driehoek.access.actors import Actor
from driehoek.duties.models import Duty
from driehoek.people.models import Membership, Pupil
from driehoek.safety import checklists
from driehoek.safety.models.bereavement import Bereavement, MemorialDay, Task
from driehoek.schools.models import Group
from driehoek.schools.queries import calendar_of

MANAGE = "bereavement.manage"
SEE = "duty.see"
MAY, JUNE, WEEK = 5, 6, 7
# Which Sunday of the month: Father's Day is a week earlier in Flanders.
MOVING = {
    MemorialDay.Kind.MOTHERS_DAY: {"be": (MAY, 2), "nl": (MAY, 2)},
    MemorialDay.Kind.FATHERS_DAY: {"be": (JUNE, 2), "nl": (JUNE, 3)},
}


class Part(NamedTuple):
    """A section of the checklist with its items as they stand."""

    title: str
    tasks: list[Task]


def title_of(task: Task, kind: str) -> str:
    return str(checklists.TITLES.get((kind, task.code), task.title))


def parts(one: Bereavement) -> list[Part]:
    """The checklist by section, the school's own items last."""
    tasks = list(one.tasks.select_related("person", "done_by"))
    for task in tasks:
        task.title = title_of(task, one.kind)
    known = {task.code: task for task in tasks if task.code}
    found = [
        Part(str(section.title), [known[step.code] for step in section.steps if step.code in known])
        for section in checklists.sections(one.kind, one.school.jurisdiction)
    ]
    own = [task for task in tasks if not task.code]
    return [*found, Part("", own)] if own else found


def nth_sunday(year: int, month: int, number: int) -> date:
    first = date(year, month, 1).weekday()
    return date(year, month, 1 + (SUNDAY - first) % WEEK + WEEK * (number - 1))


def in_year(memorial: MemorialDay, year: int, jurisdiction: str) -> date | None:
    """The day in one year; 29 February is the 28th where there is none."""
    moving = MOVING.get(MemorialDay.Kind(memorial.kind))
    if moving:
        return nth_sunday(year, *moving[jurisdiction])
    if memorial.day is None:
        return None
    last = monthrange(year, memorial.day.month)[1]
    return date(year, memorial.day.month, min(memorial.day.day, last))


def next_time(memorial: MemorialDay, on: date) -> date | None:
    """The next time this day comes, today included; never before a year after the death was first remembered."""
    land = memorial.bereavement.school.jurisdiction
    found = [in_year(memorial, year, land) for year in (on.year, on.year + 1)]
    return next((day for day in found if day and day >= on and day > memorial.bereavement.died_on), None)


def group_now(one: Bereavement, on: date) -> Group | None:
    """Where these children are today: the class of the child itself, or where most of its classmates went."""
    current = Membership.objects.on(on).filter(group__composite=False).select_related("group")
    if one.kind == Bereavement.Kind.PARENT:
        own = current.filter(pupil=one.pupil_id).first()
        return own.group if own else None
    mates = classmates(one)
    groups = {row.group_id: row.group for row in current.filter(pupil__in=mates)}
    counted = Counter(current.filter(pupil__in=mates).values_list("group", flat=True))
    return groups[counted.most_common(1)[0][0]] if counted else None


def classmates(one: Bereavement) -> list[UUID]:
    """Who was in the child's class when it died."""
    if one.group_id is None:
        return []
    there = Membership.objects.on(one.died_on).filter(group=one.group_id).exclude(pupil=one.pupil_id)
    return list(there.values_list("pupil", flat=True))


def own_group(pupil: Pupil, on: date) -> Group | None:
    found = pupil.memberships.on(on).filter(group__composite=False).select_related("group").first()
    return found.group if found else None


def last_own_group(pupil: Pupil) -> Group | None:
    """The last class of the child, also when it has left it meanwhile."""
    found = pupil.memberships.filter(group__composite=False).select_related("group").order_by("-first_day").first()
    return found.group if found else None


def may_see(memorial: MemorialDay, actor: Actor) -> bool:
    """Who manages, and whoever teaches these children this year."""
    if memorial.school_id in actor.reach(MANAGE).schools:
        return True
    group = group_now(memorial.bereavement, actor.on)
    return group is not None and group.pk in actor.reach(SEE).groups


def this_school_year(one: Bereavement, on: date) -> tuple[date, date]:
    return calendar_of(one.school).year_of(on)


def duties_of(memorial: MemorialDay, actor: Actor) -> list[Duty]:
    """The open duty of this day, for the button that says it was thought of."""
    rows = Duty.objects.visible_to(actor, "duty.discharge").open()
    return list(rows.filter(board=memorial.board_id, origin=memorial.duties_origin))
