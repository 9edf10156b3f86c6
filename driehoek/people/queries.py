"""Reads of pupils that many pages share, by statements that are kept."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from driehoek.ready import Ready

from .models import Membership, Pupil


def with_groups(pupils: Iterable[Pupil], on: date) -> list[Pupil]:
    """The pupils with the groups they are in on a day, so that `decide` can ask for them."""
    rows, held = list(pupils), defaultdict[UUID, list[Membership]](list)
    for membership in _memberships({pupil.pk for pupil in rows}, on):
        held[membership.pupil_id].append(membership)
    for pupil in rows:
        pupil.todays_memberships = held[pupil.pk]
    return rows


@Ready
def _memberships(pupils: Collection[UUID], on: date) -> QuerySet[Membership]:
    return Membership.objects.on(on).filter(pupil__in=pupils).select_related("group")
