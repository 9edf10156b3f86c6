"""The lawbook's command line: list, show, apply, stale. Exit 2 = a bad fact, exit 3 = before the law existed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from lawbook import catalogue, page
from lawbook.errors import BadFact, NotInForce, UnknownRule

BAD_FACT, NOT_IN_FORCE = 2, 3


def today() -> date:
    """The day it is in Flanders and the Netherlands: the caller's day, which no rule reads by itself."""
    return datetime.now(ZoneInfo("Europe/Brussels")).date()


def parser() -> argparse.ArgumentParser:
    """The arguments of every command."""
    top = argparse.ArgumentParser(prog="law", description="Rules of Flemish and Dutch primary school law.")
    commands = top.add_subparsers(dest="command", required=True, metavar="list|show|apply|stale")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="machine-readable")
    shared.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the texts (nl)")
    commands.add_parser("list", parents=[shared], help="every rule there is")
    show = commands.add_parser("show", parents=[shared], help="what a rule says, its facts, its values over time")
    show.add_argument("rule", metavar="RULE")
    apply = commands.add_parser("apply", parents=[shared], help="answer a rule from facts")
    apply.add_argument("rule", metavar="RULE")
    apply.add_argument("facts", metavar="fact=value", nargs="*")
    apply.add_argument("--file", metavar="facts.json", help="a JSON object with facts; those on the line go before")
    commands.add_parser("stale", parents=[shared], help="values last checked more than two years ago")
    return top


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments; facts may stand before and after the options."""
    top = parser()
    given, rest = top.parse_known_args(arguments)
    if rest and (given.command != "apply" or any(one.startswith("-") for one in rest)):
        top.error(f"not understood: {' '.join(rest)}")
    if rest:
        given.facts += rest
    return given


def main(arguments: Sequence[str]) -> int:
    """Run a command; the exit code. Refusals are one sentence on the error stream."""
    given = read(arguments)
    try:
        print(COMMANDS[given.command](given))
    except BadFact as wrong:
        return _refuse(str(wrong), BAD_FACT)
    except UnknownRule as wrong:
        return _refuse(f"{wrong.args[0]}: no such rule; `law list` names them all", BAD_FACT)
    except NotInForce as wrong:
        return _refuse(str(wrong), NOT_IN_FORCE)
    return 0


def _refuse(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _list(given: argparse.Namespace) -> str:
    return _dumps(page.listing()) if given.json else page.listing_text(given.lang)


def _show(given: argparse.Namespace) -> str:
    found = catalogue.get(given.rule)
    return _dumps(page.described(found)) if given.json else page.described_text(found, given.lang)


def _apply(given: argparse.Namespace) -> str:
    found = catalogue.get(given.rule)
    outcome = catalogue.apply(found.id, _facts(given.facts, given.file), today=today())
    answer = outcome.as_json(found.id, given.lang)
    return _dumps(answer) if given.json else page.answer_text(answer, given.lang)


def _stale(given: argparse.Namespace) -> str:
    rows = page.stale(today())
    return _dumps(rows) if given.json else page.stale_text(rows, given.lang)


def _facts(pairs: Sequence[str], file: str | None) -> dict[str, object]:
    facts: dict[str, object] = dict(_from_file(file)) if file else {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise BadFact(pair, "should be written as fact=value")
        facts[name] = value
    return facts


def _from_file(name: str) -> dict[str, object]:
    try:
        read = json.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as wrong:
        raise BadFact("--file", f"cannot read {name}: {wrong.strerror}") from None
    except ValueError as wrong:
        raise BadFact("--file", f"{name} is not JSON: {wrong}") from None
    if not isinstance(read, dict):
        raise BadFact("--file", f"{name} should hold one JSON object with facts")
    return read


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


COMMANDS = {"list": _list, "show": _show, "apply": _apply, "stale": _stale}
