"""A house of its own for a test that breaks one: the small database of a release, as processes see it."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[3]
RELEASES = HOUSE / "tests" / "releases"
SEALING_KEY = "5e" * 32  # what the kept databases were sealed with; invented people


def releases() -> list[str]:
    return [path.name.removesuffix(".sqlite3.gz") for path in sorted(RELEASES.glob("*.sqlite3.gz"))]


def of_release(folder: Path, release: str) -> dict[str, str]:
    """Unpack it, with an attachment beside it. Returns the environment of its processes."""
    (folder / "driehoek.sqlite3").write_bytes(gzip.decompress((RELEASES / f"{release}.sqlite3.gz").read_bytes()))
    (folder / "attachments" / "ab").mkdir(parents=True)
    (folder / "attachments" / "ab" / "abc").write_bytes(b"an attachment")
    (folder / "sealing_key").write_text(SEALING_KEY)
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "SEALING", "SECRET"))
    }
    return {
        **kept,
        "DRIEHOEK_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "driehoek.settings",
        "PYTHONPATH": str(HOUSE),
    }


def manage(environment: dict[str, str], *arguments: str, good: bool = True) -> str:
    """A command of ours in that house. What it said, both ways."""
    return _run(environment, "-m", "driehoek.cli", "manage", *arguments, good=good)


def python(environment: dict[str, str], code: str, *, good: bool = True) -> str:
    return _run(environment, "-c", code, good=good)


def _run(environment: dict[str, str], *arguments: str, good: bool) -> str:
    done = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, *arguments], env=environment, cwd=HOUSE, capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    assert (done.returncode == 0) == good, said
    return said
