"""The people of a centre: who they are, in service since when, and the days away."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.journal import actions as journal
from driehoek.staffing.actions.plans import CannotDo
from driehoek.staffing.models import Job, Leave, Member


def named(board: UUID, texts: Iterable[str]) -> dict[str, Member]:
    """Who is meant by each text: the person with that label, or somebody new of that name.

    Raises CannotDo for a name that two share: nobody becomes somebody else because a name is equal.
    """
    wanted = {text for text in texts if text}
    if not wanted:
        return {}
    known = {one.label: one for one in Member.objects.filter(board=board, label__in=wanted)}
    new = sorted(wanted - known.keys())
    if new and Member.objects.filter(board=board, name__in=new).exists():
        raise CannotDo("which_person")
    for text in new:
        known[text], _is_new = Member.objects.get_or_create(board_id=board, label=text, defaults={"name": text})
    return known


@transaction.atomic
def keep(actor: Actor, member: Member) -> Member:
    """Somebody new, or other facts of somebody. Every job of this person bears the name from now on.

    Raises CannotDo when another one of that name cannot be told apart by the day of birth.
    """
    before = Member.objects.filter(pk=member.pk).values_list("name", flat=True).first()
    others = list(Member.objects.filter(board=member.board_id, name=member.name).exclude(pk=member.pk))
    days = [one.born_on for one in (*others, member)]
    if others and (None in days or len(set(days)) < len(days)):
        raise CannotDo("same_name")
    member.label = member.dated if others else member.name
    member.save()
    for name in {member.name, before} - {None}:
        _relabel(member.board_id, str(name))
    _note(actor, "staffing.person_noted", member)
    return member


def _relabel(board: UUID, name: str) -> None:
    """All of one name: with the day of birth where there are more, in the plans too."""
    same = list(Member.objects.filter(board=board, name=name))
    for one in same:
        one.label = one.dated if len(same) > 1 else one.name
        one.save(update_fields=["label"])
        Job.objects.filter(member=one).exclude(person=one.label).update(person=one.label)
        Job.objects.filter(replaced=one).exclude(replaces=one.label).update(replaces=one.label)


@transaction.atomic
def add_leave(actor: Actor, member: Member, facts: Mapping[str, Any]) -> Leave:
    """Somebody is away; `facts`: starts_on, ends_on, fraction."""
    made = Leave.objects.create(board_id=member.board_id, member=member, **facts)
    _note(actor, "staffing.leave_noted", member)
    return made


@transaction.atomic
def remove_leave(actor: Actor, leave: Leave) -> None:
    """A leave that was noted is none."""
    _note(actor, "staffing.leave_removed", leave.member)
    leave.delete()


def _note(actor: Actor, act: str, member: Member) -> None:
    journal.write(actor, act, stream=member.board_id, kind="staffing.member", subject_id=member.pk)
