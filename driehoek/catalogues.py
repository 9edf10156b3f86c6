"""The compiled texts (.mo) are made by every command that starts the product: git keeps none, and needs no gettext."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parent
PROVIDED = HERE / "access" / "provided"  # our words for the pages of django-allauth; they stand nowhere in our code


def sources() -> list[Path]:
    """Every app's texts."""
    return sorted(HERE.glob("*/locale/*/LC_MESSAGES/django.po"))


def bring_up_to_date() -> None:
    """Compile the texts that changed since they were compiled. Two processes may do it at once."""
    for source in [*sources(), *PROVIDED.glob("*/LC_MESSAGES/django.po")]:
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
        half_done = compiled.with_name(f"{compiled.name}.{os.getpid()}")
        with half_done.open("wb") as file:
            write_mo(file, catalogue)
        half_done.replace(compiled)
