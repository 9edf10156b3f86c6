"""The building norms that can be computed (SAF-5): a check’s numbers against what is asked."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from driehoek.safetyplan.models import Turn
from driehoek.schools.law import ask

TOILETS, MEASURED = "nl.building.toilets", "nl.building.norm"


class Norm(NamedTuple):
    """What is asked, what there is, and whether that is enough; the way to why when the lawbook says it."""

    what: str
    asked: str
    there: str
    met: bool
    why: str = ""

    def __str__(self) -> str:
        return _("%(what)s: %(asked)s, there is %(there)s") % self._asdict()


def of(turn: Turn) -> list[Norm]:
    """The norms this check's numbers say something about."""
    numbers = {code: value for code, value in turn.details.items() if isinstance(value, int)}
    measured = (_toilets, _exits, _light, _screens)
    return [*(norm for what in measured for norm in what(turn, numbers)), *_group(numbers)]


def _toilets(turn: Turn, numbers: dict[str, int]) -> list[Norm]:
    on = turn.done_on
    found = []
    for code, name, urinals in (
        ("women", _("Toilets for women and girls"), 0),
        ("men", _("Toilets for men and boys"), numbers.get("urinals", 0)),
    ):
        if code in numbers and f"{code}_toilets" in numbers and on:
            facts = {"people_of_sex": numbers[code], "urinals": urinals, "on": on}
            answer, there = ask(turn.school, TOILETS, facts), numbers[f"{code}_toilets"]
            least = answer.value
            found.append(Norm(name, _("at least %(n)s") % {"n": least}, str(there), there >= least, answer.link))
    return found


def _exits(turn: Turn, numbers: dict[str, int]) -> list[Norm]:
    if not {"largest_room", "largest_room_exits"} <= set(numbers):
        return []
    there, people = numbers["largest_room_exits"], numbers["largest_room"]
    return _measured(turn, _("Exits of the fullest room"), "exits", there, people=people)


def _light(turn: Turn, numbers: dict[str, int]) -> list[Norm]:
    """Emergency lighting; its minutes count only beside the lux, because a drill has minutes too."""
    if "lux" not in numbers:
        return []
    return [
        *_measured(turn, _("Emergency light at the floor, in lux"), "lux", numbers.get("lux")),
        *_measured(turn, _("Seconds until it burns"), "seconds", numbers.get("seconds")),
        *_measured(turn, _("Minutes it keeps burning"), "minutes", numbers.get("minutes")),
    ]


def _screens(turn: Turn, numbers: dict[str, int]) -> list[Norm]:
    return [
        *_measured(turn, _("Hours at a screen in one run"), "screen_run", numbers.get("screen_run")),
        *_measured(turn, _("Hours at a screen in a day"), "screen_hours", numbers.get("screen_hours")),
    ]


def _measured(turn: Turn, what: str, kind: str, there: int | None, **more: int) -> list[Norm]:
    """One number against the rule; nothing where it was not measured, or on a day before the first value."""
    if there is None or turn.done_on is None:
        return []
    answer = ask(turn.school, MEASURED, {"kind": kind, "there": there, "on": turn.done_on, **more})
    if not answer:
        return []
    asked = (
        _("at most %(n)s") % {"n": answer.value["most"]}
        if "most" in answer.value
        else _("at least %(n)s") % {"n": answer.value["least"]}
    )
    return [Norm(what, asked, str(there), answer.value["met"], answer.link)]


def _group(numbers: dict[str, int]) -> list[Norm]:
    """The group in the hall against the norm the school set itself (SAF-17)."""
    if not {"largest_group", "norm"} <= set(numbers):
        return []
    return [
        Norm(
            _("Largest group in the hall"),
            _("at most %(n)s, as the school sets it") % {"n": numbers["norm"]},
            str(numbers["largest_group"]),
            numbers["largest_group"] <= numbers["norm"],
        )
    ]
