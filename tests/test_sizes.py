"""The tail is capped: files under 300 lines, functions under 40, views at most 15. What grows past it is two things."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
FILES = [
    path.relative_to(HOUSE)
    for folder in ("lawbook", "driehoek", "benchmarks")
    for path in sorted((HOUSE / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function with the lines of its body, its docstring and decorators not counted."""
    for node in ast.walk(ast.parse((HOUSE / path).read_text())):
        if isinstance(node, FUNCTIONS):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            yield node.name, (node.end_lineno or 0) - first.lineno + 1


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_file_and_its_functions_stay_short(path: Path) -> None:
    assert len((HOUSE / path).read_text().splitlines()) <= 300, f"{path} is too long"
    limit = 15 if path.name == "views.py" or path.parent.name == "views" else 40
    long = {name: lines for name, lines in functions(path) if lines > limit}
    assert not long, f"{path}: {long}"
