"""The building norms that can be computed (SAF-5): a check’s numbers against what is asked."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from driehoek.safetyplan import catalogue
from driehoek.safetyplan.models import Turn
from driehoek.schools.law import ask

TOILETS = "nl.building.toilets"


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
    return [*_toilets(turn, numbers), *_exits(numbers), *_light(numbers), *_screens(numbers), *_group(numbers)]


def _toilets(turn: Turn, numbers: dict[str, int]) -> list[Norm]:
    on = turn.done_on
    found = []
    for code, name, urinals in (("women", _("Toilets for women and girls"), 0),
                                ("men", _("Toilets for men and boys"), numbers.get("urinals", 0))):  # fmt: skip
        if code in numbers and f"{code}_toilets" in numbers and on:
            facts = {"people_of_sex": numbers[code], "urinals": urinals, "on": on}
            answer, there = ask(turn.school, TOILETS, facts), numbers[f"{code}_toilets"]
            least = answer.value
            found.append(Norm(name, _("at least %(n)s") % {"n": least}, str(there), there >= least, answer.link))
    return found


def _exits(numbers: dict[str, int]) -> list[Norm]:
    if not {"largest_room", "largest_room_exits"} <= set(numbers):
        return []
    limits = catalogue.limits()
    least = limits["exits"] if numbers["largest_room"] > limits["second_exit_above"] else 1
    there = numbers["largest_room_exits"]
    return [Norm(_("Exits of the fullest room"), _("at least %(n)s") % {"n": least}, str(there), there >= least)]


def _light(numbers: dict[str, int]) -> list[Norm]:
    """Emergency lighting; its minutes count only beside the lux, because a drill has minutes too."""
    if "lux" not in numbers:
        return []
    return [
        *_least(numbers, "lux", _("Emergency light at the floor, in lux")),
        *_most(numbers, "seconds", _("Seconds until it burns")),
        *_least(numbers, "minutes", _("Minutes it keeps burning")),
    ]


def _screens(numbers: dict[str, int]) -> list[Norm]:
    return [
        *_most(numbers, "screen_run", _("Hours at a screen in one run")),
        *_most(numbers, "screen_hours", _("Hours at a screen in a day")),
    ]


def _least(numbers: dict[str, int], code: str, what: str) -> list[Norm]:
    least, there = catalogue.limits()[code], numbers.get(code)
    return [] if there is None else [Norm(what, _("at least %(n)s") % {"n": least}, str(there), there >= least)]


def _most(numbers: dict[str, int], code: str, what: str) -> list[Norm]:
    most, there = catalogue.limits()[code], numbers.get(code)
    return [] if there is None else [Norm(what, _("at most %(n)s") % {"n": most}, str(there), there <= most)]


def _group(numbers: dict[str, int]) -> list[Norm]:
    """The group in the hall against the norm the school set itself (SAF-17)."""
    if not {"largest_group", "norm"} <= set(numbers):
        return []
    return [Norm(_("Largest group in the hall"), _("at most %(n)s, as the school sets it") % {"n": numbers["norm"]},
                 str(numbers["largest_group"]), numbers["largest_group"] <= numbers["norm"])]  # fmt: skip
