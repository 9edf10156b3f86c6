"""Whom the school calls about a child, in its order, with the number; never a parent who gets no information."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from driehoek.ready import Ready

from .models import Guardianship


class ToCall(NamedTuple):
    """One person to call: the name, what he or she is to the child, and the number as it was written."""

    name: str
    relation: str
    phone: str

    @property
    def dial(self) -> str:
        """The number as a telephone takes it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")

    def __str__(self) -> str:
        return f"{self.name} ({self.relation}) {self.phone}"


def whom_to_call(pupils: Collection[UUID]) -> dict[UUID, list[ToCall]]:
    """By child who is called first, second, third; one statement however many children there are."""
    found: dict[UUID, list[ToCall]] = defaultdict(list)
    spoken = {value: str(label) for value, label in Guardianship.Relation.choices}
    for pupil, given, family, relation, phone in _ties(set(pupils)) if pupils else ():
        found[pupil].append(ToCall(f"{given} {family}".strip(), spoken.get(relation, relation), phone))
    return found


@Ready
def _ties(pupils: Collection[UUID]) -> QuerySet[Guardianship, Any]:
    rows = Guardianship.objects.filter(pupil__in=pupils, is_informed=True).exclude(guardian__phone="")
    named = ("pupil_id", "guardian__given_name", "guardian__family_name", "relation", "guardian__phone")
    return rows.order_by("call_order", "pk").values_list(*named)
