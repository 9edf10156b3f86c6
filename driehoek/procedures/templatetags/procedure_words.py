"""Words of procedures, for templates."""

from django import template

from driehoek.letters.kinds import KINDS
from driehoek.procedures.words import language

register = template.Library()


@register.filter
def letter_title(code: str) -> str:
    """What a kind of letter is called, in the reader's language."""
    title = KINDS[code].title
    return title.en if language() == "en" else title.nl
