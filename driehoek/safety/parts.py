"""The parts of safety: where each is, what it is called, and what one does there (SAF). Apps name theirs."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst

from driehoek.access.actors import Actor
from driehoek.kit import registry
from driehoek.web.words import term


class Part(NamedTuple):
    """A part of safety as an app's `registry.py` names it, for who holds the right.

    `order`: what is urgent first, over all apps. `what`: in a sentence what one does there; `what_dutch` where a Dutch
    school does something else. `is_term`: the label is a word that differs by country. `done_on`: pages of this part on
    which a duty is done.
    """

    order: int
    right: str
    page: str
    label: str | Promise
    what: str | Promise
    what_dutch: str | Promise = ""
    is_term: bool = False
    done_on: tuple[str, ...] = ()


class Room(NamedTuple):
    """A part of safety that somebody may enter, in the words of the own country."""

    url: str
    label: str | Promise
    what: str | Promise


def parts() -> list[Part]:
    return sorted(registry.in_order("PARTS"), key=lambda part: part.order)


def rooms(actor: Actor, jurisdiction: str = "be") -> list[Room]:
    return [_room(part, jurisdiction) for part in parts() if actor.may(part.right)]


def _room(part: Part, jurisdiction: str) -> Room:
    label = capfirst(term(str(part.label), jurisdiction)) if part.is_term else part.label
    return Room(reverse(part.page), label, part.what_dutch if part.what_dutch and jurisdiction == "nl" else part.what)
