"""What a parent's own page shows about the child, in one go (ACC-11)."""

from dataclasses import dataclass
from typing import Any

from driehoek.access.actors import Actor
from driehoek.people.models import Guardianship, InformationAgreement, Pupil
from driehoek.people.queries import with_groups

from .looking import Look, looks


@dataclass(frozen=True)
class Child:
    pupil: Pupil
    absences: list[Any]  # today's half days that differ from present
    people: list[Guardianship]
    agreements: list[InformationAgreement]  # in force today
    looks: list[Look]


def children(actor: Actor) -> list[Child]:
    """The parent's own children, with today's state, whom the school calls, and who looked at the file."""
    found = (
        Pupil.objects.filter(pk__in=actor.reach("child.read").pupils).select_related("school").order_by("birth_date")
    )
    return [_child(pupil, actor) for pupil in with_groups(found, actor.on)]


def _child(pupil: Pupil, actor: Actor) -> Child:
    return Child(
        pupil=pupil,
        absences=list(pupil.absences.filter(day=actor.on).exclude(state="present").order_by("part")),
        people=list(pupil.guardianships.select_related("guardian")),
        agreements=list(pupil.information_agreements.in_force(actor.on).order_by("dated")),
        looks=looks(pupil),
    )
