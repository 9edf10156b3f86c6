"""What about a new child is probably a typing error: asked of whoever enrols by hand, told of whoever sends a list.

Only a number that is none is refused. A wrong check digit stands on official papers too, and a child may be older than
its class.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from driehoek.web.words import term

from . import personal_number

AGES = Path(__file__).parent / "data" / "ages.toml"


class Doubt(NamedTuple):
    """One thing to look at again: the field it stands in, and why."""

    field: str
    text: str


class Place(NamedTuple):
    """A class as far as ages go: its level, its year (None: several), and the calendar year its school year begins."""

    level: str
    year: int | None
    begins: int


def doubts(country: str, born: date | None, number: str, place: Place | None) -> list[Doubt]:
    """What is probably mistyped about a child: its number, or its birth date in the class it goes to."""
    found = [Doubt("personal_number", text) for text in _number(country, born, number)] if number else []
    age = _age(country, born, place) if born and place else ""
    return [*found, Doubt("birth_date", age)] if age else found


def _number(country: str, born: date | None, number: str) -> list[str]:
    """None at all, else a wrong check digit, else of another birth date; never more than one of these."""
    if impossible := no_number(country, number):
        return [impossible]
    if personal_number.is_doubtful(number, country):
        return [
            _("The check digits of this %(number)s are wrong. Look it up again.")
            % {"number": term("national number", country)}
        ]
    if country == "be" and born and personal_number.is_of_another_day(number, born):
        return [
            _("The national register number begins with another date of birth than the one given. Look which is right.")
        ]
    return []


def no_number(country: str, number: str) -> str:
    """Why this is no number of the country, which nobody can be sure about all the same; empty where it may be one."""
    if personal_number.is_possible(number, country):
        return ""
    return _("This is no %(number)s: that has %(asked)d digits, and this has %(digits)d. Look it up again.") % {
        "number": term("national number", country),
        "asked": max(personal_number.LENGTHS[country]),
        "digits": sum(sign.isdecimal() for sign in number),
    }


def _age(country: str, born: date, place: Place) -> str:
    """A sentence where hardly any child of this age is in such a class."""
    usual = _ages()[country]
    years: Mapping[str, int] = usual.get(place.level, {})
    ages = [years[str(place.year)]] if str(place.year) in years else list(years.values())
    age = place.begins - born.year
    if not ages or min(ages) - usual["younger"] <= age <= max(ages) + usual["older"]:
        return ""
    return _(
        "This child turns %(age)d in %(begins)d; in this class that is unusual. Look at the date of birth and the "
        "class."
    ) % {"age": age, "begins": place.begins}


@cache
def _ages() -> dict[str, Any]:
    return tomllib.loads(AGES.read_text(encoding="utf-8"))
