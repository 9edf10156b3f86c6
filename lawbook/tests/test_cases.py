"""The cases that jurists write: `cases/*.toml` holds facts and the answer worked out by hand, and names its source."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lawbook import catalogue
from lawbook.plain import plain

FOLDER = Path(__file__).parent / "cases"
NEEDED, ALLOWED = {"says", "rule", "facts", "expected", "source"}, {"part"}


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for place, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1):
            found.append(pytest.param(case, id=f"{path.stem} {place}: {case.get('says', '')}"))
    return found


@pytest.mark.parametrize("case", cases())
def test_a_rule_answers_as_was_worked_out_by_hand(case):
    missing, unknown = NEEDED - set(case), set(case) - NEEDED - ALLOWED
    assert not missing, f"add {', '.join(sorted(missing))}"
    assert not unknown, f"a case knows no {', '.join(sorted(unknown))}"
    answer = plain(catalogue.apply(case["rule"], case["facts"]).value)
    assert (answer[case["part"]] if "part" in case else answer) == plain(case["expected"])
