"""What people fill in about training and talks (SAF-20)."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.access.forms import dated
from driehoek.safetyplan.certificates import certificate_kinds
from driehoek.safetyplan.models.training import Certificate, Start, StartStep, Talk
from driehoek.safetyplan.queries.staff import staff_of, who_can_be_asked
from driehoek.schools.models import School


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OfStaff(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """A form about one member of staff of the schools the actor keeps; the school follows from the person."""

    def __init__(self, *args: Any, actor: Actor, schools: Collection[UUID], **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.schools = actor, schools
        for name, offered in (("person", staff_of), ("coach", who_can_be_asked)):  # the coach gets duties
            if name in self.fields:
                self.fields[name].queryset = offered(actor, schools)  # type: ignore[attr-defined]  # its own field

    def clean_person(self) -> Any:
        person = self.cleaned_data["person"]
        at = School.objects.filter(pk__in=self.schools, appointments__user=person).distinct()
        found = next((one for one in at if staff_of(self.actor, [one.pk]).filter(pk=person.pk).exists()), None)
        if found is None:
            raise forms.ValidationError(_("This person does not work at the school today."))
        self.instance.school = found
        return person


class CertificateForm(OfStaff):
    class Meta:
        model = Certificate
        fields = ("person", "kind", "title", "issuer", "issued_on", "expires_on")
        widgets = {"issued_on": day_input(), "expires_on": day_input()}

    def __init__(self, *args: Any, schools: Collection[UUID], **options: Any) -> None:
        super().__init__(*args, schools=schools, **options)
        country = School.objects.filter(pk__in=schools).values_list("jurisdiction", flat=True).first() or "be"
        self.fields["kind"].choices = certificate_kinds(country)  # type: ignore[attr-defined]  # its own field

    def clean_issued_on(self) -> Any:
        return dated(self.cleaned_data["issued_on"], self.actor.on)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("issued_on"), data.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", _("This day is before the certificate was obtained."))
        if data.get("kind") == Certificate.Kind.OTHER and not data.get("title"):
            self.add_error("title", _("Say which course it was."))
        return data


class TalkForm(OfStaff):
    class Meta:
        model = Talk
        fields = ("person", "kind", "held_on", "safety", "report", "agreed")
        widgets = {
            "held_on": day_input(),
            **{name: forms.Textarea(attrs={"rows": 4}) for name in ("safety", "report", "agreed")},
        }

    def clean_held_on(self) -> Any:
        return dated(self.cleaned_data["held_on"], self.actor.on)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == Talk.Kind.CAREER and not data.get("safety", "").strip():
            self.add_error("safety", _("The yearly talk asks how safe somebody feels. Ask it, and note the answer."))
        if data.get("person") and data["person"].pk == self.actor.user_id:
            self.add_error("person", _("Nobody holds this talk with themselves."))
        return data


class StartForm(OfStaff):
    """The starting teacher, the coach, and the days of the steps that are known already."""

    class Meta:
        model = Start
        fields = ("person", "coach", "started_on")
        widgets = {"started_on": day_input()}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code in StartStep.Code:
            self.fields[code.value] = forms.DateField(label=code.label, required=False, widget=day_input())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("person") and data.get("person") == data.get("coach"):
            self.add_error("coach", _("Choose a colleague: nobody coaches themselves."))
        running = Start.objects.filter(person=data.get("person"), closed_on=None, school__in=self.schools)
        if data.get("person") and running.exists():
            self.add_error("person", _("For this teacher the support runs already."))
        return data

    @property
    def dates(self) -> dict[str, Any]:
        return {code: self.cleaned_data[code] for code in StartStep.Code.values if self.cleaned_data.get(code)}


class StepForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    class Meta:
        model = StartStep
        fields = ("due", "done_on", "note")
        widgets = {"due": day_input(), "done_on": day_input()}

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor

    def clean_done_on(self) -> Any:
        return dated(self.cleaned_data["done_on"], self.actor.on, self.instance.start.started_on)


class WhyForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("Why it is taken back"), max_length=200)
