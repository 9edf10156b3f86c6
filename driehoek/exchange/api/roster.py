"""Schools, groups and the pupils of a group, for programs."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from driehoek.access.guards import actor_in, open_one
from driehoek.exchange.tokens import Bearer
from driehoek.journal import actions as journal
from driehoek.people.models import Membership, Pupil
from driehoek.schools.models import Group, School

from .shapes import GroupShape, PupilShape, SchoolShape, answers

roster = Router(tags=["roster"])
TOKEN = Bearer("roster")
RIGHT = "roster.export"


@roster.get("/schools", auth=TOKEN, response=answers(list[SchoolShape]), summary="The schools of the token's holder")
def schools(request: HttpRequest) -> list[School]:
    return list(School.objects.visible_to(actor_in(request), RIGHT).order_by("name"))


@roster.get(
    "/schools/{uuid:school}/groups", auth=TOKEN, response=answers(list[GroupShape]), summary="The groups of a school"
)
def groups(request: HttpRequest, school: UUID, school_year: str | None = None) -> list[Group]:
    found = open_one(request, School.objects.visible_to(actor_in(request), RIGHT), school, RIGHT, log=False)
    rows = Group.objects.visible_to(actor_in(request), RIGHT).filter(school=found)
    year = school_year.replace("\x00", "") if school_year else None
    return list(rows.filter(school_year=year) if year else rows)


@roster.get(
    "/groups/{uuid:group}/pupils",
    auth=TOKEN,
    response=answers(list[PupilShape]),
    summary="The pupils of a group on a day",
)
def pupils(request: HttpRequest, group: UUID, on: date | None = None) -> list[Pupil]:
    actor = actor_in(request)
    found = open_one(request, Group.objects.visible_to(actor, RIGHT), group, RIGHT, log=False)
    there = Membership.objects.on(on or actor.on).filter(group=found).values("pupil")
    rows = list(Pupil.objects.visible_to(actor, RIGHT).filter(pk__in=there).order_by("search_name"))
    journal.opened(actor, RIGHT, found, category="identity", pupils=str(len(rows)))
    return rows
