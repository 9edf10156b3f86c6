"""Forms of oversight: what of the journal is shown, may somebody do something, and emergency access."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from driehoek.access.actors import Actor
from driehoek.access.forms import ExistingDay
from driehoek.access.functions import Function
from driehoek.access.models import Appointment, User
from driehoek.access.policy import RIGHTS
from driehoek.journal.acts import act_name
from driehoek.kit.names import written
from driehoek.oversight.queries import Filter, subject_of
from driehoek.people.models import Pupil
from driehoek.web.words import function_name

SHORTEST_REASON = 10
MANY = 6  # as many names as a message can hold


def day_field(label: Any, **more: Any) -> ExistingDay:
    return ExistingDay(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


class FilterForm(forms.Form):
    refusals = forms.BooleanField(label=_("Refusals only"), required=False)
    function = forms.ChoiceField(label=_("Function"), required=False)
    first = day_field(_("From"), required=False)
    last = day_field(_("Until"), required=False)

    def __init__(self, *args: Any, jurisdiction: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        functions = [(one.value, function_name(one, jurisdiction)) for one in Function]
        self.fields["function"].choices = [("", _("all")), *functions]  # type: ignore[attr-defined]  # its own field

    @property
    def chosen(self) -> Filter:
        return Filter(**self.cleaned_data) if self.is_valid() else Filter()


class MayForm(forms.Form):
    """May this person do this with this child's file on this day (ACC-1)?"""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"))
    action = forms.ChoiceField(label=_("Wants to"))
    pupil = forms.CharField(label=_("Pupil"), max_length=100, help_text=_("The school's own number, no name."))
    on = day_field(_("On"), required=False, help_text=_("Empty: now."))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        held = Appointment.objects.visible_to(actor, "policy.read")
        # Who the parents are, and whose, is not asked of a policy: a child is named by its number alone (ACC-9).
        held = held.exclude(function=Function.PARENT)
        people = User.objects.filter(appointments__in=held).distinct().order_by("family_name", "given_name")
        self.fields["person"] = forms.ModelChoiceField(people, label=_("Person"))
        self.by_name = actor.may("pupil.find")
        if self.by_name:
            self.fields["pupil"].help_text = _("The name, or the school's own number.")
        choices = [(right, act_name(right)) for right in RIGHTS]
        self.fields["action"] = forms.ChoiceField(label=_("Wants to"), choices=choices)

    def clean_pupil(self) -> Pupil:
        asked = self.cleaned_data["pupil"].strip()
        found = subject_of(self.actor, "policy.read", asked)
        if found is None:
            return self._named(asked)
        return found

    def _named(self, asked: str) -> Pupil:
        """The one child with these words in its name, for who finds children by name anyway."""
        if not self.by_name:
            raise ValidationError(_("No pupil of these schools has this number."))
        rows = list(Pupil.objects.visible_to(self.actor, "pupil.find").here(self.actor.on).named(asked)[:MANY])
        if len(rows) > 1:
            names = "; ".join(f"{row.name} ({row.key})" for row in rows)
            raise ValidationError(_("Several pupils have this name: %(names)s. Give the number.") % {"names": names})
        if not rows:
            raise ValidationError(_("No pupil of these schools has this name or number."))
        return rows[0]


class ReviewForm(forms.Form):
    outcome = forms.CharField(
        label=_("What came of it"),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        help_text=_("For example: justified, parents informed. Access that is still open ends now."),
    )


class EmergencyForm(forms.Form):
    """The child by exact name and date of birth: whoever does not know these has no emergency with this child."""

    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=200)
    birth_date = day_field(_("Date of birth"))
    reason = forms.CharField(
        label=_("What is going on?"),
        widget=forms.Textarea({"rows": 3}),
        min_length=SHORTEST_REASON,
        error_messages={"min_length": _("Say in a sentence what is going on. The director reads it today.")},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.found: Pupil | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        rows = Pupil.objects.visible_to(self.actor, "emergency.open").here(self.actor.on)
        asked = written(f"{data['given_name']} {data['family_name']}")
        exact = [
            row
            for row in rows.filter(birth_date=data["birth_date"])
            if asked in {written(row.full_name), written(f"{row.given_name} {row.family_name}")}
        ]
        if len(exact) != 1:
            raise ValidationError(
                _("No pupil of your school has this name and date of birth. Check both, or call the school office.")
            )
        self.found = exact[0]
        return data
