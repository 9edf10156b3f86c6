"""A nursery child that by agreement with the parents does not come every half day (ATT-6).

In Flanders it is not of compulsory age before the school year in which it turns five; from then on the half days of
art. 26 (decreet basisonderwijs) are asked, and each absence is accepted or not by the direction: no pattern then.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst

from driehoek.access.actors import Actor
from driehoek.kit.days import eve
from driehoek.people.models import Pupil
from driehoek.schools.models import Level
from driehoek.schools.queries import SchoolCalendar
from driehoek.web.words import half_day

from .actions import ground_of
from .models import PlannedAbsence
from .planning import Plan, plan_absence
from .reasons import FIVE
from .thresholds import Ground, children_of

ORIGIN, REASON = "part_time", "nursery_absence"


def is_possible(ground: Ground, pupil: Pupil, on: date) -> bool:
    """Whether this child may stay at home by agreement: in nursery, in a year before the one it turns five in."""
    (child,) = children_of(pupil.board_id, [(pupil.pk, pupil.birth_date)], on)
    young = pupil.birth_date is not None and pupil.birth_date.year > ground.calendar.school_year(on).start - FIVE
    return ground.is_flemish and child.level == Level.NURSERY and young


def concerns(pupil: Pupil, on: date) -> bool:
    """Whether the page is worth a link: a child in nursery, or one of whom something was agreed."""
    return is_possible(ground_of(pupil.school), pupil, on) or standing(pupil).exists()


def half_days_of_a_week(calendar: SchoolCalendar, jurisdiction: str) -> list[tuple[str, str]]:
    """Every half day with lessons of a week, as "0am" with its words."""
    return [
        (f"{weekday}{part}", f"{capfirst(WEEKDAYS[weekday])}, {half_day(part, jurisdiction)}")
        for weekday, part in sorted(calendar.hours)
    ]


def standing(pupil: Pupil) -> QuerySet[PlannedAbsence]:
    """What is agreed of this child, the newest first."""
    rows = PlannedAbsence.objects.filter(board_id=pupil.board_id, pupil=pupil, origin=ORIGIN, withdrawn_at=None)
    return rows.order_by("-first_day")


def agree(actor: Actor, pupil: Pupil, first: date, last: date | None, pattern: Collection[str]) -> None:
    """From a day on the child stays at home on these half days; on none, where none is named. What was before stays."""
    before = [
        Plan(REASON, one.first_day, min(one.last_day, eve(first)), pattern=tuple(one.pattern))
        for one in standing(pupil)
        if one.first_day < first
    ]
    new = [Plan(REASON, first, last, pattern=tuple(sorted(pattern)))] if pattern else []
    plan_absence(actor, pupil, ORIGIN, [*before, *new])
