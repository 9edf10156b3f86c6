"""The child before and after in the class, as a class list orders them; after the last comes the first again."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from driehoek.access.actors import Actor
from driehoek.ready import Ready

from .models import Membership, Pupil

# The pages of a file one stays on while going from child to child: names of addresses with the child alone in them.
TABS = ("pupil", "pupil_people", "pupil_tests", "pupil_enrolment", "pupil_consents", "pupil_heat", "journal_of_pupil")
STEPS = {"next": 1, "previous": -1}


def neighbour(actor: Actor, pupil: Pupil, step: int) -> UUID:
    """The child so many places on in the own class, among those the reader finds; the child itself when alone."""
    own = [one.group_id for one in pupil.current if not one.group.composite] or list(pupil.group_ids)
    if not own:
        return pupil.pk
    listed = [pk for (pk,) in _class(actor, own[0])]
    return listed[(listed.index(pupil.pk) + step) % len(listed)] if pupil.pk in listed else pupil.pk


@Ready
def _class(actor: Actor, group: UUID) -> QuerySet[Membership, Any]:
    reached = Pupil.objects.visible_to(actor, "pupil.find").values("pk")
    rows = Membership.objects.on(actor.on).filter(group=group, pupil__in=reached)
    return rows.order_by("pupil__search_name", "pupil_id").values_list("pupil_id")
