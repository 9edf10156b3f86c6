"""Reads of the CLB worker's first page."""

from collections.abc import Collection
from typing import NamedTuple

from driehoek.access.actors import Actor
from driehoek.access.functions import CLB_FUNCTIONS, Function
from driehoek.access.models import Appointment
from driehoek.access.queries import in_force
from driehoek.clb.models import ReportRequest
from driehoek.people.models import Pupil
from driehoek.people.queries import with_groups
from driehoek.schools.models import School

WEEK = 0b1111111
FOUND_AT_MOST = 25


class Place(NamedTuple):
    """A school of the worker's team: the assignment, and whether it opens today."""

    appointment: Appointment
    open_today: bool
    waiting: bool


def my_places(actor: Actor) -> list[Place]:
    """Every school where the worker is in the team now, also on other weekdays and before the agreement is read."""
    rows = (
        Appointment.objects.filter(in_force(actor.on, actor.at), user=actor.user_id, function__in=CLB_FUNCTIONS)
        .exclude(school=None)  # the appointment at the own centre
        .select_related("school")
        .order_by("school__name")
    )
    waiting = {role.school for role in actor.waiting}
    return [Place(row, row.school_id in actor.schools, row.school_id in waiting) for row in rows]


def find_pupils(actor: Actor, text: str) -> list[Pupil]:
    """Pupils of today's schools whose name holds every word typed."""
    rows = Pupil.objects.visible_to(actor, "clb.work").here(actor.on).named(text).select_related("school")
    return with_groups(rows.order_by("search_name")[:FOUND_AT_MOST], actor.on) if text.strip() else []


def opened_today(actor: Actor, pupils: Collection[str]) -> list[Pupil]:
    """Pupils a purpose was stated for today: the files this worker may go back to."""
    rows = Pupil.objects.visible_to(actor, "clb.work").filter(pk__in=pupils).select_related("school")
    return with_groups(rows.order_by("school__name", "search_name"), actor.on)


def recent_requests(actor: Actor) -> list[ReportRequest]:
    """The latest questions to today's schools, the worker's own and the team's, with their answers."""
    rows = ReportRequest.objects.visible_to(actor, "report.ask").select_related("pupil", "school", "asked_by", "entry")
    return list(rows.order_by("-asked_at")[:20])


def open_requests(actor: Actor) -> list[ReportRequest]:
    """What a school still has to answer."""
    rows = ReportRequest.objects.visible_to(actor, "report.answer").open().select_related("pupil", "asked_by")
    return list(rows.order_by("needed_by"))


def who_answers(school: School, actor: Actor) -> Function:
    """The care coordinator where the school has one today, else the director."""
    has_one = Appointment.objects.filter(
        in_force(actor.on, actor.at), school=school, function=Function.CARE_COORDINATOR
    ).exists()
    return Function.CARE_COORDINATOR if has_one else Function.DIRECTOR


def clb_workers(school: School, actor: Actor) -> list[Appointment]:
    """The CLB's people in the team of a school, whom an invitation can go to."""
    rows = Appointment.objects.filter(in_force(actor.on, actor.at), school=school, function__in=CLB_FUNCTIONS)
    return list(rows.exclude(user__email=None).select_related("user").order_by("user__family_name"))
