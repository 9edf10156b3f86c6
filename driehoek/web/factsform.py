"""A rule's facts as a form, made from their types: whoever can fill it in can try the law."""

import json
import re
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lawbook import facts as reading
from lawbook import page, texts
from lawbook.catalogue import Fact, Rule
from lawbook.errors import Malformed

FEW = 5  # choices that are radios; more are a list
HINTS: dict[str, Promise] = {
    "moment": gettext_lazy("the day and the hour, for example 6 May 2021 09:10"),
    "number": gettext_lazy("a whole number"),
    "decimal": gettext_lazy("a number, for example 2.5"),
    "half_day": gettext_lazy("a half day, for example 2020-01-14/am or 2020-01-14/pm"),
    "school_year": gettext_lazy("a school year, for example 2020-2021"),
    "days": gettext_lazy("a day or a range, for example 2021-05-12 or 2021-05-13..2021-05-14"),
    "date:decimal": gettext_lazy("a day and a number of hours, for example 2020-01-14:2.5"),
    "text:decimal:choice": gettext_lazy("a name, an amount and a kind, for example swimming:45:one_day"),
    "object": gettext_lazy("an object in JSON"),
    "list of objects": gettext_lazy("a list of objects in JSON"),
}

EXAMPLE = re.compile(r"\d{4}-\d\d-\d\d(?:/am|/pm|:[\d.]+|\.\.\d{4}-\d\d-\d\d)?")


def hint(fact: Fact) -> str:
    """What to fill in, where the input does not say it by itself."""
    shape, many = _shape(fact)
    one = str(HINTS.get("list of objects" if many and shape == "object" else shape, ""))
    if many and shape == "text":
        return _("One on each line.")
    return (
        _("One on each line: %(what)s.") % {"what": one}
        if many and shape != "object"
        else one and f"{one[0].upper()}{one[1:]}."
    ) or ""


def as_written(text: str) -> SafeString:
    """A hint with its examples as code: they are written for the lawbook, no sentence of a person."""
    return mark_safe(EXAMPLE.sub(r"<code>\g<0></code>", escape(text)))  # noqa: S308  # escaped just before


def _shape(fact: Fact) -> tuple[str, bool]:
    shape = fact.shape.removeprefix("list of ")
    return shape, shape != fact.shape


class FactsForm(forms.Form):
    """The facts of one rule. `given` are the facts as the lawbook reads them."""

    use_required_attribute = False

    def __init__(self, rule: Rule, data: MultiValueDict[str, Any], lang: str) -> None:
        self.rule, self.lang = rule, lang
        asked = any(fact.name in data for fact in rule.facts)
        super().__init__(data if asked else None)
        for fact in rule.facts:
            self.fields[fact.name] = _field(fact, page.label(rule, fact, lang), lang)

    @property
    def method(self) -> str:
        """Days and numbers stand in the address, so that the answer can be sent to somebody; an object does not fit."""
        return "post" if any(_shape(fact)[0] == "object" for fact in self.rule.facts) else "get"

    @property
    def given(self) -> dict[str, object]:
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}

    def clean(self) -> dict[str, Any]:
        for fact in self.rule.facts:
            raw = self.cleaned_data.get(fact.name)
            if raw in (None, ""):
                continue
            try:
                self.cleaned_data[fact.name] = raw = _as_fact(fact, raw)
                reading.parse(raw, fact.kind)
            except Malformed as wrong:
                self.add_error(fact.name, texts.sentence(wrong.code, wrong.facts, self.lang))
            except ValueError:
                self.add_error(
                    fact.name, _("This cannot be read. Fill in %(what)s.") % {"what": HINTS[_shape(fact)[0]]}
                )
        return self.cleaned_data

    def refuse(self, fact: str, message: str) -> None:
        """A fact that can be read but cannot be: the lawbook says why."""
        self.add_error(fact if fact in self.fields else None, message)


def _as_fact(fact: Fact, raw: str) -> object:
    """From what a form field holds to what the lawbook reads. Raises ValueError."""
    shape, many = _shape(fact)
    if shape == "object":
        return json.loads(raw)
    if many:
        return [part.strip() for line in raw.splitlines() for part in line.split(",") if part.strip()]
    if shape == "moment":
        moment = datetime.fromisoformat(raw)
        return (moment if moment.tzinfo else timezone.make_aware(moment)).isoformat(timespec="minutes")
    return raw.replace(",", ".") if shape == "decimal" else raw


def _field(fact: Fact, label: str, lang: str) -> forms.Field:
    given: dict[str, Any] = {
        "label": label,
        "required": fact.required and fact.name != "on",
        "help_text": as_written(hint(fact)),
    }
    shape, many = _shape(fact)
    if many or shape == "object":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}), **given)
    if shape in {"yes_no", "choice"}:
        return _choice(fact, given, lang)
    return forms.CharField(widget=WIDGETS.get(shape, forms.TextInput)(), **given)


def _choice(fact: Fact, given: dict[str, Any], lang: str) -> forms.ChoiceField:
    words = fact.choices or ("yes", "no")
    options = [(word, texts.word(word, lang) if fact.choices else str(YES_NO[word])) for word in words]
    if not given["required"]:
        options.insert(0, ("", _("not given")))
    widget = forms.RadioSelect if len(words) <= FEW else forms.Select
    return forms.ChoiceField(choices=options, widget=widget, **given)


YES_NO = {"yes": gettext_lazy("yes"), "no": gettext_lazy("no")}
WIDGETS: dict[str, Any] = {
    "date": lambda: forms.TextInput(attrs={"type": "date"}),
    "moment": lambda: forms.TextInput(attrs={"type": "datetime-local"}),
    "number": lambda: forms.TextInput(attrs={"inputmode": "numeric"}),
    "decimal": lambda: forms.TextInput(attrs={"inputmode": "decimal"}),
}
