"""Whom a change of law touches (ALL-3): the open cases whose days differ between two dated values of one parameter."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.utils.translation import get_language

from driehoek.kit.days import eve
from lawbook import values
from lawbook.core import Law, NotInForce, Override, UnknownParameter, Value

from . import queries
from .definitions import DEFINITIONS
from .engine import Progress, progress
from .models import Case
from .state import Context


class Asked(NamedTuple):
    """A parameter, and the day from which its new value holds."""

    parameter: str
    on: date


class Touched(NamedTuple):
    """A day of a case under the value before, under the one from the day on, and as the law has it now."""

    case: Case
    title: str
    before: date | None
    after: date | None
    now: date | None


class Pinned(Law):
    """The law of a school in which one parameter has the value of one day, whatever the day of the event."""

    __slots__ = ("day", "pinned")

    def __init__(self, overrides: Iterable[Override], pinned: str, day: date) -> None:
        super().__init__(tuple(overrides))
        self.pinned, self.day = pinned, day

    def value(self, param_id: str, on: date) -> Value:
        return super().value(param_id, self.day if param_id == self.pinned else on)


def asked(given: Mapping[str, str], today: date) -> Asked:
    """What an address asks for; without a day the first day of the newest value, which may be still to come."""
    name = given.get("parameter", "")
    try:
        known = values.parameter(name)
    except UnknownParameter:
        return Asked("", today)
    try:
        return Asked(name, date.fromisoformat(given.get("on", "")))
    except ValueError:
        return Asked(name, known.starts[-1])


def parameters() -> list[tuple[str, str]]:
    """The parameters that the procedures' rules may rest on, each with what it is called, in that order."""
    lands, lang = {one.jurisdiction for one in DEFINITIONS.values()}, get_language() or "nl"
    names = [name for name in values.parameters() if name.partition(".")[0] in lands]
    return sorted(((name, values.parameter(name).title[lang[:2]]) for name in names), key=lambda one: (one[1], one[0]))


def values_of(wanted: Asked) -> list[Value]:
    return list(values.parameter(wanted.parameter).values) if wanted.parameter else []


def touched(cases: Iterable[Case], wanted: Asked, today: date) -> list[Touched]:
    """The days that differ, of every case that is not over. Before its first value nothing can differ."""
    if not wanted.parameter or values.parameter(wanted.parameter).starts[0] >= wanted.on:
        return []
    country = wanted.parameter.partition(".")[0]
    return [
        row
        for case, where in queries.standings((case for case in cases if case.school.jurisdiction == country), today)
        if not where.ended
        for row in _of_case(case, where, wanted, today)
    ]


def _of_case(case: Case, where: Progress, wanted: Asked, today: date) -> Iterable[Touched]:
    context = queries.context_of(case, today)
    before, after = (_days(case, context, wanted.parameter, day) for day in (eve(wanted.on), wanted.on))
    now = {(one.code, str(one.kind)): one.day for one in where.deadlines}
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if (old and old[0]) != (new and new[0]):
            shown = new or old
            yield Touched(case, shown[1] if shown else "", old and old[0], new and new[0], now.get(key))


def _days(case: Case, context: Context, parameter: str, day: date) -> dict[tuple[str, str], tuple[date, str]]:
    try:
        law = Pinned(context.law.overrides, parameter, day)
    except NotInForce:
        return {}
    where = progress(case.procedure, queries.happened(case.story), replace(context, law=law))
    return {(one.code, one.kind): (one.day, str(one.title)) for one in where.deadlines}
