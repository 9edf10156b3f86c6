"""Who holds the facts of a letter: asked before it is fixed and sent, and told what became of it.

The app that makes letters stands above this one, so it is found by the first word of the letter's origin.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from driehoek.access.actors import Actor
from driehoek.kit import registry

from .models import Letter


class Owner(Protocol):
    """The module that `LETTER_OWNERS` names."""

    def wrong(self, actor: Actor, letter: Letter, posted: date) -> Mapping[str, str]:
        """What in the letter does not hold when it is posted on that day, by the name of the fact."""

    def facts(self, actor: Actor, letter: Letter, posted: date) -> Mapping[str, Any]:
        """The facts of the letter as they are for its recipient when it is posted on that day."""

    def may_write(self, actor: Actor, letter: Letter) -> str:
        """Why this person cannot fix or renew the letter; empty when it can be done."""

    def moved(self, actor: Actor, letter: Letter) -> None:
        """The letter was sent, or its sending was taken back."""


def owner_of(letter: Letter) -> Owner | None:
    found: Owner | None = registry.by_name("LETTER_OWNERS").get(letter.origin.partition(":")[0])
    return found
