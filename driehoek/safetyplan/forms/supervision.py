"""What people fill in about supervision (SAF-16)."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from driehoek.access.actors import Actor
from driehoek.access.models import User
from driehoek.safetyplan.models.supervision import Away, Post
from driehoek.safetyplan.queries import supervision as queries
from driehoek.safetyplan.queries.staff import staff_of
from driehoek.safetyplan.queries.supervision import Stand
from driehoek.schools.models import School

LESSON_DAYS = 5


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PostForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    class Meta:
        model = Post
        fields = ("weekday", "moment", "begins", "ends", "place", "person", "is_risk", "attention", "first_day")
        labels = {"ends": pgettext_lazy("time of day", "until")}
        widgets = {
            "begins": time_input(),
            "ends": time_input(),
            "first_day": day_input(),
            "attention": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, actor: Actor, school: School, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.instance.school = actor, school
        days = [(day, WEEKDAYS[day]) for day in range(LESSON_DAYS)]
        self.fields["weekday"] = forms.TypedChoiceField(label=_("weekday"), choices=days, coerce=int)
        self.fields["person"].queryset = staff_of(actor, [school.pk])  # type: ignore[attr-defined]  # its own field
        if not self.instance.first_day:
            self.initial["first_day"] = actor.on

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("begins") and data.get("ends") and data["ends"] <= data["begins"]:
            self.add_error("ends", _("The end lies before the beginning."))
        if data.get("is_risk") and not data.get("attention", "").strip():
            self.add_error("attention", _("Say what to look for at a risk place."))
        if not self.errors:
            self._clean_elsewhere(data)
        return data

    def _clean_elsewhere(self, data: dict[str, Any]) -> None:
        """Nobody stands in two places at once."""
        rows = Post.objects.filter(school=self.instance.school, weekday=data["weekday"], person=data["person"])
        same = rows.current(data["first_day"]).filter(begins__lt=data["ends"], ends__gt=data["begins"])
        other = same.exclude(pk=self.instance.pk).first()
        if other:
            self.add_error("person", _("Stands at %(place)s at that time already.") % {"place": other.place})


class AwayForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """Who cannot, and from when until when. A supervisor reports it for oneself, the office for everybody."""

    class Meta:
        model = Away
        fields = ("person", "first_day", "last_day")
        widgets = {"first_day": day_input(), "last_day": day_input()}

    def __init__(self, *args: Any, actor: Actor, school: School, manages: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.instance.school = actor, school
        if manages:
            self.fields["person"].queryset = staff_of(actor, [school.pk])  # type: ignore[attr-defined]  # its own field
        else:
            del self.fields["person"]
            self.instance.person_id = actor.account

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("This day is before the first day."))
        if last and last < self.actor.on:
            self.add_error("last_day", _("This day is past. Choose today or a later day."))
        return data


class ReplacementForm(forms.Form):
    """Who stands there instead: a colleague who is there and stands nowhere else at that time."""

    def __init__(self, *args: Any, stand: Stand, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stand = stand
        people = staff_of(actor, [stand.post.school_id]).exclude(pk=stand.post.person_id)
        self.fields["person"] = forms.ModelChoiceField(people, label=_("Who stands there instead"))

    def clean_person(self) -> User:
        person: User = self.cleaned_data["person"]
        away = Away.objects.filter(school=self.stand.post.school_id, withdrawn_at=None, person=person)
        if queries.is_away(person.pk, self.stand.day, away):
            raise forms.ValidationError(_("This colleague cannot that day either."))
        if not queries.is_free(person, self.stand):
            raise forms.ValidationError(_("This colleague stands elsewhere at that time."))
        return person
