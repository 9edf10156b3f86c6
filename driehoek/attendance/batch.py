"""One reason for many children at once: a religious feast, a bus that is late. What was known already stays."""

from collections.abc import Collection, Mapping
from datetime import time
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.duties.queries import id_in
from driehoek.people.models import Membership, Pupil
from driehoek.schools.models import School
from lawbook.kinds import HalfDay

from . import reasons
from .actions import Change, Kept, ground_of, record
from .models import Absence
from .office_day import unreported
from .office_queries import RIGHT

State = Absence.State


class Many(NamedTuple):
    """The half days that were written, and how many stayed because somebody had said something about them before."""

    saved: list[Kept]
    kept: int


class Chosen(NamedTuple):
    """The children to tick, with their class, and those ticked already. They are of one school."""

    school: School
    places: list[Membership]
    ticked: list[str]


def chosen(actor: Actor, groups: Collection[str], *, away: bool) -> Chosen | None:
    """The children of these classes, or those not reported today; None as long as nothing was chosen."""
    ids = [pk for pk in map(id_in, groups) if pk]
    rows = Membership.objects.on(actor.on).filter(pupil__in=Pupil.objects.visible_to(actor, RIGHT))
    missing = unreported(actor, actor.on) if away else set()
    rows = rows.filter(pupil__in=missing, group__composite=False) if away else rows.filter(group__in=ids)
    places = list(rows.select_related("pupil__school", "group").order_by("group__name", "pupil__search_name"))
    if not places:
        return None
    school = places[0].pupil.school
    ours = [one for one in places if one.pupil.school_id == school.pk]
    return Chosen(school, ours, [str(one.pupil_id) for one in ours if one.pupil_id in missing])


def write(
    actor: Actor, school: School, data: Mapping[str, Any], half_days: Collection[HalfDay], values: Mapping[str, Any]
) -> Many:
    """What the form says: late at an hour, or absent with a reason."""
    pupils = [UUID(pk) for pk in data["pupils"]]
    if data.get("arrived_at"):
        return late_many(actor, school, pupils, half_days, data["arrived_at"])
    return report_many(actor, school, pupils, half_days, reported_by=data.get("reported_by", ""), **values)


@transaction.atomic
def report_many(
    actor: Actor, school: School, pupils: Collection[UUID], half_days: Collection[HalfDay], **values: Any
) -> Many:
    """Absent with this reason. A half day with a reason or a document of its own is left as it is."""
    return _write(actor, school, pupils, half_days, {"state": State.ABSENT, "values": values})


@transaction.atomic
def late_many(
    actor: Actor, school: School, pupils: Collection[UUID], half_days: Collection[HalfDay], arrived_at: time
) -> Many:
    """Late at this time, also a child that the class set absent while it waited for the bus."""
    return _write(actor, school, pupils, half_days, {"state": State.LATE, "values": {"arrived_at": arrived_at}})


def _write(
    actor: Actor, school: School, pupils: Collection[UUID], half_days: Collection[HalfDay], written: Mapping[str, Any]
) -> Many:
    told = _told(school, pupils, half_days)
    changes = [
        Change(pupil, day, part, seen=None, **written)
        for pupil in pupils
        for day, part in half_days
        if (pupil, day, part) not in told
    ]
    saved = record(actor, ground_of(school), changes, about=school).saved if changes else []
    return Many(saved, len(told))


def _told(school: School, pupils: Collection[UUID], half_days: Collection[HalfDay]) -> set[tuple[UUID, Any, str]]:
    """The half days that somebody explained before: a reason that is known, or a document."""
    rows = Absence.objects.filter(
        board_id=school.board_id, pupil__in=pupils, day__in={one.date for one in half_days}, state=State.ABSENT
    ).exclude(reason=reasons.UNKNOWN, document="")
    asked = {(one.date, one.part) for one in half_days}
    return {place for place in rows.values_list("pupil_id", "day", "part") if place[1:] in asked}
