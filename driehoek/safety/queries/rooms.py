"""What waits in each part of safety, from the duties that this person sees, so that nobody opens a door in vain."""

from collections import Counter
from typing import NamedTuple

from django.urls import resolve, reverse

from driehoek.access.actors import Actor
from driehoek.duties import own
from driehoek.duties.models import Duty

# The part of safety, and the pages in it on which a duty is done.
PARTS = {
    "incidents": ("incident_thread", "incident_accident", "incident_discussion", "incident_action"),
    "bans": ("bans_review",),
    "firstaid": ("firstaid_moment",),
    "medication": ("medication_form",),
    "bereavements": ("bereavement_task", "memorial"),
    "plan": ("plan", "plan_paper", "participation"),
    "checks": ("check", "checks"),
    "risks": ("risks", "measure"),
    "supervision": ("supervision",),
    "trainings": ("staff_member", "starting_teacher"),
}
PART_OF = {page: part for part, pages in PARTS.items() for page in pages}


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
    return PART_OF.get(resolve(page).url_name or "", "") if page else ""
