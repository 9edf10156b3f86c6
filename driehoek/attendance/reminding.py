"""Who has not taken the class by the hour is reminded once, by mail, without the name of a child (ATT-1)."""

from collections.abc import Iterator
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from driehoek.access import post
from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.access.queries import in_force
from driehoek.access.wall import within
from driehoek.people.models import Membership
from driehoek.schools.models import Board, Group, School
from lawbook.kinds import SchoolYear

from .actions import ground_of
from .models import Part, Register, Reminder

EARLIEST = time(9)  # a class that begins at half past eight is taken by then
AFTER_NOON = 45  # minutes of the afternoon that may pass
TEACHERS = (Function.CLASS_TEACHER, Function.SUPPORT_TEACHER)


def remind(at: datetime) -> int:
    """Every group whose half day has begun and was not taken, once each; run as often as one likes. Mails sent."""
    sent = 0
    for board in Board.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic(), within(board):
            mails = [mail for school in School.objects.filter(board_id=board) for mail in _of(school, at)]
        for address, language, group in mails:
            with translation.override(language):
                sent += post.send(address, _("Driehoek: take the attendance"), _text(group)) != post.Went.FAILED
    return sent


def _of(school: School, at: datetime) -> Iterator[tuple[str, str, str]]:
    """Address, language and class of each teacher to remind. That they were is noted first."""
    now = timezone.localtime(at)
    part = _part(school, now)
    if part is None:
        return
    year, day = SchoolYear.of(now.date(), school.jurisdiction).as_text(), now.date()
    taught = Membership.objects.on(day).filter(group__school=school).values("group")
    groups = {one.pk: one.name for one in Group.objects.filter(school=school, school_year=year, pk__in=taught)}
    done = {"board_id": school.board_id, "group__in": list(groups), "day": day, "part": part}
    for model in (Register, Reminder):
        for pk in model.objects.filter(**done).values_list("group_id", flat=True):
            groups.pop(pk, None)
    Reminder.objects.bulk_create(
        (Reminder(board_id=school.board_id, group_id=pk, day=day, part=part) for pk in groups), ignore_conflicts=True
    )
    for address, language, group in _teachers(list(groups), at):
        yield address, language, groups[group]


def _part(school: School, now: datetime) -> str | None:
    """The half day that should have been taken by now; None outside school days and hours."""
    calendar = ground_of(school).calendar
    parts = calendar.parts(now.date())
    afternoon = calendar.begins(now.date(), Part.PM)
    if Part.PM in parts and afternoon and _minutes(now.time()) >= _minutes(afternoon) + AFTER_NOON:
        return _before_the_end(calendar.hours[now.weekday(), Part.PM][1], now, Part.PM)
    if Part.AM in parts and now.time() >= max(EARLIEST, _hour(school.cut_off)):
        return _before_the_end(calendar.hours[now.weekday(), Part.AM][1], now, Part.AM)
    return None


def _before_the_end(end: time, now: datetime, part: str) -> str | None:
    return part if now.time() < end else None


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _hour(value: time | str) -> time:
    return time.fromisoformat(value) if isinstance(value, str) else value


def _teachers(groups: list[UUID], at: datetime) -> list[tuple[str, str, UUID]]:
    on = timezone.localdate(at)
    rows = Appointment.objects.filter(in_force(on, at), group__in=groups, function__in=TEACHERS, user__is_active=True)
    found = [one for one in rows.exclude(user__email=None).select_related("user") if one.weekdays & 1 << on.weekday()]
    return [(one.user.email or "", one.user.language, one.group_id) for one in found if one.group_id]


def _text(group: str) -> str:
    return _("The attendance of %(group)s is not confirmed yet. Log in and open your class.") % {"group": group}
