"""What front pages say of the house. An app loads the tag by name."""

from django import template
from django.conf import settings
from django.template import Context

from driehoek.access.actors import Actor
from driehoek.keeping.queries import Kept, last_backup, one_board

register = template.Library()


@register.simple_tag(takes_context=True)
def old_backup(context: Context) -> Kept | None:
    """The last backup when it is too old and this person looks after the house; None where nobody needs to act.

    A house that never made one and was given no folder is told by its start-up list, not every day.
    """
    actor: Actor = context["actor"]
    if not actor.may("house.read") or not one_board():
        return None
    kept = last_backup()
    meant = kept.at is not None or settings.BACKUP is not None
    return kept if kept.old and meant else None


@register.simple_tag(takes_context=True)
def sees_house(context: Context) -> bool:
    """Whether the page of the house is there for this person."""
    actor: Actor = context["actor"]
    return actor.may("house.read") and one_board()
