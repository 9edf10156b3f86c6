"""Forms of classes: make or change one, close one, and those of next year."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.enrolment.classes import children_of
from driehoek.enrolment.next_year import LEAVES, Decided, Now, Rung
from driehoek.enrolment.queries import classes_from, holds, years
from driehoek.pupils.forms.entries import day_field
from driehoek.schools.models import Group, School, Site

from .enrol import ClassField, not_then

HIGHEST = 8  # groep 8; a Flemish school goes to the sixth year


class ClassForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """A class: its name, what it is of, and where."""

    class Meta:
        model = Group
        fields = ("school_year", "name", "level", "year", "site", "composite")
        labels = {
            "level": gettext_lazy("level"),
            "year": gettext_lazy("year of the level"),
            "site": gettext_lazy("site"),
            "composite": gettext_lazy("beside the own class of the children, never instead of it"),
        }

    def __init__(self, *args: Any, actor: Actor, school: School, **options: Any) -> None:
        super().__init__(*args, **options)
        self.school = school
        known = [one.as_text() for one in years(school, actor.on)]
        self.fields["school_year"] = forms.ChoiceField(label=_("School year"), choices=[(one, one) for one in known])
        self.fields["site"].queryset = Site.objects.filter(school=school)  # type: ignore[attr-defined]  # its own field
        if school.jurisdiction == "nl":
            self.fields["year"].label = _("group number")
        self.fields["year"].required = True
        self.fields["year"].widget.attrs = {"min": 1, "max": HIGHEST}
        if not self.fields["site"].queryset.exists():  # type: ignore[attr-defined]  # as above
            del self.fields["site"]
        if self.instance.school_year:
            del self.fields["school_year"]

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not 1 <= year <= HIGHEST:
            raise forms.ValidationError(_("Give a number from 1 to %(most)d.") % {"most": HIGHEST})
        return year

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        year = data.get("school_year") or self.instance.school_year
        same = Group.objects.filter(school=self.school, school_year=year, name__iexact=data.get("name", ""))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("There is a class of this name in that school year."))
        return data


class CloseForm(forms.Form):
    """The first day a class is no longer there, and where its children go."""

    day = day_field(gettext_lazy("closed from"))

    def __init__(self, *args: Any, actor: Actor, group: Group, **options: Any) -> None:
        super().__init__(*args, **options)
        self.group = group
        others = classes_from(group.school, actor.on).filter(school_year=group.school_year, composite=False)
        self.fields["to"] = ClassField(
            others.exclude(pk=group.pk), label=_("The children go to"), required=False, empty_label=_("choose a class")
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        day = data.get("day")
        if day and not holds(self.group, day):
            self.add_error("day", not_then())
        elif day and not data.get("to") and not self.group.composite and children_of(self.group, day):
            self.add_error("to", _("There are children in this class. Choose where they go."))
        return data


class NextYearForm(forms.Form):
    """Per class where it goes, who stays, and where who comes goes."""

    def __init__(self, *args: Any, found: Now, **options: Any) -> None:
        super().__init__(*args, **options)
        self.found = found
        targets = [(name, name) for name in found.names]
        for rung in found.rungs:
            self.fields[f"to_{rung.group.pk}"] = forms.ChoiceField(
                choices=[(LEAVES, _("leaves the school")), *targets],
                required=False,
                initial=rung.proposed,
                label=_("%(group)s goes to") % {"group": rung.group},
            )
            self.fields[f"stay_{rung.group.pk}"] = forms.MultipleChoiceField(
                choices=[(str(one.pk), one.name) for one in rung.children],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                label=_("Who stays in %(group)s?") % {"group": rung.group},
            )
        for child in found.coming:
            self.fields[f"new_{child.pk}"] = forms.ChoiceField(
                choices=[(LEAVES, _("no class yet")), *targets],
                required=False,
                label=child.name,
                initial=found.names[0] if found.names else LEAVES,
            )

    def rows(self) -> list[tuple[Rung, Any, Any]]:
        return [(rung, self[f"to_{rung.group.pk}"], self[f"stay_{rung.group.pk}"]) for rung in self.found.rungs]

    def newcomers(self) -> list[Any]:
        return [self[f"new_{child.pk}"] for child in self.found.coming]

    def decided(self) -> Decided:
        data = self.cleaned_data
        return Decided(
            {rung.group.pk: data[f"to_{rung.group.pk}"] for rung in self.found.rungs},
            frozenset(UUID(pk) for rung in self.found.rungs for pk in data[f"stay_{rung.group.pk}"]),
            {child.pk: data[f"new_{child.pk}"] for child in self.found.coming},
        )
