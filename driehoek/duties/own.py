"""Duties of the product itself: their sentence where no rule of the lawbook words them, and the page they are done on.

Every app names its own in its `registry.py`.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from driehoek.kit import registry

from .models import Duty


class Own(NamedTuple):
    """How a duty is said and where it is done.

    `sentence` is empty where the lawbook has one. `page` is the name of an address and `by` the fact that holds the id
    in it; `of_school`: the page is about the school of the duty.
    """

    sentence: str | Promise = ""
    page: str = ""
    by: str = ""
    of_school: bool = False


def duties() -> Mapping[str, Own]:
    return registry.by_name("DUTIES")


def sentence_of(code: str) -> str:
    """What the product itself says of a duty; nothing where the lawbook does."""
    return str(duties()[code].sentence) if code in duties() else ""


def page_of(duty: Duty) -> str:
    """The address of the page where the duty is done; nothing for duties done on their own page.

    Nor for one whose facts, as they were stored, name no page: it is done on its own page then.
    """
    try:
        return _page_of(duty)
    except NoReverseMatch:
        return ""


def _page_of(duty: Duty) -> str:
    kind, _separator, key = duty.origin.partition(":")
    origins = registry.by_name("ORIGINS")
    if kind in origins:
        return reverse(origins[kind], args=[key.partition(":")[0]])
    own = duties().get(duty.code, Own())
    if not own.page or (own.by and own.by not in duty.facts):
        return ""
    page = reverse(own.page, args=[duty.facts[own.by]] if own.by else [])
    return f"{page}?school={duty.school_id}" if own.of_school else page


def procedure_of(duty: Duty) -> str:
    """The procedure that fits the origin of a duty; nothing where people choose."""
    return str(registry.by_name("CASES").get(duty.origin.partition(":")[0], ""))
