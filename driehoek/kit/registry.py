"""What each app tells the whole house, in its `registry.py`: no table of the house knows the apps.

An app that has something to tell says it under these names; who reads a table names its type beside it.

ACTS     acts of the journal by code (`journal.acts.Act`)
DUTIES   duties that no rule of the lawbook words or that are done on a page (`duties.own.Own`), by code
ORIGINS  pages on which all duties of an origin are done, by the first word of the origin
CASES    the procedure that fits the duties of an origin
LETTER_OWNERS the module that holds the facts of a letter (`letters.owners.Owner`), by the first word of its origin
MENU     items of the menu (`web.menu.Item`)
ROOMS    parts of safety (`safety.rooms.Room`)
PURPOSES what somebody may read or agree for, by code: those are no words of a person
APPOINTMENT_CHANGED, CALENDAR_CHANGED, CONSENT_CHANGED
         what counts again in the transaction in which a function, a calendar or a consent changes (`followers`)
SWEEPS   commands of the nightly work, in the order in which the apps are installed
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule


class ToldTwice(Exception):
    """Two apps gave the same name in one table."""


@cache
def by_name(table: str) -> Mapping[str, Any]:
    """A table that maps names, of all apps together. Raises ToldTwice."""
    found: dict[str, Any] = {}
    for told in _told(table):
        if both := found.keys() & told.keys():
            raise ToldTwice(f"{table}: {', '.join(sorted(both))}")
        found |= told
    return found


@cache
def in_order(table: str) -> tuple[Any, ...]:
    """A table that lists things, app after app as they are installed."""
    return tuple(one for told in _told(table) for one in told)


def _told(table: str) -> Iterator[Any]:
    for app in apps.get_app_configs():
        if app.name.startswith("driehoek.") and module_has_submodule(app.module, "registry"):
            registry = import_module(f"{app.name}.registry")
            if hasattr(registry, table):
                yield getattr(registry, table)
