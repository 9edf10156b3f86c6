"""Reads of certificates, talks and starting teachers (SAF-20)."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.kit.days import shifted
from driehoek.safetyplan.models.training import Certificate, Start, Talk
from driehoek.schools.law import Answer, ask
from driehoek.schools.models import School

from .staff import staff_of
from .turns import NEXT_CHECK

MANAGE, APPRAISE = "training.manage", "appraisal.manage"
SOON = 92  # days: what expires within three months stands on top, so that a course can still be booked
NEXT_TALK = "nl.staff.next_talk"


def valid_certificates(school: UUID, kind: str, on: date) -> list[Certificate]:
    """Certificates of one kind that count at a school on a day, each with its person; the longest lasting first."""
    rows = Certificate.objects.valid(on).filter(school=school, kind=kind).select_related("person", "school")
    counting = [one for one in rows if one.expires_on or (refreshed_by(one.school, one, on) or on) >= on]
    return sorted(counting, key=lambda one: one.expires_on or date.max, reverse=True)


def refreshed_by(school: School, one: Certificate, on: date) -> date | None:
    """The day until which a responder's certificate without one counts: the refresher is every year."""
    if one.kind != Certificate.Kind.EMERGENCY_RESPONSE or school.jurisdiction != "nl":
        return None
    found: date | None = ask(school, NEXT_CHECK, {"kind": "bhv_refresher", "last": one.issued_on, "on": on}).value
    return found


class Person(NamedTuple):
    """A member of staff: what counts today, what is over with nothing newer, and the last talk of each kind."""

    user: User
    certificates: list[Certificate]
    expired: list[Certificate]
    talks: dict[str, date]


def people(actor: Actor, *, kind: str = "") -> list[Person]:
    """Everybody at the schools this person keeps the certificates of; `kind`: only with that certificate."""
    schools = actor.reach(MANAGE).schools
    rows = Certificate.objects.filter(school__in=schools, withdrawn_at=None)
    held: dict[UUID, list[Certificate]] = {}
    for one in rows.filter(kind=kind) if kind else rows:
        held.setdefault(one.person_id, []).append(one)
    talks = last_talks(schools)
    found = [
        _person(user, held.get(user.pk, []), talks.get(user.pk, {}), actor.on) for user in staff_of(actor, schools)
    ]
    return [one for one in found if one.certificates or one.expired] if kind else found


def _person(user: User, rows: list[Certificate], talks: dict[str, date], on: date) -> Person:
    good = [one for one in rows if one.expires_on is None or one.expires_on >= on]
    kinds = {one.kind for one in good}
    over: dict[str, Certificate] = {}
    for one in rows:
        if one not in good and one.kind not in kinds:
            over.setdefault(one.kind, one)
    return Person(user, good, list(over.values()), talks)


def last_talks(schools: frozenset[UUID]) -> dict[UUID, dict[str, date]]:
    found: dict[UUID, dict[str, date]] = {}
    rows = Talk.objects.filter(school__in=schools, withdrawn_at=None).order_by("held_on")
    for person, kind, day in rows.values_list("person", "kind", "held_on"):
        found.setdefault(person, {})[kind] = day
    return found


def expiring(actor: Actor) -> list[Certificate]:
    """What ends within three months or has ended, and nothing newer of that kind is there."""
    until = shifted(actor.on, SOON)
    rows = Certificate.objects.visible_to(actor, MANAGE).filter(withdrawn_at=None, expires_on__isnull=False)
    wanted = rows.filter(school__in=actor.reach(MANAGE).schools, expires_on__lte=until).select_related("person")
    here = set(staff_of(actor, actor.reach(MANAGE).schools).values_list("pk", flat=True))
    return [one for one in wanted.order_by("expires_on") if one.person_id in here and not newer(one)]


def newer(one: Certificate) -> bool:
    """Whether the same person has a certificate of this kind that lasts longer."""
    rows = Certificate.objects.filter(
        school=one.school_id, person=one.person_id, kind=one.kind, withdrawn_at=None
    ).exclude(pk=one.pk)
    return any(row.expires_on is None or (one.expires_on and row.expires_on > one.expires_on) for row in rows)


def next_talk(school: School, kind: str, last: date, on: date) -> Answer | None:
    """What the plan says of the next talk; None in Flanders, where our sources name no term."""
    if school.jurisdiction != "nl":
        return None
    return ask(school, NEXT_TALK, {"kind": kind, "last": last, "on": on})


class DueTalk(NamedTuple):
    kind: Talk.Kind
    last: date | None
    due: date | None


def talks_due(school: School, user: User, on: date) -> list[DueTalk]:
    """The last talk of each kind and the day of the next, as far as the plan names one."""
    last = last_talks(frozenset({school.pk})).get(user.pk, {})
    found = []
    for kind in Talk.Kind:
        day = last.get(kind.value)
        answer = next_talk(school, kind.value, day, on) if day else None
        found.append(DueTalk(kind, day, answer.value if answer else None))
    return found


def starts(actor: Actor) -> list[Start]:
    rows = Start.objects.visible_to(actor, MANAGE).select_related("person", "coach").prefetch_related("steps")
    return list(rows)


def starts_with(actor: Actor) -> list[Start]:
    """Those in which this person starts or coaches."""
    rows = Start.objects.filter(Q(person=actor.account) | Q(coach=actor.account)).select_related("person", "coach")
    return list(rows.prefetch_related("steps"))
