"""The accident register: what was reported or kept somebody away, per school and year (SAF-7)."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.safety.models import Accident, RegisterReview, Thread
from driehoek.safety.models.incident_sight import READ
from driehoek.schools.models import School

MANAGE = "incident.manage"


class Register(NamedTuple):
    """A school's accidents of a year, and the look at them when it was held."""

    school: School
    year: int
    rows: list[Accident]
    review: RegisterReview | None
    listed: int
    reported: int  # what the inspectorate was told
    unreported: int  # what it must still be told


def schools_of(actor: Actor) -> QuerySet[School]:
    """The Dutch schools whose register somebody may keep and read: it is kept under Dutch law."""
    return School.objects.filter(
        pk__in=actor.reach(READ).schools & actor.reach(MANAGE).schools, jurisdiction="nl"
    ).order_by("name")


def register(actor: Actor, school: School, year: int) -> Register:
    """All accidents recorded of a year, those on the register among them, the newest first."""
    threads = Thread.objects.visible_to(actor, READ).filter(incident__school=school, incident__happened_at__year=year)
    rows = list(
        Accident.objects.filter(thread__in=threads)
        .select_related("thread__incident__school", "thread__pupil", "thread__user")
        .order_by("-thread__incident__happened_at")
    )
    review = RegisterReview.objects.filter(school=school, year=year).select_related("recorded_by").first()
    listed, reported = sum(row.listed for row in rows), sum(bool(row.inspectorate_told_on) for row in rows)
    return Register(school, year, rows, review, listed, reported, sum(row.must_be_told for row in rows))


def year_of(text: str, today: date) -> int:
    """The year of an address; this year for what is none."""
    return int(text) if text.isdecimal() and 2000 <= int(text) <= today.year else today.year
