"""What a form says of its fields is true: a field that is asked in some cases is never called “not required”."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django import forms
from django.template.loader import render_to_string

APPS = Path(__file__).parents[2]
SOURCES = [
    path for path in APPS.rglob("*.py") if "form" in f"{path.parent.name}/{path.name}" and "tests" not in path.parts
]


def asked_when_empty(made: ast.ClassDef) -> Iterator[str]:
    """The fields of which `clean` says “fill this in” under a condition that finds them empty."""
    for one in ast.walk(made):
        if isinstance(one, ast.If):
            empty = {
                name.value
                for part in ast.walk(one.test)
                if isinstance(part, (ast.UnaryOp, ast.Compare))
                for name in ast.walk(part)
                if isinstance(name, ast.Constant) and isinstance(name.value, str)
                if (isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not)) or "len(" in ast.unparse(part)
            }
            for call in (call for statement in one.body for call in ast.walk(statement) if isinstance(call, ast.Call)):
                named = call.args[0] if ast.unparse(call.func) == "self.add_error" and call.args else None
                if isinstance(named, ast.Constant) and named.value in empty:
                    yield str(named.value)


def optional(made: ast.ClassDef) -> set[str]:
    """The fields a form declares as not required."""
    return {
        one.targets[0].id
        for one in made.body
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name) and isinstance(one.value, ast.Call)
        if any(word.arg == "required" and ast.unparse(word.value) == "False" for word in one.value.keywords)
    }


def test_a_field_that_is_asked_in_some_cases_is_never_called_not_required() -> None:
    misleading = {}
    for path in SOURCES:
        for made in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(made, ast.ClassDef):
                said = next((ast.unparse(one) for one in made.body if ast.unparse(one).startswith("sometimes")), "")
                wrong = {name for name in {*asked_when_empty(made)} & optional(made) if f"'{name}'" not in said}
                if wrong:
                    misleading[f"{path.relative_to(APPS)} {made.name}"] = wrong
    assert misleading == {}, "\n" + "\n".join(f"{k} {sorted(v)}" for k, v in misleading.items())


def test_only_what_is_never_asked_says_that_it_is_not_required() -> None:
    class Asking(forms.Form):
        sometimes = ("who",)
        who = forms.CharField(required=False)
        at = forms.CharField(required=False)

    form = Asking()
    said = {name: "niet verplicht" in render_to_string("web/field.html", {"field": form[name]}) for name in form.fields}
    assert said == {"who": False, "at": True}
