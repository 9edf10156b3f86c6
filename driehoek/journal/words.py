"""What people write in a line of the journal stands beside it: it can be erased, and the line still holds."""

import secrets
from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from django.utils.translation import gettext as _

from driehoek.kit import registry

from .models import Line, Words

FACT = "words"  # where the line keeps the digest


def apart(purpose: str) -> tuple[str, str]:
    """A purpose as its code and as own words: one of the two is empty."""
    return (purpose, "") if not purpose or purpose in registry.by_name("PURPOSES") else ("", purpose)


def salted(text: str) -> tuple[str, str]:
    """A new salt, and the digest of it with a text: from the digest alone nobody finds what was written."""
    salt = secrets.token_hex(16)
    return salt, digest_of(salt, text)


def digest_of(salt: str, text: str) -> str:
    return sha256(f"{salt}{text}".encode()).hexdigest()


def purposes(lines: Iterable[Line]) -> dict[UUID, str]:
    """What for, by line, in the reader's language: a known purpose, or what somebody wrote. Else the line is absent."""
    found = [line for line in lines if line.purpose or FACT in line.facts]
    written = dict(Words.objects.filter(pk__in=[line.pk for line in found]).values_list("pk", "text"))
    known = registry.by_name("PURPOSES")
    return {
        line.pk: str(known.get(line.purpose, line.purpose)) or written.get(line.pk) or _("erased") for line in found
    }
