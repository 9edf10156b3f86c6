"""Where the law stands: the acts, circulars, models and pages of `sources.toml`, each under its id."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lawbook.errors import UnknownAct

FILE = Path(__file__).parent / "sources.toml"


class Source(NamedTuple):
    """Where it stands. `level` is law, circular, network_model, board or advice."""

    act: str
    article: str
    url: str
    level: str


def source(act_id: str, article: str, level: str) -> Source:
    """An article of an act that `sources.toml` knows. Raises UnknownAct."""
    try:
        act = acts()[act_id]
    except KeyError:
        raise UnknownAct(act_id) from None
    return Source(act["title"], article, act["url"], level)


@cache
def acts() -> dict[str, dict[str, str]]:
    """Title and address of every act, by id."""
    with FILE.open("rb") as file:
        return tomllib.load(file)
