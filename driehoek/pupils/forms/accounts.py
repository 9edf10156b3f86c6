"""Which parents are invited at once: those of a school, or of one of its classes."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.people.models import Guardianship
from driehoek.pupils.actions.accounts import RIGHT
from driehoek.pupils.around import to_invite
from driehoek.schools.models import Group, School
from lawbook.calendars import school_year


class InviteForm(forms.Form):
    school = forms.ModelChoiceField(School.objects.none(), label=_("school"), empty_label=None)
    which = forms.ModelChoiceField(Group.objects.none(), label=_("class"), required=False, empty_label=_("all"))

    anew = forms.BooleanField(
        label=_("Also who has a letter that still opens the account"),
        required=False,
        help_text=_("For letters that got lost or bore a wrong address: the code in the old letter works no more."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        schools = School.objects.visible_to(actor, RIGHT)
        year = school_year(actor.on, "be").as_text()
        groups = Group.objects.visible_to(actor, RIGHT).filter(school_year=year).order_by("school", "name")
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]  # its own field
        self.fields["which"].queryset = groups  # type: ignore[attr-defined]  # its own field

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("which") and data.get("school") and data["which"].school_id != data["school"].pk:
            self.add_error("which", _("This class is of another school."))
        return data

    def invited(self) -> list[Guardianship]:
        """Whom the form asks for; only where it is valid."""
        return to_invite(self.actor, self.cleaned_data["school"].pk, self.group, anew=self.cleaned_data["anew"])

    @cached_property
    def at_home(self) -> int:
        """How many have a letter that still opens the account, and did not use it."""
        school = self.cleaned_data["school"].pk
        return len(to_invite(self.actor, school, self.group, anew=True)) - len(
            to_invite(self.actor, school, self.group)
        )

    @property
    def group(self) -> UUID | None:
        chosen: Group | None = self.cleaned_data.get("which")
        return chosen.pk if chosen else None
