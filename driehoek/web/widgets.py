"""Widgets of the house."""

from typing import Any

from django import forms


class FoldedChoices(forms.CheckboxSelectMultiple):
    """A long list of boxes behind one line, with a field that sifts it; open as soon as one is ticked."""

    template_name = "web/folded_choices.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["open"] = bool(value)
        return context
