"""Who of a centre works at which school, until when, and where somebody lacks (ACC-3).

Schools give these functions and their access ends with them; a centre gives none. What its direction sees stands on two
legs: the centre says that somebody is its worker, and the school wrote that centre beside the function it gave.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from driehoek.access.actors import Actor
from driehoek.access.functions import CLB_FUNCTIONS, Function
from driehoek.access.models import Appointment
from driehoek.kit.days import shifted
from driehoek.schools.models import School
from driehoek.staffing.models import Centre
from driehoek.staffing.wall import own_rows_of, parties
from lawbook.kinds import SchoolYear

SOON = 42  # days: a school needs six weeks to have somebody else


class Post(NamedTuple):
    """A function of one worker at one school."""

    appointment: Appointment
    is_now: bool
    ends_soon: bool


class TeamOfSchool(NamedTuple):
    """A school with the centre's people there, and what lacks."""

    name: str
    posts: list[Post]

    def _has(self, function: Function) -> bool:
        return any(post.is_now and post.appointment.function == function for post in self.posts)

    @property
    def has_nobody(self) -> bool:
        return not any(post.is_now for post in self.posts)

    @property
    def lacks_anchor(self) -> bool:
        return not self.has_nobody and not self._has(Function.CLB_ANCHOR)

    @property
    def lacks_doctor(self) -> bool:
        return not self.has_nobody and not self._has(Function.CLB_DOCTOR)

    @property
    def has_gaps(self) -> bool:
        return self.has_nobody or self.lacks_anchor or self.lacks_doctor or any(post.ends_soon for post in self.posts)


def workers_of(centre: Centre, actor: Actor) -> list[Appointment]:
    """Those who work for the centre now or will: their appointment names the centre and no school."""
    return list(
        Appointment.objects.filter(Q(last_day=None) | Q(last_day__gte=actor.on), board=centre.pk, school=None)
        .filter(function__in=CLB_FUNCTIONS)
        .select_related("user")
        .order_by("user__family_name", "user__given_name")
    )


def teams_of(centre: Centre, actor: Actor) -> list[TeamOfSchool]:
    """Per school the centre's people of this school year; the schools with gaps first."""
    since = SchoolYear.of(actor.on, "be").first("be")
    rows = [row for one in workers_of(centre, actor) for row in _posts_of(centre, one.user_id, since)]
    names = _school_names(actor, rows)
    found = [
        TeamOfSchool(name, [_post(row, actor) for row in rows if row.school_id == school])
        for school, name in names.items()
    ]
    return sorted(found, key=lambda one: (not one.has_gaps, one.name))


def _posts_of(centre: Centre, worker: UUID, since: date) -> list[Appointment]:
    """What schools gave one worker as coming from this centre, read as that worker's own rows and nothing beside."""
    with own_rows_of(worker):
        return list(
            Appointment.objects.filter(user=worker, function__in=CLB_FUNCTIONS, school__isnull=False)
            .filter(Q(last_day=None) | Q(last_day__gte=since))
            .filter(organisation__iexact=str(centre))
            .select_related("user")
            .order_by("function", "first_day")
        )


def _school_names(actor: Actor, rows: Iterable[Appointment]) -> dict[UUID, str]:
    """The names of these schools; their boards are open for this one question."""
    schools = {row.school_id for row in rows if row.school_id}
    with parties(actor, {row.board_id for row in rows}):
        found = School.objects.filter(pk__in=schools).order_by("name").values_list("pk", "name")
        return dict(found)


def _post(row: Appointment, actor: Actor) -> Post:
    is_now = row.is_in_force(actor.on, actor.at)
    last = shifted(actor.on, SOON)
    return Post(row, is_now, is_now and row.last_day is not None and row.last_day <= last)
