"""What the formats share in reading single values: dates, sex, and the numbers of years of both countries."""

import re
from datetime import date

from django.utils.translation import gettext as _

from driehoek.exchange.roster import Place, Roster
from lawbook.errors import Malformed
from lawbook.kinds import SchoolYear

# EDEXML.types.variabel.xsd, EDEXJaargroepType: 0 to 2 are kleuterklas 1 to 3 in Flanders and peuters, groep 1 and
# groep 2 in the Netherlands; 3 to 8 are leerjaar 1 to 6, or groep 3 to 8. Letters name no single year.
FLEMISH_YEARS = {
    **{str(n): ("nursery", n + 1) for n in range(3)},
    **{str(n): ("primary", n - 2) for n in range(3, 9)},
}
DUTCH_YEARS: dict[str, tuple[str, int | None]] = {
    "0": ("nursery", None),
    **{str(n): ("primary", n) for n in range(1, 9)},
}
# Babies, toddlers, special education, special secondary, combination group, outside primary education, former pupils.
LETTERS = {
    "B": "nursery",
    "D": "nursery",
    "S": "primary",
    "V": "primary",
    "C": "primary",
    "N": "primary",
    "H": "primary",
}
SECONDARY = frozenset(str(n) for n in range(11, 17))
FORMER = "H"
ORDINALS = {
    word: number
    for number, word in enumerate(("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste"), 1)
}
MOST_YEARS = {("nursery", "be"): 3, ("primary", "be"): 6, ("nursery", "nl"): 3, ("primary", "nl"): 8}

SEXES = {
    **dict.fromkeys(("m", "male", "man", "jongen", "boy", "1", "mannelijk"), "m"),
    **dict.fromkeys(("f", "female", "v", "vrouw", "meisje", "girl", "2", "vrouwelijk"), "f"),
    **dict.fromkeys(("x", "other", "anders", "non-binair"), "x"),
    **dict.fromkeys(("", "0", "9", "unspecified", "onbekend", "unknown", "notdisclosed"), ""),
}


def jaargroep(roster: Roster, code: str, place: Place) -> tuple[str, int | None]:
    """The level and the country's own year of an EDEXML jaargroep; a code without one is told, not guessed."""
    years = FLEMISH_YEARS if roster.jurisdiction == "be" else DUTCH_YEARS
    code = code.strip().upper()
    if code in years:
        return years[code]
    if code in LETTERS:
        return LETTERS[code], None
    if code in SECONDARY:
        roster.warn(
            _("Year group %(code)s is secondary education: kept without a year.") % {"code": code}, place, "jaargroep"
        )
    elif code:
        roster.warn(
            _("Year group “%(code)s” is not known: kept without a year.") % {"code": code[:20]}, place, "jaargroep"
        )
    return "primary", None


def day(roster: Roster, text: str, place: Place, field: str) -> date | None:
    """A date as 2026-09-01, or day first as 1/9/2026. One that does not exist (31 September) is refused."""
    text = text.strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10]) if text[4:5] == "-" else _day_first(text)
    except ValueError:
        roster.refuse(
            _("“%(text)s” is not a date that exists. Write it as 2026-09-01 or 1/9/2026.") % {"text": text[:30]},
            place,
            field,
        )
        return None


def _day_first(text: str) -> date:
    for separator in "/-.":
        parts = text.split(" ", maxsplit=1)[0].split(separator)
        if len(parts) == 3 and len(parts[2]) == 4:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
    raise ValueError(text)


def sexes_of(written: set[str]) -> dict[str, str]:
    """What the signs in one column mean. Where J stands for jongen, M stands for meisje; beside a V it is man."""
    signs = {sign.strip().lower() for sign in written}
    return {**SEXES, "j": "m", "m": "f"} if "j" in signs and not signs & {"v", "f"} else SEXES


def sex(roster: Roster, text: str, place: Place, field: str, meanings: dict[str, str] = SEXES) -> str:
    known = meanings.get(text.strip().lower())
    if known is None:
        roster.warn(
            _("“%(text)s” is not a sex this system knows: kept as unknown.") % {"text": text[:20]}, place, field
        )
    return known or ""


def own_year(roster: Roster, text: str, place: Place) -> tuple[str, int | None]:
    """The level and the country's own year as a school writes it: "3", "L3", "derde leerjaar", "K1", "2de kleuter".

    Nothing said is nothing known: the level is empty then.
    """
    plain = "".join(sign for sign in text.lower() if sign.isalnum())
    if not plain:
        return "", None
    digit = re.search(r"[0-9]+", plain)
    number = int(digit[0]) if digit else next((n for word, n in ORDINALS.items() if word in plain), None)
    nursery = plain.startswith(("k", "peuter", "instap")) or "kleuter" in plain
    level = "nursery" if nursery else "primary"
    if number is None and nursery:
        return level, None
    if number is None or not 1 <= number <= MOST_YEARS[level, roster.jurisdiction or "be"]:
        roster.warn(
            _("“%(text)s” is no year of a primary school: kept without a year.") % {"text": text[:20]}, place, "year"
        )
        return level, None
    return level, number


def school_year(roster: Roster, text: str, place: Place, field: str) -> str:
    """A school year as 2026-2027; anything else is refused."""
    try:
        return SchoolYear.parse(text.strip()).as_text()
    except Malformed:
        roster.refuse(_("“%(text)s” is not a school year such as 2026-2027.") % {"text": text[:30]}, place, field)
        return ""
