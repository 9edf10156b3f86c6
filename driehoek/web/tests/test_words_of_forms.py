"""What forms say of their fields is Dutch, differs from field to field, and starts with a capital on every page."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.forms.utils import pretty_name
from django.utils import translation

import driehoek
from driehoek.web import texts

APPS = Path(driehoek.__file__).parent
ALONE = re.compile(r"\.(?:tests|migrations|management)(?:\.|$)|\.(?:conftest|wsgi|server)$")
# A label that is written by hand in a template, outside of the parts that every form uses.
BY_HAND = re.compile(r"<(?:label|legend)\b[^>]*>\s*\{\{ [\w.]+\.label \}\}")


def below(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def forms_of_the_house() -> list[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(driehoek.__path__, "driehoek."):
        if not ALONE.search(module.name):
            importlib.import_module(module.name)
    found = {one for one in below(forms.BaseForm) if ALONE.sub("", one.__module__) == one.__module__}
    ours = {one for one in found if one.__module__.startswith("driehoek.")}
    return sorted(ours, key=lambda one: (one.__module__, one.__name__))


FORMS = forms_of_the_house()
NAMES = [f"{one.__module__}.{one.__name__}" for one in FORMS]


def shown(form: type[forms.BaseForm]) -> dict[str, forms.Field]:
    return {name: one for name, one in form.base_fields.items() if not one.widget.is_hidden}


def said(name: str, field: forms.Field, language: str) -> list[str]:
    """The label and hint of a field and everything it may refuse with, in one language."""
    label = pretty_name(name) if field.label is None else field.label
    with translation.override(language):
        return [str(one) for one in (label, field.help_text, *field.error_messages.values())]


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_everything_a_form_says_of_its_fields_is_dutch(form) -> None:
    same = {str(key.msgid).casefold() for key, (_path, one) in texts.translated().items() if one.string == key.msgid}
    english = {
        name: mine
        for name, field in shown(form).items()
        for mine, theirs in zip(said(name, field, "nl"), said(name, field, "en"), strict=True)
        if mine and mine == theirs and mine.casefold() not in same
    }
    assert english == {}


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_no_two_fields_of_a_form_have_one_name(form) -> None:
    labels = Counter(said(name, field, "nl")[0].casefold() for name, field in shown(form).items())
    assert [label for label, many in labels.items() if many > 1 and label] == []


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_an_hour_is_not_called_a_day(form) -> None:
    """“Tot en met” says that the last one counts along: a day does, an hour does not."""
    hours = {
        name: said(name, field, "nl")[0] for name, field in shown(form).items() if isinstance(field, forms.TimeField)
    }
    assert not [label for label in hours.values() if "tot en met" in label.casefold()]


def test_every_form_of_the_house_is_looked_at() -> None:
    assert len(FORMS) > 150


def test_a_label_starts_with_a_capital_wherever_it_is_written() -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in APPS.rglob("*.html") if "allauth" not in path.parts}
    lower = {str(path): found for path, text in pages.items() if (found := BY_HAND.findall(text))}
    assert lower == {}
