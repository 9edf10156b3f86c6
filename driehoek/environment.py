"""What the environment says. What is not set is closed, and what is not understood stops the start."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def envbool(name: str, default: bool = False) -> bool:
    """True or False from the environment; anything else is an error, because "false " must never open a door."""
    value = os.environ.get(name, str(default))
    if value not in {"True", "False"}:
        raise ImproperlyConfigured(f"{name} must be True or False, not {value!r}")
    return value == "True"


def envlist(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def secret(name: str, folder: Path) -> str:
    """A secret from NAME, from the file named in NAME_FILE, or from the folder, made there once."""
    if name in os.environ:
        return os.environ[name]
    path = Path(os.environ.get(f"{name}_FILE", folder / name.lower()))
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(os.urandom(32).hex())
    return path.read_text().strip()
