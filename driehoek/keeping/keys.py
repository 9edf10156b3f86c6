"""The keys of a house: a mark that tells two apart without giving one away, and the copy that is kept apart."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .actions import mark
from .models import Mark

NAMES = ("SEALING_KEY", "SECRET_KEY")


def mark_of(key: str) -> str:
    """Twelve signs that differ for another key; nothing of the key can be read from them (it is 32 random bytes)."""
    return hashlib.sha256(b"driehoek key mark " + key.strip().lower().encode()).hexdigest()[:12]


def write_apart(path: Path) -> None:
    """The keys of this house in one file for its own account, never in the bag with the data."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(json.dumps({name: getattr(settings, name) for name in NAMES}, indent=1))
    mark(Mark.What.KEYS, mark_of(settings.SEALING_KEY))


def read_apart(path: Path) -> dict[str, str]:
    """What `write_apart` wrote, or the bare sealing key as it stands in var/."""
    text = path.read_text().strip()
    if not text.startswith("{"):
        return {"SEALING_KEY": text}
    found: dict[str, str] = json.loads(text)
    return {name: found[name] for name in NAMES if name in found}


def install(found: dict[str, str]) -> None:
    """Put keys where the settings read them, for the next start of every process."""
    for name, key in found.items():
        path = settings.VAR / name.lower()
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_text(key)


def refuse_another_key() -> None:
    """Raises ImproperlyConfigured where the personal numbers of this house were sealed with another key than it has.

    Going on would seal new numbers with the wrong key, and putting the right one back would then lose those.
    """
    now = mark_of(settings.SEALING_KEY)
    kept = Mark.objects.filter(pk=Mark.What.SEALED).values_list("note", flat=True).first()
    if kept is None:
        mark(Mark.What.SEALED, now)
    elif kept != now:
        raise ImproperlyConfigured(
            "The sealing key is not the one of this house: the personal numbers cannot be read with it. Put the right"
            f" key back ({settings.VAR / 'sealing_key'}, or SEALING_KEY), then start again."
        )
