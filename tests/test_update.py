"""`./run update` in its own shell, with a `python` that only notes what it is asked: what fails, and the way back."""

import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

HOUSE = Path(__file__).parents[1]
PYTHON = """#!/bin/sh
echo "$*" >> said
case "$*" in *"manage $FAILS"*) echo broken >&2; exit 1;; esac
case "$*" in *"manage backup"*) echo "/srv/backup/one.tar.gz: 3 rows in 2 tables,";; esac
"""
SYSTEMCTL = """#!/bin/sh
echo "systemctl $*" >> said
if [ "$1" = list-units ]; then
  echo "driehoek@8001.service loaded active running"
  echo "driehoek-work.service loaded active running"
fi
true
"""
GIT = ("-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "init.defaultBranch=main")
STEPS = {"check": "a look at the code", "migrate": "the tables", "verify_journal": "the journal"}


class Clone(NamedTuple):
    """A clone one commit behind where it came from."""

    folder: Path
    before: str
    after: str

    def update(self, *given: str, fails: str = "nothing", services: bool = False) -> tuple[int, str]:
        path = f"{self.folder.parent / 'bin'}:{os.environ['PATH']}" if services else os.environ["PATH"]
        done = subprocess.run(  # noqa: S603  # our own script
            ["./run", "update", *given],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "FAILS": fails, "PATH": path},
        )
        return done.returncode, done.stdout + done.stderr

    def asked(self) -> list[str]:
        return [
            line.removeprefix("-m driehoek.cli manage ") for line in (self.folder / "said").read_text().splitlines()
        ]

    def head(self) -> str:
        return git(self.folder, "rev-parse", "HEAD")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", *GIT, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603  # git
    return done.stdout.strip()


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    source, folder = tmp_path / "source", tmp_path / "clone"
    source.mkdir()
    git(source, "init", "-q")
    shutil.copy(HOUSE / "run", source / "run")
    (source / ".gitignore").write_text(".venv\n.venv.lock\nsaid\n")
    shutil.copytree(HOUSE / "requirements", source / "requirements")
    git(source, "add", "-A")
    git(source, "commit", "-qm", "an older version")
    git(tmp_path, "clone", "-q", str(source), str(folder))
    (source / "new").write_text("what is new")
    git(source, "add", "new")
    git(source, "commit", "-qm", "a newer version")
    pins = b"".join((HOUSE / "requirements" / f"{one}.txt").read_bytes() for one in ("run", "test"))
    program(folder / ".venv" / "bin" / "python", PYTHON)
    (folder / ".venv" / "installed").write_text(f"run {sha256(pins).hexdigest()[:16]}\n")
    program(tmp_path / "bin" / "systemctl", SYSTEMCTL)
    return Clone(folder, git(folder, "rev-parse", "HEAD"), git(source, "rev-parse", "HEAD"))


def test_the_backup_comes_first_and_the_tables_when_everything_has_stopped(clone: Clone) -> None:
    code, said = clone.update(services=True)
    assert code == 0, said
    assert clone.head() == clone.after
    told = [one for one in clone.asked() if "list-units" not in one]
    services = "driehoek@8001.service driehoek-work.service"
    assert told == [
        "backup",
        "check",
        f"systemctl stop {services}",
        "stopped",
        "migrate --verbosity 0",
        "verify_journal",
        "backup --remember /srv/backup/one.tar.gz",
        f"systemctl start {services}",
        "doctor",
    ]
    assert f"Updated from {clone.before[:7]} to {clone.after[:7]}" in said


@pytest.mark.parametrize("fails", STEPS)
def test_a_step_that_fails_is_named_with_the_way_back(clone: Clone, fails: str) -> None:
    code, said = clone.update(fails=fails, services=True)
    assert code
    assert said.count("FAILED") == 1
    assert f"FAILED at {STEPS[fails]}" in said
    assert f"git checkout {clone.before}" in said
    assert "./run manage restore /srv/backup/one.tar.gz --replace" in said
    assert clone.asked()[-1].startswith(fails)


def test_without_a_backup_nothing_is_fetched(clone: Clone) -> None:
    code, said = clone.update(fails="backup")
    assert code
    assert said.count("FAILED at the backup. Nothing was changed") == 1
    assert clone.head() == clone.before


def test_changed_files_are_named_before_anything_else(clone: Clone) -> None:
    (clone.folder / ".gitignore").write_text(".venv\n.venv.lock\n")
    code, said = clone.update()
    assert code
    assert said.count("FAILED") == 1
    assert "changed files" in said
    assert not (clone.folder / "said").exists()


def test_while_the_house_runs_its_tables_are_left_alone(clone: Clone) -> None:
    code, said = clone.update(fails="stopped")
    assert code
    assert "./run update --here" in said
    assert "FAILED" not in said
    assert "migrate --verbosity 0" not in clone.asked()
    code, said = clone.update("--here")
    assert code == 0, said
    assert "migrate --verbosity 0" in clone.asked()
