"""To whom a letter goes. A letter knows its own recipient's address and nobody else's (ORG-11)."""

from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import category

from driehoek.people.models import Guardian, Pupil


class Recipient(NamedTuple):
    """A recipient as the letter keeps it. `address`: its lines, separated by newlines or commas."""

    name: str
    address: str = ""
    email: str = ""
    secret: bool = False
    guardian_id: str = ""
    greeting: str = ""  # the whole salutation, where the name is not that of one person

    def as_json(self) -> dict[str, object]:
        return {
            **self._asdict(),
            "name": printable(self.name),
            "address": printable(self.address),
        }

    @property
    def lines(self) -> list[str]:
        return address_lines(self.address)


def printable(text: str) -> str:
    """A text without control characters, which no paper can show and no database of JSON keeps."""
    return "".join(sign for sign in text if sign == "\n" or category(sign) != "Cc")


def address_lines(address: str) -> list[str]:
    """An address as the lines of an envelope."""
    return [line.strip() for line in address.replace(",", "\n").splitlines() if line.strip()]


def parents_of(pupil: Pupil) -> list[Recipient]:
    """Everyone who must be informed about a child. Who share an address get one letter, others one each.

    A secret address is never shared: its letter names that recipient alone.
    """
    rows = pupil.guardianships.filter(is_informed=True).select_related("guardian").order_by("call_order", "pk")
    return _joined(row.guardian for row in rows)


def _joined(guardians: Iterable[Guardian]) -> list[Recipient]:
    found: dict[str, Recipient] = {}
    for one in guardians:
        own = Recipient(str(one), one.address, one.email, one.secret_address, str(one.pk))
        shared = "" if one.secret_address else _bare(one.address)
        if shared and shared in found:
            first = found[shared]
            found[shared] = first._replace(name=f"{first.name} en {own.name}", email=first.email or own.email)
        else:
            found[shared or str(one.pk)] = own
    return list(found.values())


def _bare(text: str) -> str:
    """A text without what a typist changes: capitals, commas, spaces."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def gives_away(texts: Iterable[str], addresses: Iterable[str]) -> bool:
    """Whether one of these addresses stands in one of these texts, however it is typed."""
    hidden = [bare for bare in map(_bare, addresses) if bare]
    return any(address in _bare(text) for text in texts for address in hidden)
