"""Writing a paper from an incident, and ticking off what goes to the insurer. The letters app keeps and sends it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from driehoek.access.actors import Actor
from driehoek.letters.actions.writing import draft
from driehoek.letters.kinds import Kind
from driehoek.letters.models import Letter
from driehoek.letters.recipients import Recipient
from driehoek.safety.models import Thread
from driehoek.safety.queries.papers import INSURANCE, origin_of
from driehoek.web.words import function_name

from .care import note


@transaction.atomic
def write(
    actor: Actor,
    thread: Thread,
    kind: Kind,
    *,
    data: Mapping[str, Any],
    free: Mapping[str, str],
    chosen: Sequence[Recipient],
) -> list[Letter]:
    """Draft the paper, one per recipient. Raises letters' BadLetter naming what is missing or wrong."""
    incident = thread.incident
    made = draft(
        actor,
        board_id=thread.board_id,
        school=incident.school,
        pupil=thread.pupil,
        kind=kind.code,
        recipients=chosen,
        data=data,
        free=free,
        origin=origin_of(thread),
        signer=_signer(actor, thread, kind),
    )
    note(actor, "incident.paper", thread, kind=kind.code)
    return made


def _signer(actor: Actor, thread: Thread, kind: Kind) -> dict[str, str]:
    """A claim is signed by whom the damage was done to; the rest by who writes it, in the own function."""
    if kind.code.endswith("staff_damage_claim"):
        return {"name": thread.who}
    school = thread.incident.school
    held = next((role.function for role in actor.roles if role.school == school.pk), None)
    return {"role": function_name(held, school.jurisdiction)} if held else {}


@transaction.atomic
def tick_insurance(actor: Actor, thread: Thread, done: Collection[str]) -> None:
    """Note which papers for the insurer are done."""
    thread.insurance = [code for code in INSURANCE if code in done]
    thread.save(update_fields=["insurance"])
    note(actor, "incident.insurance", thread, done=len(thread.insurance))
