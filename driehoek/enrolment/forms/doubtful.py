"""Asking once about what is probably mistyped; the same that the import of a list warns about."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _

from driehoek.people.plausible import Place, doubts
from driehoek.schools.models import Group
from lawbook.kinds import SchoolYear

SURE = "sure"


def look_again(
    form: forms.BaseForm, born: date | None, number: str, group: Group | None, country: str, *, beside: str = ""
) -> None:
    """Say beside each field what to look at again, with a tick for who looked and knows that it is right.

    `beside`: the field of the class, in a form that does not ask the date of birth.
    """
    place = Place(group.level, group.year, SchoolYear.parse(group.school_year).start) if group else None
    found = doubts(country, born, number, place)
    if not found:
        return
    form.fields[SURE] = forms.BooleanField(label=_("I looked again: this is right"), required=False)
    if not form.data.get(form.add_prefix(SURE)):
        for doubt in found:
            form.add_error(beside or doubt.field, doubt.text)
