"""What an app puts in the menu, in its `registry.py`."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise

from driehoek.access.actors import Actor


def may(right: str) -> Callable[[Actor], bool]:
    return lambda actor: actor.may(right)


class Item(NamedTuple):
    """A page in the menu of whom it `opens` for.

    `place` is daily, more or own (under one's own name), `order` its place there, counted over all apps. `page` is the
    name of its address, `of` whose id stands in it. `is_term`: the label is a word that differs by country. `country`:
    only there. `start`: for whom this is the first page; where several are, the one with the highest `rank`.
    """

    place: str
    order: int
    page: str
    label: str | Promise
    opens: Callable[[Actor], bool]
    of: Callable[[Actor], UUID] | None = None
    is_term: bool = False
    country: str = ""
    start: Callable[[Actor], bool] | None = None
    rank: int = 0
