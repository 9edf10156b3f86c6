"""How the lawbook refuses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date


class NotInForce(LookupError):
    """No value holds on that day: it is before the first one, the rule was repealed, or the year is not known."""

    def __init__(self, what: str, on: date, since: date | None = None) -> None:
        self.what, self.on, self.since = what, on, since
        known = f"its first known value holds from {since.isoformat()}" if since else "no value is known for that day"
        super().__init__(f"{what}: not in force on {on.isoformat()}; {known}")


class BadFact(ValueError):
    """A fact is missing, unknown, malformed or impossible. `fact` is its name, `message` says in English what is wrong.

    Where the refusal is one of every rule, `code` and `facts` say it too, for a reader's own language.
    """

    def __init__(self, fact: str, message: str, code: str = "", facts: Mapping[str, object] | None = None) -> None:
        self.fact, self.message, self.code, self.facts = fact, message, code, facts or {}
        super().__init__(f"{fact}: {message}")


class Malformed(ValueError):
    """What was given for a fact cannot be read as its type; whoever knows the fact's name makes it a BadFact.

    `code` is that of a sentence in `texts/`, which may name what was `given` and further facts.
    """

    def __init__(self, code: str, given: object, **facts: object) -> None:
        self.code, self.facts = code, {"given": f"“{given}”", **facts}
        super().__init__(f"{code}: {given}")


class UnknownParameter(KeyError):
    """No parameter with that id stands in any file."""


class UnknownAct(KeyError):
    """A value rests on an act that `lawbook/sources.toml` does not know: add its id, its title and where it stands."""

    def __str__(self) -> str:
        return f"no act {self.args[0]!r} in lawbook/sources.toml; add it there with its title and url"


class UnknownRule(KeyError):
    """No rule with that id is registered."""
