"""What a parent's own page shows about the child, in one go (ACC-11)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from driehoek.access.actors import Actor
from driehoek.access.models import Appointment
from driehoek.access.policy import POLICY
from driehoek.access.reading import purpose_label
from driehoek.journal.models import Line
from driehoek.web.words import function_name

from .models import Guardianship, InformationAgreement, Pupil
from .opening import with_groups

LOOKS = 30


@dataclass(frozen=True)
class Look:
    """That somebody opened the file: which day, in which function, what for. Never who by name."""

    day: date
    functions: tuple[str, ...]
    purpose: str


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


def looks(pupil: Pupil) -> list[Look]:
    """The latest reads of the file, the same reader on the same day once.

    The functions are those the reader holds at the school or for the child that open a file.
    """
    lines = list(Line.objects.filter(pupil_id=pupil.pk, allowed=True, act__startswith="file.").order_by("-at")[:LOOKS])
    held: dict[UUID | None, set[str]] = {}
    appointments = Appointment.objects.filter(user__in={line.actor_id for line in lines}, board=pupil.board_id)
    for user, function, school, child in appointments.values_list("user", "function", "school", "pupil"):
        if child in {None, pupil.pk} and school in {None, pupil.school_id} and function in POLICY:
            held.setdefault(user, set()).add(function_name(function, pupil.school.jurisdiction))
    found = [
        Look(timezone.localdate(line.at), tuple(sorted(held.get(line.actor_id, ()))), purpose_label(line.purpose))
        for line in lines
    ]
    return list(dict.fromkeys(found))
