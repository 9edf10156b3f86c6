"""Reads of the user register: which functions count for a person at a moment."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from driehoek.ready import Ready
from lawbook.calendars import school_year

from .accounts import managed_whole, may_open
from .actors import Actor, Role
from .functions import CLB_FUNCTIONS, CONTACTS, Function
from .knowing import described, login_accounts_like
from .models import AccessAgreement, Acknowledgement, Appointment, User
from .post import is_set_up
from .wall import within


def in_force(on: date, at: datetime) -> Q:
    """Appointments that count on a day and, for emergency access, at a moment (ACC-3, ACC-12)."""
    return (
        Q(first_day__lte=on)
        & (Q(last_day__isnull=True) | Q(last_day__gte=on))
        & (Q(until__isnull=True) | Q(until__gt=at))
    )


def actor_of(user: User, at: datetime | None = None) -> Actor:
    """The person with the functions that count at this moment: one query, and one more for a CLB function."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    roles = [Role(Function(function), *over) for function, *over in _held(user.pk, on, at, 1 << on.weekday())]
    waiting = _waiting(user, roles, on)
    return Actor(
        user.pk, user.get_full_name(), [role for role in roles if role not in waiting], at, on, waiting=waiting
    )


@Ready
def _held(user: UUID, on: date, at: datetime, weekday: int) -> QuerySet[Appointment, Any]:
    return (
        Appointment.objects.filter(in_force(on, at), user=user)
        .annotate(today=F("weekdays").bitand(weekday))
        .filter(today__gt=0)
        .values_list("function", "board_id", "school_id", "group_id", "pupil_id")
    )


def _waiting(user: User, roles: list[Role], on: date) -> list[Role]:
    """CLB functions at schools whose agreement in force this person has not acknowledged this school year (ACC-8).

    No agreement in force means that nothing opens: the school distributes one first.
    """
    clb = [role for role in roles if role.function in CLB_FUNCTIONS and role.school]
    if not clb:
        return []
    with within(*{role.board for role in clb}, person=user.pk):
        newest = newest_agreements({role.school for role in clb}, on)
        done = set(
            Acknowledgement.objects.filter(
                user=user, agreement__in=newest.values(), school_year=school_year(on, "be").as_text()
            ).values_list("agreement_id", flat=True)
        )
    return [role for role in clb if newest.get(role.school) not in done]


def newest_agreements(school_ids: Collection[UUID | None], on: date) -> dict[UUID | None, UUID]:
    """The agreement in force per school, by id."""
    found: dict[UUID | None, UUID] = {}
    rows = AccessAgreement.objects.in_force(on).filter(school__in=[pk for pk in school_ids if pk])
    for school_id, pk in rows.values_list("school_id", "pk"):
        found.setdefault(school_id, pk)
    return found


def anonymous(at: datetime | None = None) -> Actor:
    at = at or timezone.now()
    return Actor(None, "", (), at, timezone.localdate(at))


def people_of(actor: Actor) -> QuerySet[Appointment]:
    """Staff, CLB and contacts of the schools a direction manages, who hold a function now or will."""
    return (
        Appointment.objects.visible_to(actor, "people.manage")
        .filter(Q(last_day__isnull=True) | Q(last_day__gte=actor.on), Q(until__isnull=True) | Q(until__gt=actor.at))
        .exclude(function=Function.PARENT)
        .select_related("user", "school", "group", "deputy_for__user")
        .annotate(has_second_factor=Exists(Authenticator.objects.filter(user=OuterRef("user"))))
        .order_by("school__name", "function", "user__family_name", "user__given_name")
    )


def without_login(actor: Actor) -> list[Appointment]:
    """Staff with a function today or later who never chose a password, one row a person: whom to invite."""
    rows = people_of(actor).filter(user__last_login=None, user__socialaccount=None).exclude(function__in=CONTACTS)
    found: dict[UUID, Appointment] = {}
    for row in rows:
        if not row.user.is_in_use and (row.proposed_email or row.user_id not in found):
            found[row.user_id] = row
    return sorted(found.values(), key=lambda row: row.place_in_a_list)


def login_of(actor: Actor, row: Appointment) -> dict[str, object]:
    """What the page of one function says about logging in, and what the reader may do about it."""
    user = row.user
    return {
        "may_end": not row.has_ended(actor.on, actor.at),
        "never": not user.is_in_use,
        "mail": is_set_up(),
        "code": user.letter_codes.filter(used_at=None, ends_on__gte=actor.on).order_by("-made_at").first(),
        "whole": managed_whole(actor, user),
        "may_open": may_open(actor, user),
        "like": [] if user.email else [(one, described(actor, one)) for one in login_accounts_like(actor, row)],
    }


def register(actor: Actor) -> QuerySet[Appointment]:
    """The register of users with access, per function (ACC-10): who holds or held what, still open first.

    Kept by itself: it is the appointments. `has_second_factor` and `user.last_login` say how and when it was used.
    """
    return (
        Appointment.objects.visible_to(actor, "register.read")
        .select_related("user", "school", "board", "group", "pupil", "opened_by", "deputy_for__user")
        .annotate(has_second_factor=Exists(Authenticator.objects.filter(user=OuterRef("user"))))
        .order_by(F("last_day").desc(nulls_first=True), "function", "user__family_name", "user__given_name")
    )


class ToRead(NamedTuple):
    """A CLB worker's school: its agreement in force, if there is one, and whether it must still be acknowledged."""

    role: Role
    school: models.Model | None
    agreement: AccessAgreement | None
    waiting: bool


def agreements_to_read(actor: Actor) -> list[ToRead]:
    """Per school of a CLB worker today what was agreed, the unread first."""
    held = (role for role in (*actor.waiting, *actor.roles) if role.school)  # at the own centre there is none to read
    roles = {role.school: role for role in held if role.function in CLB_FUNCTIONS}
    newest = newest_agreements(list(roles), actor.on)
    rows = {row.pk: row for row in AccessAgreement.objects.filter(pk__in=newest.values()).select_related("school")}
    schools = {
        row.school_id: row.school
        for row in Appointment.objects.filter(user=actor.user_id, school__in=list(roles)).select_related("school")
    }
    return [
        ToRead(role, schools.get(school), rows.get(newest[school]) if school in newest else None, role in actor.waiting)
        for school, role in roles.items()
    ]


class WithReaders(NamedTuple):
    """A version of the agreement, who acknowledged it, and which CLB workers of the school have not this year."""

    agreement: AccessAgreement
    acknowledgements: list[Acknowledgement]
    missing: list[Appointment]


def agreements_with_readers(actor: Actor) -> list[WithReaders]:
    """Every version of the schools a direction manages, the newest first (ACC-8)."""
    rows = (
        AccessAgreement.objects.visible_to(actor, "agreement.manage")
        .select_related("school")
        .prefetch_related(Prefetch("acknowledgements", Acknowledgement.objects.select_related("user").order_by("-at")))
        .order_by("school__name", "-distributed_on", "-pk")
    )
    workers = list(
        Appointment.objects.visible_to(actor, "agreement.manage")
        .filter(in_force(actor.on, actor.at), function__in=CLB_FUNCTIONS)
        .select_related("user")
    )
    year, newest = school_year(actor.on, "be").as_text(), newest_agreements({row.school_id for row in rows}, actor.on)
    found = []
    for row in rows:
        given = list(row.acknowledgements.all())
        done = {one.user_id for one in given if one.school_year == year}
        missing = [one for one in workers if one.school_id == row.school_id and one.user_id not in done]
        found.append(WithReaders(row, given, missing if newest.get(row.school_id) == row.pk else []))
    return found
