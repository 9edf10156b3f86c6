"""What waits in each part of safety, from the duties that this person sees, so that nobody opens a door in vain."""

from collections import Counter
from typing import NamedTuple

from django.urls import resolve, reverse

from driehoek.access.actors import Actor
from driehoek.duties import own
from driehoek.duties.models import Duty
from driehoek.safety.parts import parts


class Waiting(NamedTuple):
    """How many duties are open in a part of safety, and how many of them should have been done."""

    open: int
    late: int


def waiting(actor: Actor) -> dict[str, Waiting]:
    """By the address of a part of safety: what is open there, where anything is."""
    every: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for duty in Duty.objects.open().visible_to(actor).only("code", "origin", "facts", "due", "school"):
        part = part_of(duty)
        every[part] += 1
        late[part] += duty.due < actor.on
    return {reverse(part): Waiting(count, late[part]) for part, count in every.items() if part}


def part_of(duty: Duty) -> str:
    """The part of safety in which a duty is done; empty for one that is done elsewhere."""
    page = own.page_of(duty).partition("?")[0]
    where = resolve(page).url_name if page else ""
    return next((part.page for part in parts() if where in part.done_on), "")
