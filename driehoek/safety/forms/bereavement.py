"""What people fill in when somebody died (SAF-13)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.access.forms import dated
from driehoek.access.functions import Function
from driehoek.access.models import User
from driehoek.access.queries import in_force
from driehoek.duties.rights import CAN_BE_ASKED
from driehoek.people.models import Guardian, Pupil
from driehoek.safety.models.bereavement import Bereavement, MemorialDay, Task
from driehoek.schools.models import School
from driehoek.web.words import function_name

HOLDERS = (Function.DIRECTOR, Function.CLASS_TEACHER, Function.CARE_COORDINATOR, Function.SECRETARIAT,
           Function.PREVENTION_OFFICER)  # fmt: skip
Kind = Bereavement.Kind


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def colleagues(school: School, actor: Actor) -> QuerySet[User]:
    """Everybody who works at the school today and has a list of duties, where what is given to somebody stands."""
    rows = school.appointments.filter(in_force(actor.on, actor.at), function__in=CAN_BE_ASKED)
    return User.objects.filter(pk__in=rows.values("user")).order_by("family_name", "given_name")


class BeginForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """Who died, and when. For a pupil one box more, because the child then leaves every list."""

    sometimes = ("sure",)

    sure = forms.BooleanField(
        label=gettext_lazy("The message was checked, and it is this child"),
        required=False,
        help_text=gettext_lazy(
            "When a pupil died: the enrolment ends, and the name no longer stands on lists and "
            "letters. It can be put right if it was a mistake."
        ),
    )

    class Meta:
        model = Bereavement
        fields = ("kind", "guardian", "died_on", "farewell_on", "known", "sure")
        widgets = {"died_on": day_input(), "farewell_on": day_input(), "known": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, actor: Actor, pupil: Pupil, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.pupil, self.instance.pupil = actor, pupil, pupil
        kinds = [(Kind.PARENT.value, Kind.PARENT.label), (Kind.PUPIL.value, Kind.PUPIL.label)]
        self.fields["kind"] = forms.ChoiceField(label=_("What happened"), choices=kinds, widget=forms.RadioSelect)
        people = Guardian.objects.filter(guardianships__pupil=pupil)
        self.fields["guardian"].queryset = people  # type: ignore[attr-defined]  # its own field

    def clean_died_on(self) -> Any:
        return dated(self.cleaned_data["died_on"], self.actor.on)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("farewell_on") and data.get("died_on") and data["farewell_on"] < data["died_on"]:
            self.add_error("farewell_on", _("This is before the death."))
        if data.get("kind") == Kind.PARENT and not data.get("guardian"):
            self.add_error("guardian", _("Say which parent it was."))
        if data.get("kind") == Kind.PUPIL:
            data["guardian"] = None
            if not data.get("sure"):
                self.add_error("sure", _("First make sure that the message is true, and that it is this child."))
            if Bereavement.objects.filter(pupil=self.pupil, kind=Kind.PUPIL, withdrawn_at=None).exists():
                self.add_error("kind", _("For this child the steps are open already."))
        return data


class ChangeForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    class Meta:
        model = Bereavement
        fields = ("leader", "farewell_on", "known", "wishes")
        widgets = {
            "farewell_on": day_input(),
            "known": forms.Textarea(attrs={"rows": 3}),
            "wishes": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["leader"].queryset = colleagues(self.instance.school, actor)  # type: ignore[attr-defined]  # its own field

    def clean_farewell_on(self) -> Any:
        day = self.cleaned_data["farewell_on"]
        if day and day < self.instance.died_on:
            raise forms.ValidationError(_("This is before the death."))
        return day


class GiveForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """Who does an item, and by when. A day without an owner reminds nobody."""

    class Meta:
        model = Task
        fields = ("holder", "person", "due")
        widgets = {"due": day_input()}

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        school = self.instance.bereavement.school
        functions = [(one.value, function_name(one, school.jurisdiction)) for one in HOLDERS]
        self.fields["holder"] = forms.ChoiceField(
            label=_("which function"), choices=[("", "—"), *functions], required=False
        )
        self.fields["person"].queryset = colleagues(school, actor)  # type: ignore[attr-defined]  # its own field

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("holder") and not data.get("person"):
            self.add_error("holder", _("Give it to a function or to a person: otherwise nobody does it."))
        return data


class TaskForm(GiveForm):
    """An item of the school's own."""

    class Meta:
        model = Task
        fields = ("title", "holder", "person", "due")
        widgets = {"due": day_input()}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].required = True


class FinishForm(forms.Form):
    """Done, with a word if that helps; or not needed, with the reason."""

    note = forms.CharField(label=gettext_lazy("A word about it"), max_length=500, required=False)
    not_needed = forms.CharField(label=gettext_lazy("Not needed, because"), max_length=300, required=False)

    def __init__(self, *args: Any, done: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["not_needed" if done else "note"]
        if not done:
            self.fields["not_needed"].required = True


class MemorialForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    class Meta:
        model = MemorialDay
        fields = ("kind", "day", "note")
        widgets = {"day": day_input()}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        moves = data.get("kind") in {MemorialDay.Kind.MOTHERS_DAY, MemorialDay.Kind.FATHERS_DAY}
        if moves:
            data["day"] = None
        elif data.get("kind") and not data.get("day"):
            self.add_error("day", _("Say which day."))
        return data


class WhyForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("Why it is taken back"), max_length=300)
