"""What the environment says. What is not set is closed, and what is not understood stops the start."""

import contextlib
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


def var() -> Path:
    """The folder of everything that this house keeps."""
    return Path(os.environ.get("DRIEHOEK_VAR", Path(__file__).resolve().parent.parent / "var"))


def secret(name: str, folder: Path) -> str:
    """A secret from NAME, from the file named in NAME_FILE, or from the folder, where `make_secret` made it once."""
    if name in os.environ:
        return os.environ[name]
    path = _place(name, folder)
    if not path.exists():
        raise ImproperlyConfigured(f"There is no {path}. Every command of ./run makes it, such as: ./run manage check")
    return path.read_text().strip()


def make_secret(name: str, folder: Path) -> None:
    """Make a secret that is given nowhere. Of two processes that do so at once both go on with the first one's."""
    path = _place(name, folder)
    if name in os.environ or path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{os.getpid()}")
    made.touch(mode=0o600)
    made.write_text(os.urandom(32).hex())
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(made)
    made.unlink()


def _place(name: str, folder: Path) -> Path:
    return Path(os.environ.get(f"{name}_FILE", folder / name.lower()))
