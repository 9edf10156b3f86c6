"""Naming somebody in a report: whoever reports may name any pupil or colleague of the school, and sees names alone."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.access.functions import CLB_FUNCTIONS, Function
from driehoek.access.models import User
from driehoek.access.queries import in_force
from driehoek.kit.names import alone, fold, written
from driehoek.people.models import Membership, Pupil
from driehoek.ready import Ready
from driehoek.schools.models import School

MOST = 8
SEPARATOR = " · "
NO_STAFF = [*CLB_FUNCTIONS, Function.PARENT, Function.EMERGENCY]


class Named(NamedTuple):
    """Somebody of the school as a person chooses from a list: the name and the class, or that it is a colleague."""

    label: str
    pupil_id: UUID | None = None
    user_id: UUID | None = None


def candidates(actor: Actor, school: School, words: str, staff: str) -> list[Named]:
    """Pupils and staff of a school whose name has parts that begin with these words. `staff`: the word for them."""
    asked = fold(alone(words.split(SEPARATOR, maxsplit=1)[0])).split()
    if not asked:
        return []
    found = [Named(_label(pupil), pupil.pk) for pupil in _pupils(actor, school, asked)]
    return [*found, *(Named(f"{user}{SEPARATOR}{staff}", None, user.pk) for user in _staff(actor, school, asked))][
        :MOST
    ]


def meant(actor: Actor, school: School, text: str, staff: str) -> tuple[Named | None, list[Named]]:
    """Whom a text names by the whole name, with the class or without; else nobody, and whom it may mean.

    A part of a name never chooses by itself: in haste that would name the wrong child. Who was chosen from the list is
    looked up in the class that stands behind the name, which is all that a report usually asks.
    """
    chosen = _chosen(actor, school, text)
    if chosen:
        return chosen, []
    found = candidates(actor, school, text, staff)
    wanted = fold(text)
    exact = [one for one in found if wanted in {fold(one.label), fold(one.label.split(SEPARATOR, maxsplit=1)[0])}]
    whole = [one for one in exact if fold(one.label) == wanted] or exact
    return (whole[0], []) if len(whole) == 1 else (None, whole or found)


def _chosen(actor: Actor, school: School, text: str) -> Named | None:
    """The pupil of a label of the list; nobody when that is not one pupil."""
    name, _separator, group = text.rpartition(SEPARATOR)
    found = (
        [
            one.pupil_id
            for one in _of_group(school.board_id, school.pk, group.strip(), actor.on)
            if written(name) in {written(one.pupil.full_name), written(one.pupil.name)}
        ]
        if name
        else []
    )
    return Named(text, found[0]) if len(found) == 1 else None


@Ready
def _of_group(board: UUID, school: UUID, group: str, on: date) -> QuerySet[Membership]:
    rows = Membership.objects.on(on).filter(board_id=board, group__school_id=school, group__name=group)
    return rows.select_related("pupil")


def _pupils(actor: Actor, school: School, words: list[str]) -> list[Pupil]:
    rows = Pupil.objects.filter(school=school).here(actor.on).named(" ".join(words))
    found = list(rows.order_by("search_name")[:MOST])
    groups = Membership.objects.on(actor.on).filter(pupil__in=found).order_by("-group__composite")
    named = dict(groups.values_list("pupil", "group__name"))
    for pupil in found:
        pupil.group_name = named.get(pupil.pk, "")  # type: ignore[attr-defined]  # as the search of pupils annotates it
    return found


def _label(pupil: Pupil) -> str:
    group: str = pupil.group_name  # type: ignore[attr-defined]  # set just above
    return SEPARATOR.join(filter(None, (pupil.name, group)))


def _staff(actor: Actor, school: School, words: list[str]) -> list[User]:
    here = school.appointments.filter(in_force(actor.on, actor.at)).exclude(function__in=NO_STAFF)
    rows = User.objects.filter(pk__in=here.values("user"))
    found = [user for user in rows if all(_begins(fold(str(user)), word) for word in words)]
    return sorted(found, key=lambda user: (user.family_name, user.given_name))[:MOST]


def _begins(name: str, word: str) -> bool:
    return any(part.startswith(word) for part in name.split())
