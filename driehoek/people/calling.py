"""Whom the school calls about a child, in its order, with the number; never a parent who gets no information."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from driehoek.ready import Ready

from .models import Guardianship


class ToCall(NamedTuple):
    """One person to call, with the number as it was written.

    `relation`: what he or she is to the child, and where parents have it by weeks whether it is there this week.
    """

    name: str
    relation: str
    phone: str

    @property
    def dial(self) -> str:
        """The number as a telephone takes it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")

    def __str__(self) -> str:
        return f"{self.name} ({self.relation}) {self.phone}"


def whom_to_call(pupils: Collection[UUID], on: date) -> dict[UUID, list[ToCall]]:
    """By child who is called first, second, third on a day; one statement however many children there are."""
    found: dict[UUID, list[ToCall]] = defaultdict(list)
    spoken = {value: str(label) for value, label in Guardianship.Relation.choices}
    for pupil, given, family, relation, phone, weeks in _ties(set(pupils)) if pupils else ():
        found[pupil].append(
            ToCall(f"{given} {family}".strip(), _said(spoken.get(relation, relation), weeks, on), phone)
        )
    return found


def _said(relation: str, weeks: str, on: date) -> str:
    if not weeks:
        return relation
    here = Guardianship(weeks=weeks).is_the_week_of(on)
    said = _("the child is here this week") if here else _("the child is not here this week")
    return f"{relation}, {said}"


@Ready
def _ties(pupils: Collection[UUID]) -> QuerySet[Guardianship, Any]:
    rows = Guardianship.objects.filter(pupil__in=pupils, is_informed=True).exclude(guardian__phone="")
    named = ("pupil_id", "guardian__given_name", "guardian__family_name", "relation", "guardian__phone", "weeks")
    return rows.order_by("call_order", "pk").values_list(*named)
