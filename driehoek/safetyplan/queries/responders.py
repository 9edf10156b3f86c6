"""Who can act in an emergency on each day of the week, how many are needed, and whether there is a spare (SAF-4)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.dates import WEEKDAYS

from driehoek.access.functions import CLB_FUNCTIONS, CONTACTS, Function
from driehoek.access.models import Appointment, User
from driehoek.access.queries import in_force
from driehoek.people.models import Membership
from driehoek.safetyplan.models import Certificate, ChapterText
from driehoek.schools.law import ask
from driehoek.schools.models import School

from .training import valid_certificates

RULE, CHAPTER, BLANK = "nl.bhv.minimum", "1.3", "people"
SCHOOL_WEEK = range(5)
NOT_STAFF = {Function.PARENT, Function.EMERGENCY, Function.BOARD_MEMBER, Function.DATA_PROTECTION_OFFICER,
             *CLB_FUNCTIONS, *CONTACTS}  # fmt: skip


class Responder(NamedTuple):
    """Somebody appointed, on which weekdays, and the last day of the certificate where one is known."""

    user: User
    weekdays: frozenset[int]
    valid_until: date | None
    certified: bool

    @property
    def days(self) -> str:
        return ", ".join(str(WEEKDAYS[day]) for day in SCHOOL_WEEK if day in self.weekdays)


class Day(NamedTuple):
    """One day of the week: how many with a valid certificate are there, and whether that is enough, with a spare."""

    name: str
    there: int
    needed: int

    @property
    def state(self) -> str:
        return "short" if self.there < self.needed else "no_spare" if self.there == self.needed else "enough"


class Crew(NamedTuple):
    people: int
    counted: bool  # by the system, not filled in by the school
    needed: int | None
    why: dict[str, Any] | None
    responders: list[Responder]
    days: list[Day]

    @property
    def short(self) -> list[Day]:
        return [day for day in self.days if day.state == "short"]

    @property
    def no_spare(self) -> list[Day]:
        return [day for day in self.days if day.state == "no_spare"]


def crew(school: School, on: date, at: datetime) -> Crew:
    """The responders of a school against the rule of thumb for as many people as there are."""
    filled, people = people_of(school, on, at)
    answer = ask(school, RULE, {"people": people, "on": on}) if people else None
    needed = answer.value["minimum"] if answer else None
    found = responders(school, on, at)
    why = answer.why if answer else None
    return Crew(people, not filled, needed, why, found, days(found, needed or 0))


def days(found: Iterable[Responder], needed: int) -> list[Day]:
    many = [one for one in found if one.certified]
    return [Day(str(WEEKDAYS[day]), sum(day in one.weekdays for one in many), needed) for day in SCHOOL_WEEK]


def people_of(school: School, on: date, at: datetime) -> tuple[bool, int]:
    """How many people are in the school, pupils included: what chapter 1.3 says, else counted from groups and staff."""
    text = ChapterText.objects.filter(school=school, code=CHAPTER).order_by("-pk").first()
    filled = text.blanks.get(BLANK) if text else None
    if isinstance(filled, int) and filled:
        return True, filled
    pupils = Membership.objects.on(on).filter(group__school=school).values("pupil").distinct().count()
    staff = Appointment.objects.filter(in_force(on, at), school=school).exclude(function__in=NOT_STAFF)
    return False, pupils + staff.values("user").distinct().count()


def responders(school: School, on: date, at: datetime) -> list[Responder]:
    rows = Appointment.objects.filter(in_force(on, at), school=school, function=Function.EMERGENCY_RESPONDER)
    held: dict[UUID, tuple[User, int]] = {}
    for row in rows.select_related("user").order_by("user__family_name", "user__given_name", "pk"):
        held[row.user_id] = (row.user, held.get(row.user_id, (row.user, 0))[1] | row.weekdays)
    last: dict[UUID, date | None] = {}
    for one in valid_certificates(school.pk, Certificate.Kind.EMERGENCY_RESPONSE, on):
        last.setdefault(one.person_id, one.expires_on)
    return [
        Responder(user, frozenset(day for day in SCHOOL_WEEK if mask & 1 << day), last.get(pk), pk in last)
        for pk, (user, mask) in held.items()
    ]
