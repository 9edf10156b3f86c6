"""Nobody here carries the name of somebody who exists: no person of the sources stands in code, demo or tests."""

import hashlib
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
# Digests, for the list itself may not name anybody either: `digest("given family")`, a line each.
REAL = frozenset((Path(__file__).parent / "real_names.txt").read_text().split())
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LONGEST = 4  # words of a name: a given name, two particles, a family name


def digest(name: str) -> str:
    return hashlib.sha256(f"driehoek {name}".encode()).hexdigest()[:20]


def folded(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return [word.lower() for word in WORD.findall(plain)]


def names_in(text: str) -> Iterator[str]:
    """Each run of one to four words of a line, as names are written, that is somebody of the sources."""
    for line in text.splitlines():
        words = folded(line)
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                if digest(" ".join(words[start:end])) in REAL:
                    yield line.strip()


def texts() -> Iterator[tuple[Path, str]]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, check=True, text=True).stdout  # noqa: S607  # git of the machine
    for name in filter(None, listed.split("\0")):
        try:
            yield HOUSE / name, (HOUSE / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture, or a file on its way out


def test_the_list_finds_a_name_whatever_its_accents_and_capitals() -> None:
    written = " ".join(("zo schreef", "NIÈM" + "AND", "Vanhier", "ons"))
    assert list(names_in(written)) == [written]


def test_no_person_of_the_sources_stands_in_code_demo_tests_or_texts() -> None:
    found = [f"{path.relative_to(HOUSE)}: {line}" for path, text in texts() for line in names_in(text)]
    assert found == []
