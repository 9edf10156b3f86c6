"""Reads of the council's seat: what can be said of what, what was said, the goals of a year, the wheel of the year."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from driehoek.access import seats
from driehoek.access.actors import Actor
from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.safetyplan.models import Goal, NearMiss, Say
from driehoek.schools.models import School
from driehoek.schools.queries import calendar_of
from lawbook.sources import Source

from .turns import Standing, standings

AGREE = "plan.agree"
MONTHS = 12
# Where what is agreed to is read.
READ_AT = {Say.Subject.PLAN: "plan", Say.Subject.INVENTORY: "risks", Say.Subject.YEAR_PLAN: "year_plan",
           Say.Subject.REPORT: "safety_report"}  # fmt: skip


class Asked(NamedTuple):
    """Something that is agreed to: the page where it is read, and what each of the two said of it this year."""

    subject: str
    name: str
    page: str
    said: list[tuple[str, Say | None]]


def year_of(school: School, on: date, asked: str = "") -> str:
    """The school year of an address; this one for what is none."""
    now = calendar_of(school).school_year(on)
    known = {one.as_text() for one in (now, type(now)(now.start + 1), type(now)(now.start - 1))}
    return asked if asked in known else now.as_text()


def years(school: School, on: date) -> list[str]:
    now = calendar_of(school).school_year(on)
    return [type(now)(now.start + step).as_text() for step in (-1, 0, 1)]


class Section(NamedTuple):
    """One section of the council, with who sits in it today."""

    function: str
    members: list[Appointment]


class Seats(NamedTuple):
    """The council of a school: its sections, who comes next, and what does not fit by law, each with its source."""

    sections: list[Section]
    coming: list[Appointment]
    wrong: list[tuple[str, Source | None]]
    rule: str
    query: str


def seats_of(school: School, on: date) -> Seats:
    everyone = seats.members(school.pk)
    found = seats.seating(school.jurisdiction, everyone, on)
    said = [(one.text(get_language() or "nl"), one.source) for one in found.wrong]
    coming = [one for one in everyone if one.first_day > on]
    sections = [Section(name.value, rows) for name, rows in found.sections.items()]
    return Seats(sections, coming, said, found.rule, urlencode(found.facts))


def speakers(school: School) -> tuple[Function, Function]:
    """Who speaks: the chair of the council as the country has it, and the board."""
    chair = Function.SCHOOL_COUNCIL_CHAIR if school.jurisdiction == "be" else Function.PARTICIPATION_CHAIR
    return chair, Function.BOARD_MEMBER


def asked(school: School, year: str) -> list[Asked]:
    """Each subject with the last word of council and board on it."""
    last: dict[tuple[str, str], Say] = {}
    for row in Say.objects.filter(school=school, year=year).select_related("said_by").order_by("said_on", "pk"):
        last[row.subject, row.function] = row
    return [
        Asked(one.value, str(one.label), READ_AT[one], [(who, last.get((one.value, who))) for who in speakers(school)])
        for one in Say.Subject
    ]


def speaks_as(actor: Actor, school: School) -> str:
    """The function in which somebody says it at this school; none for who has no seat."""
    held = {
        role.function
        for role in actor.roles
        if role.board == school.board_id and role.school in {None, school.pk} and role.function in speakers(school)
    }
    return next((str(one) for one in speakers(school) if one in held), "")


def goals(school: UUID, year: str) -> list[Goal]:
    return list(Goal.objects.filter(school=school, year=year))


def near_misses(actor: Actor, school: School, *, manages: bool) -> QuerySet[NearMiss]:
    """All of a school for who keeps the plan; the own ones for who reported them."""
    mine = Q() if manages else Q(reported_by=actor.user_id)
    return NearMiss.objects.filter(mine, school=school).select_related("measure", "reported_by")


class Month(NamedTuple):
    first: date
    due: list[Standing]


def wheel(school: School, on: date) -> tuple[list[Standing], list[Standing], list[Month]]:
    """What was never done, what is past its day, and what comes in each of the twelve months from this one on."""
    found = [one for one in standings(school, on) if one.due or one.never]
    never, rest = [one for one in found if one.never], [one for one in found if not one.never]
    late = [one for one in rest if one.due and one.due < on]
    ahead = [one for one in rest if one.due and one.due >= on]
    return never, late, [Month(first, _in_month(ahead, first)) for first in _months(on)]


def _months(on: date) -> Iterable[date]:
    for step in range(MONTHS):
        year, month = divmod(on.month - 1 + step, MONTHS)
        yield date(on.year + year, month + 1, 1)


def _in_month(rows: Iterable[Standing], first: date) -> list[Standing]:
    here = [one for one in rows if one.due and (one.due.year, one.due.month) == (first.year, first.month)]
    return sorted(here, key=lambda one: one.due or first)
