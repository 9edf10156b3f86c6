"""The tail is capped: files under 300 lines, functions under 40, views at most 25. What grows past it is two things."""

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
TESTS = [path.relative_to(HOUSE) for path in sorted((HOUSE / "tests").rglob("*.py"))]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions(path: Path) -> Iterator[tuple[str, int, int]]:
    """Each function with the lines of its body, its docstring and decorators not counted, and how many it may have.

    A view is what is given a request, wherever it lives.
    """
    for node in ast.walk(ast.parse((HOUSE / path).read_text())):
        if isinstance(node, FUNCTIONS):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            is_view = any(one.arg in {"request", "_request"} for one in node.args.args)
            yield node.name, (node.end_lineno or 0) - first.lineno + 1, 25 if is_view else 40


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_file_and_its_functions_stay_short(path: Path) -> None:
    assert len((HOUSE / path).read_text().splitlines()) <= 300, f"{path} is too long"
    long = {name: lines for name, lines, most in functions(path) if lines > most}
    assert not long, f"{path}: {long}"


@pytest.mark.parametrize("path", [*FILES, *TESTS], ids=str)
def test_the_formatter_is_switched_off_for_tables_of_data_alone(path: Path) -> None:
    text = (HOUSE / path).read_text()
    tables = {node.end_lineno for node in ast.parse(text).body if isinstance(node, (ast.Assign, ast.AnnAssign))}
    off = {number for number, line in enumerate(text.splitlines(), 1) if "# fmt: skip" in line and "`" not in line}
    assert off <= tables, f"{path}: {sorted(off - tables)}"
