"""What a child brings from a former school in one school year, as that school counted it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.enrolment.queries import years
from driehoek.people.models import Brought, Pupil
from driehoek.pupils.forms.entries import day_field
from driehoek.pupils.forms.others import not_later
from lawbook.kinds import SchoolYear


class BroughtForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """Only of this school year: what was counted before has no meaning any more."""

    until = day_field(gettext_lazy("counted up to and including"))

    class Meta:
        model = Brought
        fields = ("school_name", "until", "unauthorised", "notes", "present")

    def __init__(self, *args: Any, actor: Actor, pupil: Pupil, **options: Any) -> None:
        year = years(pupil.school, actor.on)[0]
        kept = Brought.objects.filter(pupil=pupil, school_year=year.as_text()).first()
        new = Brought(board_id=pupil.board_id, pupil=pupil, school_year=year.as_text())
        super().__init__(*args, **options | {"instance": kept or new})
        self.actor, self.year, self.pupil = actor, year, pupil

    def clean_until(self) -> object:
        day = not_later(self.cleaned_data["until"], self.actor)
        if SchoolYear.of(self.cleaned_data["until"], self.pupil.school.jurisdiction) != self.year:
            raise forms.ValidationError(
                _("This day is not in the school year %(year)s.") % {"year": self.year.as_text()}
            )
        return day
