"""Names as people look for them and as lists are ordered: the one mechanism behind every search and list of pupils.

A pupil's `search_name` begins with the family name as it is filed, so that its order is the order of a list, and goes
on with every part of the name and with the parts joined. What somebody types is read the same way. Nothing here knows a
model; an app below the pupils looks through its own key to them (`pupil__search_name`).
"""

import unicodedata
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, Lookup, Q
from django.utils.formats import date_format

# Letters that have no accent to take off but are looked for without their stroke or ligature.
STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
# Words before a family name that people type apart or together: "De Smet", "desmet", "van den Broeck", "D'Hondt".
PARTICLES = frozenset(
    word
    for line in (
        "aan bij d da de del den der des di do dos du el in l la le lo o op s t te ten ter tot uit van vanden vander",
        "ver von zum zur",
    )
    for word in line.split()
)
LONGEST = 400


def fold(text: str) -> str:
    """`Véral-D'Hondt` → `veral d hondt`: what is stored to search in, and what is typed, in the same form."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(STROKES)
    return " ".join("".join(letter if letter.isalnum() else _gap(letter) for letter in plain).split())


def _gap(letter: str) -> str:
    return "" if unicodedata.combining(letter) else " "


def may_be(written: str, name: str) -> bool:
    """Whether a written name can be that of somebody: the whole of it, or an initial before the family name.

    >>> may_be("R. Maes", "Rita Maes")
    True
    """
    one, other = fold(written).split(), fold(name).split()
    initial = len(one) > 1 and len(one[0]) == 1 and other[:1] and other[0].startswith(one[0])
    return bool(one) and (one == other or bool(initial and one[1:] == other[1:]))


HEAD = {"directeur", "directrice", "directie", "schoolleider", "schoolhoofd", "schooldirecteur", "director", "head"}


def is_head_by_office(written: str) -> bool:
    """Whether somebody was named by the office of the head of school and not by name.

    >>> is_head_by_office("De directeur van de school")
    True
    """
    words = [word for word in fold(written).split() if word not in {"de", "het", "the", "van", "of", "school"}]
    return len(words) == 1 and words[0] in HEAD


def filed(prefix: str, family_name: str, jurisdiction: str) -> str:
    """The family name as a list of that country is ordered: De Smet under D in Flanders, de Smet under S beside it.

    Spaces and signs do not count, as in a telephone directory: De Smet and Desmet stand together. A Dutch file may hold
    the particle in the family name; in small letters it is one.
    """
    if jurisdiction != "nl":
        return fold(f"{prefix} {family_name}").replace(" ", "")
    words = family_name.split()
    while len(words) > 1 and words[0] == words[0].lower() and set(fold(words[0]).split()) <= PARTICLES:
        del words[0]
    return fold(" ".join(words)).replace(" ", "")


def search_name(given: str, first_names: str, prefix: str, family_name: str, jurisdiction: str) -> str:
    """What `Pupil.search_name` holds: filed first, then what the child is called, each part, and the parts joined."""
    called, whole = fold(given or first_names).split(), fold(f"{prefix} {family_name}").split()
    parts = [filed(prefix, family_name, jurisdiction), *called, *fold(first_names).split(), *whole]
    return " ".join(dict.fromkeys([*parts, *_joined(whole), *_joined(called)]))[:LONGEST].strip()


def _joined(words: Sequence[str]) -> list[str]:
    """`van den broeck` → `vandenbroeck`, `denbroeck`: what is typed without the spaces."""
    return ["".join(words[at:]) for at in range(len(words) - 1)]


def written(name: str) -> str:
    """A whole name however it is spaced and signed, to compare with another."""
    return fold(name).replace(" ", "")


def told_apart(name: str, alike: bool, born: date | None) -> str:  # as it stands beside the name
    """A name on a screen: with the date of birth where another child of the school has the same one."""
    return f"{name} ({date_format(born, 'j F Y')})" if alike and born else name


def alone(text: str) -> str:
    """The name without the date of birth that `told_apart` put behind it."""
    return text.partition(" (")[0]


@CharField.register_lookup
class Like(Lookup):
    """A pattern as it is sent: `startswith` writes its sign into the value, which a kept statement cannot."""

    lookup_name = "like"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        left, before = self.process_lhs(compiler, connection)
        right, after = self.process_rhs(compiler, connection)
        return f"{left} LIKE {right}", (*before, *after)


class Patterns(NamedTuple):
    """For each word typed what a name begins with, or what one of its later parts does; and the same once particles are
    joined to what follows them (none where nothing was to join).
    """

    first: Collection[str]
    later: Collection[str]
    joined_first: Collection[str]
    joined_later: Collection[str]


def patterns(text: str) -> Patterns:
    """What somebody typed, as patterns: a folded name never holds a sign of a pattern."""
    words = fold(text).split()
    together = _together(words)
    if together == words:
        together = []
    return Patterns(*_begins(words), *_begins(together))


def _begins(words: Sequence[str]) -> tuple[list[str], list[str]]:
    return [f"{word}%" for word in words], [f"% {word}%" for word in words]


def _together(words: Sequence[str]) -> list[str]:
    found, before = [], ""
    for word in words:
        if word in PARTICLES:
            before += word
        else:
            found.append(before + word)
            before = ""
    return [*found, before] if before else found


def matching(asked: Patterns, path: str = "search_name") -> Q:
    """The names that have a part beginning with each word typed, whether particles were typed apart or joined."""
    found = _all(asked.first, asked.later, path)
    return found | _all(asked.joined_first, asked.joined_later, path) if asked.joined_first else found


def _all(first: Collection[str], later: Collection[str], path: str) -> Q:
    found = Q()
    for begins, follows in zip(first, later, strict=True):
        found &= Q(**{f"{path}__like": begins}) | Q(**{f"{path}__like": follows})
    return found


def named(text: str, path: str = "search_name") -> Q:
    """The same for a query that is not kept. Words that fold to nothing (signs alone) are part of no name."""
    asked = patterns(text)
    if text.strip() and not asked.first:
        return Q(pk__in=())
    return matching(asked, path)


def sounds_as(text: str, name: str) -> bool:
    """Whether a name that no table holds (of an adult, of staff) has the parts typed: the same reading, in memory."""
    held, asked = f" {_searchable(name)}", patterns(text)
    ways = [one for one in (asked.first, asked.joined_first) if one]
    return any(all(f" {word[:-1]}" in held for word in way) for way in ways)


def _searchable(name: str) -> str:
    words = fold(name).split()
    return " ".join([*words, *_joined(words)])
