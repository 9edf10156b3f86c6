"""The care after an incident in words, for templates."""

from django import template
from django.utils.translation import get_language

from driehoek.duties.models import Duty
from driehoek.letters.kinds import Kind
from driehoek.safety.queries.care import short_name

register = template.Library()


@register.filter
def care_name(duty: Duty) -> str:
    """A duty of care in a word or two."""
    return short_name(duty.code)


@register.filter
def care_word(code: str) -> str:
    """What a talk was, in a word or two."""
    return short_name(code)


@register.filter
def title_of_kind(kind: Kind) -> str:
    """The title of a kind of letter in the reader's language."""
    return kind.title.en if get_language() == "en" else kind.title.nl
