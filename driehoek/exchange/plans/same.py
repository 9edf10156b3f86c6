"""Children whose administration number in the file is not the one that is known: the same child, or a new one?

A spreadsheet takes the zeros off 00123, another system gives new numbers, and a key made of a name changes with its
spelling. Taken at its word such a file makes every child new and lets the others leave.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable

from django.utils.translation import gettext as _

from driehoek.exchange.roster import PupilRow
from driehoek.kit.names import fold

from .base import Stored, Work

OWN = "n-"  # how a key begins that was made of name and date of birth
SHOWN = 3  # names in a warning


def recognised(work: Work, stored: dict[str, Stored]) -> dict[str, Stored]:
    """The stored row of each key of the file; who was recognised although the key differs is told as a warning.

    A child is taken to be another one that is here when both have the same birth date and name (of a key made of the
    name: one of its two parts) and no third child fits either.
    """
    found = {row.key: stored[row.key] for row in work.roster.pupils if row.key in stored}
    here = [row for key, row in stored.items() if key not in found]
    new = [row for row in work.roster.pupils if row.key not in found]
    for test, sentence in _ways():
        pairs = _pairs(new, here, test)
        for row, same in pairs:
            found[row.key] = same
        if pairs:
            names = ", ".join(f"{row.given_name} {row.family_name}".strip() for row, _same in pairs[:SHOWN])
            work.roster.warn(sentence % {"many": len(pairs), "names": names}, pairs[0][0].place, "key")
        new = [row for row in new if row.key not in found]
        taken = {same["pk"] for _row, same in pairs}
        here = [row for row in here if row["pk"] not in taken]
    return found


Fact = tuple[str, object, str, str]  # number, date of birth, given name, family name
Test = Callable[[Fact], Hashable]  # two children are one when this is the same for both, and for no third


def _ways() -> list[tuple[Test, str]]:
    zeros = _(
        "%(many)d administration numbers have lost their zeros, such as 123 for 00123 (%(names)s): they are read "
        "as the children who are here, and keep their numbers."
    )
    numbers = _(
        "%(many)d children have another administration number here, with the same name and date of birth "
        "(%(names)s): they are read as the same children. Cancel if they are others."
    )
    names = _(
        "%(many)d children have the date of birth and half the name of a child who is here (%(names)s): they are "
        "read as the same children with a corrected name. Cancel if they are others."
    )
    return [
        (lambda fact: (fact[0].lstrip("0"), fact[1]) if fact[0].strip("0") else None, zeros),
        (lambda fact: fact[1:] if fact[1] else None, numbers),
        (lambda fact: (fact[1], fact[2]) if fact[1] and fact[0].startswith(OWN) else None, names),
        (lambda fact: (fact[1], fact[3]) if fact[1] and fact[0].startswith(OWN) else None, names),
    ]


def _pairs(new: list[PupilRow], here: list[Stored], test: Test) -> list[tuple[PupilRow, Stored]]:
    theirs: dict[Hashable, list[PupilRow]] = defaultdict(list)
    ours: dict[Hashable, list[Stored]] = defaultdict(list)
    for row in new:
        theirs[
            test(_fact(row.key, row.birth_date, row.given_name or row.first_names, row.prefix, row.family_name))
        ].append(row)
    for known in here:
        given = known["given_name"] or known["first_names"]
        ours[test(_fact(known["key"], known["birth_date"], given, known["prefix"], known["family_name"]))].append(known)
    return [
        (rows[0], ours[what][0])
        for what, rows in theirs.items()
        if what is not None and len(rows) == 1 and len(ours[what]) == 1
    ]


def _fact(key: str, born: object, given: str, prefix: str, family: str) -> Fact:
    return key, born, fold(given), fold(f"{prefix} {family}")


def kept_key(row: PupilRow, stored: Stored | None) -> str:
    """The number a child has after the import: zeros that a spreadsheet took off stay."""
    if stored and stored["key"].lstrip("0") == row.key.lstrip("0"):
        return str(stored["key"])
    return row.key
