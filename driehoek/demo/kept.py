"""What is remembered of a filled demo: from which code, how large, when, and the password its people share."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Self

from django.conf import settings

PLACE = Path(settings.VAR) / "demo.json"
SOURCES = ("driehoek/*/migrations/*.py", "driehoek/demo/*.py", "requirements/run.txt")


def fingerprint() -> str:
    """Changes with the tables and with what the demo tells: a database of another one is filled anew."""
    paths = sorted(path for pattern in SOURCES for path in Path(settings.BASE_DIR).glob(pattern))
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


@dataclass(frozen=True)
class Kept:
    code: str
    database: str
    pupils: int
    schools: int
    filled_on: str
    password: str

    @classmethod
    def read(cls) -> Self | None:
        try:
            return cls(**json.loads(PLACE.read_text()))
        except (OSError, TypeError, ValueError):
            return None

    def same_as(self, other: "Kept") -> bool:
        """Whether the other one asks for what is there."""
        mine, theirs = ((one.code, one.database, one.pupils, one.schools) for one in (self, other))
        return mine == theirs

    def write(self) -> None:
        PLACE.parent.mkdir(parents=True, exist_ok=True)
        PLACE.touch(mode=0o600)
        PLACE.write_text(json.dumps(asdict(self), indent=1))

    @property
    def day(self) -> date:
        return date.fromisoformat(self.filled_on)
