"""The tests in the browser wait for what they expect: a look right after a click may see the page that is leaving."""

import ast
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STORIES = sorted(p for folder in ("driehoek", "tests") for p in (ROOT / folder).rglob("test_*.py"))

LEAVES = {"click", "press"}
LOOKS = {"axe", "fits", "photograph"}


def called(statement: ast.stmt) -> str:
    """The name of what a statement calls and nothing else does: `click` of `page.get_by_role(…).click()`."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return ""
    function = statement.value.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def hasty(tree: ast.AST) -> Iterator[int]:
    """The lines that look, or assert at once, right after what may bring another page."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for before, after in itertools.pairwise(body) if isinstance(body, list) else ():
            looks = called(after) in LOOKS or isinstance(after, ast.Assert)
            if called(before) in LEAVES and looks:
                yield after.lineno


@pytest.mark.parametrize("story", STORIES, ids=[str(path.relative_to(ROOT)) for path in STORIES])
def test_nothing_is_looked_at_before_the_page_it_belongs_to_is_there(story: Path) -> None:
    assert not list(hasty(ast.parse(story.read_text(encoding="utf-8")))), "expect() something of the new page first"


def test_a_look_right_after_a_click_is_seen() -> None:
    assert list(hasty(ast.parse("def test():\n    page.link.click()\n    axe(page)"))) == [3]
    assert not list(hasty(ast.parse("def test():\n    page.link.click()\n    expect(page.title)\n    axe(page)")))
