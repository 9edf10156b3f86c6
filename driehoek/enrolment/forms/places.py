"""Forms about a child that is known: enrol it again, put it in a class, put an enrolment right."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.enrolment.queries import holds
from driehoek.people.enrolling import same_child
from driehoek.people.models import Enrolment, Pupil
from driehoek.pupils.forms.entries import day_field
from driehoek.pupils.forms.others import EnrolmentForm

from .doubtful import look_again
from .enrol import class_field, not_then


class AgainForm(EnrolmentForm):
    """A new enrolment of a child the school knows, into a class at once."""

    class Meta(EnrolmentForm.Meta):
        fields = ("first_day", "previous_school", "agreed_on", "agreed_by", "regulations_version")

    def __init__(self, *args: Any, actor: Actor, pupil: Pupil, **options: Any) -> None:
        super().__init__(*args, actor=actor, pupil=pupil, **options)
        self.fields["group"] = class_field(actor, pupil.school, required=False)
        self.order_fields(("first_day", "group"))
        if pupil.school.jurisdiction == "nl":
            self.fields["regulations_version"].required = False
            self.fields["regulations_version"].label = _("school guide of")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("group") and data.get("first_day") and not holds(data["group"], data["first_day"]):
            self.add_error("group", not_then())
        child = self.pupil
        look_again(self, child.birth_date, "", data.get("group"), child.school.jurisdiction, beside="group")
        return data


class MoveForm(forms.Form):
    """Into a class from a day."""

    first_day = day_field(gettext_lazy("from"))

    def __init__(self, *args: Any, actor: Actor, pupil: Pupil, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pupil = pupil
        self.fields["group"] = class_field(actor, pupil.school, required=True)
        self.fields["group"].empty_label = _("choose a class")  # type: ignore[attr-defined]  # its own field
        self.order_fields(("group", "first_day"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        group, first = data.get("group"), data.get("first_day")
        if group and first and not holds(group, first):
            self.add_error("group", not_then())
        elif first and not self._is_enrolled(first):
            self.add_error("first_day", _("The child is not enrolled on this day."))
        look_again(self, self.pupil.birth_date, "", group, self.pupil.school.jurisdiction, beside="group")
        return data

    def _is_enrolled(self, day: Any) -> bool:
        rows = self.pupil.enrolments.filter(first_day__lte=day).exclude(last_day__lt=day)
        return rows.exists() or not self.pupil.enrolments.exists()


class CorrectForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """The days and the end of an enrolment, as they should have been. An empty last day: it never ended."""

    first_day = day_field(gettext_lazy("first day"))
    last_day = day_field(
        gettext_lazy("last day"), required=False, help_text=gettext_lazy("Empty: the child is still enrolled.")
    )

    class Meta:
        model = Enrolment
        fields = ("first_day", "last_day", "end", "previous_school")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ends = [one for one in Enrolment.End.choices if one[0] != Enrolment.End.DECEASED]
        self.fields["end"] = forms.ChoiceField(
            label=_("Why it ends"), required=False, choices=[("", _("it did not end")), *ends]
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("This day is before the enrolment started."))
        if bool(last) != bool(data.get("end")) and "last_day" not in self.errors:
            self.add_error("end", _("A last day and why it ends belong together: give both or neither."))
        if first and not self.errors:
            self._refuse_two_at_once(first, last)
        return data

    def _refuse_two_at_once(self, first: Any, last: Any) -> None:
        others = Enrolment.objects.filter(pupil__in=same_child(self.instance.pupil)).exclude(pk=self.instance.pk)
        others = others.exclude(last_day__lt=first)
        if last:
            others = others.filter(first_day__lte=last)
        other = others.select_related("pupil__school").first()
        if other:
            raise forms.ValidationError(
                _("This child is already enrolled at %(school)s since %(day)s. A child goes to one school at a time.")
                % {"school": other.pupil.school.name, "day": other.first_day}
            )
