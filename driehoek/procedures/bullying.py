"""From signals to a case: the page of bullying, and opening a case with its signals as the first facts (SAF-10)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import override

from driehoek.access.actors import Actor
from driehoek.people.models import Pupil
from driehoek.people.queries import with_groups
from driehoek.safety.actions import bullying as signalling
from driehoek.safety.models import BullyingSignal
from driehoek.safety.queries import bullying as signals

from . import actions, queries
from .actions import Entered
from .definitions import DEFINITIONS
from .models import Case

READ, OPEN = "case.read:bullying", "case.open:bullying"


def shown(actor: Actor) -> dict[str, Any]:
    """Signals that wait, per child, and the cases that run."""
    rows = queries.loaded(actor).filter(family="bullying", archived_at=None)
    cases = [(case, queries.standing(case, actor.on)) for case in rows]
    reach = set(Pupil.objects.visible_to(actor, OPEN).values_list("pk", flat=True)) if actor.may(OPEN) else set()
    return {
        "gathered": [(one, one.pupil.pk in reach) for one in signals.gathered(actor)],
        "running": [(case, where) for case, where in cases if not where.ended],
        "over": [(case, where) for case, where in cases if where.ended],
        "keeps": actor.may(signals.WORK),
        "may_read": actor.may(READ),
    }


def child(actor: Actor, pk: UUID) -> tuple[Pupil, list[BullyingSignal]]:
    """The child whose case is opened, with the signals that wait. 404 without any, or out of reach."""
    rows = with_groups(list(Pupil.objects.visible_to(actor, OPEN).filter(pk=pk).select_related("school")), actor.on)
    waiting = signals.of_child(actor, pk) if rows else []
    if not waiting:
        raise Http404
    return rows[0], waiting


@transaction.atomic
def opened(actor: Actor, pupil: Pupil, waiting: Sequence[BullyingSignal]) -> Case:
    """Open the case of a child with its signals, oldest first, as what was found before anything was done."""
    definition = DEFINITIONS[f"{pupil.school.jurisdiction}.bullying"]
    case = actions.open_case(actor, pupil.school, definition=definition, pupil=pupil)
    ordered = sorted(waiting, key=lambda one: (one.seen_on, one.recorded_at))
    signalling.attach(actor, ordered, case.pk)
    names = sorted({bully.name for one in ordered for bully in one.bullies.all()})
    with override("nl"):  # what stands in a file is in the language of the school
        told = "\n\n".join(_told(one) for one in ordered)
    first = ordered[0].seen_on  # what was done since the first signal may be recorded on its own day
    actions.record(actor, case, Entered("signals", first, None, {"signals": told, "bullies": ", ".join(names)}))
    return case


def _told(one: BullyingSignal) -> str:
    seen = ", ".join(str(sign) for sign in one.signs_in_words)
    head = f"{date_format(one.seen_on, 'j F Y')}, {one.recorded_by}"
    return "\n".join(filter(None, (f"{head}:", one.text, f"({seen})" if seen else "")))
