"""The menu: an item for what a person may, and nothing else. And the first page of each function."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst

from driehoek.access.actors import Actor
from driehoek.kit import registry

from .menu import Item
from .queries import Place, country_of
from .words import term


class Link(NamedTuple):
    url: str
    label: str | Promise
    current: bool


class Menu(NamedTuple):
    daily: list[Link]
    more: list[Link]
    own: list[Link]  # under one's own name


def address(name: str, *args: object) -> str | None:
    """The address of a page, or None while no app has a page of that name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def menu(actor: Actor, path: str, schools: Mapping[UUID, Place]) -> Menu:
    """The items of this person in the own country's words, with the one of the page at hand marked."""
    country = country_of(schools)
    opened = [item for item in _items() if item.country in {"", country} and item.opens(actor)]
    by_place = {place: [item for item in opened if item.place == place] for place in Menu._fields}
    return Menu(**{place: [_link(item, actor, country, path) for item in items] for place, items in by_place.items()})


def first_page(actor: Actor) -> str:
    """Where a person starts: a teacher at the class, the CLB and a parent at their own page, staff at the duties.

    The board starts at the figures of its schools, the data protection officer at who may do what.
    """
    opened = [item for item in _items() if item.opens(actor)]
    starts = [item for item in opened if item.start and item.start(actor)]
    first = max(starts, key=lambda item: item.rank, default=None)
    first = first or next(item for item in opened if item.place == "daily")
    return _link(first, actor, "", "").url


def _items() -> list[Item]:
    return sorted(registry.in_order("MENU"), key=lambda item: item.order)


def _link(item: Item, actor: Actor, country: str, path: str) -> Link:
    url = reverse(item.page, args=[item.of(actor)] if item.of else [])
    label = capfirst(term(str(item.label), country or "be")) if item.is_term else item.label
    return Link(url, label, path.startswith(url))
