"""The apps lean on what stands below them: by a relation of a model, or an import for types, as by any other."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
[APPS] = [one["layers"] for one in CONTRACTS if one.get("containers") == ["driehoek"]]
HEIGHT = {app: -place for place, row in enumerate(APPS) for app in row.split(" | ")}
# Every row is a board's, and who holds a function holds it over a school, a class or a child; the accounts and the
# wall stand below all of these.
OVER = {"AccessAgreement.board", "AccessAgreement.school", "Acknowledgement.board", "Appointment.board",
        "Appointment.school", "Appointment.group", "Appointment.pupil"}  # fmt: skip


def app_of(module: str) -> str:
    return module.split(".")[1] if module.startswith("driehoek.") else ""


def relations() -> Iterator[tuple[str, str, str]]:
    """The name of each relation of a model, the app it stands in and the app it leads to."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model and app_of(model.__module__) and app_of(field.related_model.__module__):
                yield f"{model.__name__}.{field.name}", app_of(model.__module__), app_of(field.related_model.__module__)


def imports_for_types() -> Iterator[tuple[str, str]]:
    """The module and what it imports where only a type checker reads."""
    for path in (ROOT / "driehoek").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
                for one in ast.walk(node):
                    if isinstance(one, ast.ImportFrom):
                        yield ".".join(path.relative_to(ROOT).with_suffix("").parts), one.module or ""


@pytest.mark.parametrize(("name", "app", "other"), sorted(set(relations())))
def test_a_relation_of_a_model_leads_down(name: str, app: str, other: str) -> None:
    assert HEIGHT[other] <= HEIGHT[app] or name in OVER


def test_nothing_is_imported_upward_for_its_type_alone() -> None:
    up = [
        (module, other)
        for module, other in imports_for_types()
        if app_of(other) in HEIGHT and HEIGHT[app_of(other)] > HEIGHT.get(app_of(module), 0)
    ]
    assert up == []


def test_every_app_has_its_layer() -> None:
    found = {path.name for path in (ROOT / "driehoek").iterdir() if (path / "__init__.py").exists()}
    assert found - set(HEIGHT) == {"web", "keeping", "demo"}  # the frame and the house itself, around all of them
