"""Reads of the user register: which functions count for a person at a moment."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from .actors import Actor, Role
from .models import Appointment, User
from .policy import Function


def in_force(on: date, at: datetime) -> Q:
    """Appointments that count on a day and, for emergency access, at a moment (ACC-3, ACC-12)."""
    return (
        Q(first_day__lte=on)
        & (Q(last_day__isnull=True) | Q(last_day__gte=on))
        & (Q(until__isnull=True) | Q(until__gt=at))
    )


def actor_of(user: User, at: datetime | None = None) -> Actor:
    """The person with the functions that count at this moment, in one query."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    rows = (
        Appointment.objects.filter(in_force(on, at), user=user)
        .annotate(today=F("weekdays").bitand(1 << on.weekday()))
        .filter(today__gt=0)
        .values_list("function", "board_id", "school_id", "group_id", "pupil_id")
    )
    return Actor(user.pk, user.get_full_name(), [Role(Function(row[0]), *row[1:]) for row in rows], at, on)


def anonymous(at: datetime | None = None) -> Actor:
    at = at or timezone.now()
    return Actor(None, "", (), at, timezone.localdate(at))


def register(school_ids: frozenset[UUID]) -> QuerySet[Appointment]:
    """The register of users with access, per function (ACC-10): who holds or held what, still open first."""
    return (
        Appointment.objects.filter(school__in=school_ids)
        .select_related("user", "group", "pupil", "opened_by")
        .order_by(F("last_day").desc(nulls_first=True), "function", "user__family_name")
    )
