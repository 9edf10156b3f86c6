"""The roster of supervision on a day: who stands where, who cannot, and where nobody stands (SAF-16)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.dates import WEEKDAYS

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.kit.days import monday_of, shifted
from driehoek.safetyplan.models.supervision import Away, Post, Replacement
from driehoek.schools.models import School
from driehoek.schools.queries import SchoolCalendar, calendar_of

READ, MANAGE = "incident.report", "supervision.manage"
AHEAD = 14  # days looked ahead for gaps: as far as somebody can be asked


class Stand(NamedTuple):
    """One post on one day. `person`: who stands there; nobody when who should cannot and none was named."""

    post: Post
    day: date
    person: User | None
    instead_of: User | None
    replacement: Replacement | None

    @property
    def is_gap(self) -> bool:
        return self.person is None


def schools_read(actor: Actor) -> list[School]:
    return list(School.objects.visible_to(actor, READ).order_by("name"))


def roster(school: School, on: date) -> list[tuple[str, list[Post]]]:
    """The posts that stand now or will, by weekday."""
    rows = list(Post.objects.filter(school=school).current(on).select_related("person"))
    days = sorted({post.weekday for post in rows})
    return [(str(WEEKDAYS[day]), [post for post in rows if post.weekday == day]) for day in days]


def stands(school: School, first: date, last: date) -> list[Stand]:
    """Every post of the school days between two days, with who really stands there."""
    calendar = calendar_of(school)
    posts = list(Post.objects.filter(school=school).select_related("person"))
    away = list(Away.objects.filter(school=school, withdrawn_at=None, first_day__lte=last, last_day__gte=first))
    named = Replacement.objects.filter(post__in=posts, day__range=(first, last)).select_related("person")
    instead = {(one.post_id, one.day): one for one in named}
    return [
        _stand(post, day, away, instead)
        for day in _days(calendar, first, last)
        for post in sorted(posts, key=lambda one: (one.begins, one.place))
        if post.weekday == day.weekday() and post.first_day <= day and (post.last_day is None or post.last_day >= day)
    ]


def _days(calendar: SchoolCalendar, first: date, last: date) -> list[date]:
    return calendar.school_days(first, last)


def _stand(post: Post, day: date, away: Iterable[Away], instead: dict[tuple[UUID, date], Replacement]) -> Stand:
    found = instead.get((post.pk, day))
    if found:
        return Stand(post, day, found.person, post.person, found)
    if is_away(post.person_id, day, away):
        return Stand(post, day, None, post.person, None)
    return Stand(post, day, post.person, None, None)


def is_away(person: UUID, day: date, away: Iterable[Away]) -> bool:
    return any(one.person_id == person and one.first_day <= day <= one.last_day for one in away)


def ahead(day: date) -> date:
    return shifted(day, AHEAD)


def gaps(school: School, on: date) -> list[Stand]:
    """Where nobody stands from today until as far as is looked ahead."""
    return [one for one in stands(school, on, ahead(on)) if one.is_gap]


def gaps_of(one: Away, on: date) -> list[Stand]:
    """The posts that this absence leaves empty, from today until its last day."""
    first = max(one.first_day, on)
    if first > one.last_day or one.withdrawn_at:
        return []
    found = stands(one.school, first, one.last_day)
    return [stand for stand in found if stand.is_gap and stand.post.person_id == one.person_id]


def own_week(actor: Actor) -> list[Stand]:
    """What this person supervises in the week that is: own posts, and those taken over."""
    monday = monday_of(actor.on)
    friday = shifted(monday, 6)
    found = [one for school in schools_read(actor) for one in stands(school, monday, friday)]
    mine = [one for one in found if one.person and one.person.pk == actor.user_id]
    return mine + [one for one in found if one.is_gap and one.post.person_id == actor.user_id]


def is_free(person: User, stand: Stand) -> bool:
    """Whether somebody does not stand elsewhere at that time of that day."""
    same = stands(stand.post.school, stand.day, stand.day)
    return not any(
        one.person
        and one.person.pk == person.pk
        and one.post.begins < stand.post.ends
        and stand.post.begins < one.post.ends
        and one.post.pk != stand.post.pk
        for one in same
    )


def stand_on(post: Post, day: str) -> Stand | None:
    """One post on one day; nothing where that is no day, there is no school, or the post does not stand."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return None
    return next((one for one in stands(post.school, on, on) if one.post.pk == post.pk), None)
