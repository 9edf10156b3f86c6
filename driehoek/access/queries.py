"""Reads of the user register: which functions count for a person at a moment."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from lawbook.calendars import school_year

from .actors import Actor, Role
from .models import AccessAgreement, Acknowledgement, Appointment, User
from .policy import CLB_FUNCTIONS, Function
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
    rows = (
        Appointment.objects.filter(in_force(on, at), user=user)
        .annotate(today=F("weekdays").bitand(1 << on.weekday()))
        .filter(today__gt=0)
        .values_list("function", "board_id", "school_id", "group_id", "pupil_id")
    )
    roles = [Role(Function(row[0]), *row[1:]) for row in rows]
    waiting = _waiting(user, roles, on)
    return Actor(
        user.pk, user.get_full_name(), [role for role in roles if role not in waiting], at, on, waiting=waiting
    )


def _waiting(user: User, roles: list[Role], on: date) -> list[Role]:
    """CLB functions at schools whose agreement in force this person has not acknowledged this school year (ACC-8).

    No agreement in force means that nothing opens: the school distributes one first.
    """
    clb = [role for role in roles if role.function in CLB_FUNCTIONS]
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


def register(actor: Actor) -> QuerySet[Appointment]:
    """The register of users with access, per function (ACC-10): who holds or held what, still open first.

    Kept by itself: it is the appointments. `has_second_factor` and `user.last_login` say how and when it was used.
    """
    return (
        Appointment.objects.visible_to(actor, "register.read")
        .select_related("user", "school", "group", "pupil", "opened_by", "deputy_for__user")
        .annotate(has_second_factor=Exists(Authenticator.objects.filter(user=OuterRef("user"))))
        .order_by(F("last_day").desc(nulls_first=True), "function", "user__family_name", "user__given_name")
    )
