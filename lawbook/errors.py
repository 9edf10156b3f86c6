"""How the lawbook refuses."""

from __future__ import annotations

from datetime import date


class NotInForce(LookupError):
    """No value holds on that day: it is before the first one, the rule was repealed, or the year is not known."""

    def __init__(self, what: str, on: date, since: date | None = None) -> None:
        self.what, self.on, self.since = what, on, since
        known = f"its first known value holds from {since.isoformat()}" if since else "no value is known for that day"
        super().__init__(f"{what}: not in force on {on.isoformat()}; {known}")


class BadFact(ValueError):
    """A fact is missing, unknown, malformed or impossible. `fact` is its name, `message` says what is wrong."""

    def __init__(self, fact: str, message: str) -> None:
        self.fact, self.message = fact, message
        super().__init__(f"{fact}: {message}")


class Malformed(ValueError):
    """What was given for a fact cannot be read as its type; whoever knows the fact's name makes it a BadFact."""


class UnknownParameter(KeyError):
    """No parameter with that id stands in any file."""


class UnknownRule(KeyError):
    """No rule with that id is registered."""
