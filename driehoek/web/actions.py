"""What a person may change about the own screens."""

from driehoek.access.actors import Actor
from driehoek.access.models import User


def choose_language(actor: Actor, language: str) -> None:
    """Keep the language with the account. No journal line: it says nothing about a pupil or a right."""
    if actor.user_id:
        User.objects.filter(pk=actor.user_id).update(language=language)
