"""What front pages say of the house. An app loads the tag by name."""

from django import template
from django.conf import settings
from django.template import Context

from driehoek.access.actors import Actor
from driehoek.access.house import is_only_here, root_of
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


@register.inclusion_tag("keeping/_only_here.html", takes_context=True)
def only_here(context: Context) -> dict[str, object]:
    """Before something is printed or sent with an address in it: a warning where that opens on this computer alone."""
    root, actor = root_of(context["request"]), context.get("actor")
    may = isinstance(actor, Actor) and actor.may("school.manage") and not settings.PUBLIC_ADDRESS and one_board()
    return {"root": root if is_only_here(root) else "", "may": may}
