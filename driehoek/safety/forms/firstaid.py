"""What people fill in when a child is ill or hurt at school (SAF-14)."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.access.forms import dated
from driehoek.people.models import Guardian, Guardianship
from driehoek.safety.models.firstaid import Call, CareMoment
from driehoek.safety.queries import firstaid as queries

NOW = "%Y-%m-%dT%H:%M"
Outcome = CareMoment.Outcome


def moment_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=NOW)


def this_minute(actor: Actor) -> datetime:
    return timezone.localtime(actor.at).replace(second=0, microsecond=0)


def past(value: Any, actor: Actor) -> Any:
    if value and value > actor.at:
        raise forms.ValidationError(_("This moment is still to come."))
    return value


class MomentForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    class Meta:
        model = CareMoment
        fields = ("kind", "at", "place", "seen", "first_aid", "helper", "serious")
        widgets = {
            "kind": forms.RadioSelect,
            "at": moment_input(),
            "seen": forms.Textarea(attrs={"rows": 3}),
            "first_aid": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        kinds = [(one.value, one.label) for one in CareMoment.Kind]
        self.fields["kind"] = forms.ChoiceField(label=_("What"), choices=kinds, widget=forms.RadioSelect)
        self.fields["serious"].help_text = _("Then a doctor is consulted; when it cannot wait, call 112 first.")
        if not self.instance.at:  # a new one: an edit keeps its own moment
            self.initial.update({"helper": actor.name, "at": this_minute(actor)})

    def clean_at(self) -> Any:
        return past(self.cleaned_data["at"], self.actor)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == CareMoment.Kind.HURT and not data.get("place"):
            self.add_error("place", _("Say where it happened: the insurance asks for it."))
        return data


class CallForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """One call. Who is chosen from the people around the child; a doctor or 112 has a name or none."""

    whom = forms.ChoiceField(label=gettext_lazy("Whom"), widget=forms.RadioSelect)

    class Meta:
        model = Call
        fields = ("whom", "name", "at", "reached", "agreed", "lets_collect")
        widgets = {"at": moment_input()}

    def __init__(self, *args: Any, moment: CareMoment, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.instance.moment = actor, moment
        self.ties = {str(tie.guardian_id): tie for tie in queries.around(moment)}
        people = [(key, _tie(tie)) for key, tie in self.ties.items()]
        others = [(one.value, one.label) for one in Call.Whom if one is not Call.Whom.GUARDIAN]
        self.fields["whom"].choices = people + others  # type: ignore[attr-defined]  # its own field
        self.fields["name"].label = _("Name of the doctor or of somebody else")
        self.initial["at"] = this_minute(actor)

    def clean_at(self) -> Any:
        """Nobody calls about what did not happen yet. The minute of the moment itself counts."""
        at = past(self.cleaned_data["at"], self.actor)
        if at and at < self.instance.moment.at.replace(second=0, microsecond=0):
            raise forms.ValidationError(_("This is before it began."))
        return at

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        tie = self.ties.get(data.get("whom", ""))
        if tie:
            data["whom"], self.instance.guardian = Call.Whom.GUARDIAN, tie.guardian
        if data.get("whom") == Call.Whom.OTHER and not data.get("name"):
            self.add_error("name", _("Say who it was."))
        if data.get("lets_collect") and not (tie and tie.has_authority and data.get("reached")):
            self.add_error("lets_collect", _("Only a parent who was reached can say that somebody else may collect."))
        return data


def _tie(tie: Guardianship) -> str:
    phone = f", {tie.guardian.phone}" if tie.guardian.phone else ""
    return f"{tie.guardian} ({tie.get_relation_display()}{phone})"


class EndForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """How it ended, and with whom the child went: only with who may take it home."""

    sometimes = ("read",)

    read = forms.BooleanField(label=gettext_lazy("I read what the judge ruled, and it allows this"), required=False)

    class Meta:
        model = CareMoment
        fields = ("outcome", "ended_at", "collected_by", "collected_name", "read")
        widgets = {"ended_at": moment_input()}

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.ties = actor, {tie.guardian_id: tie for tie in queries.around(self.instance)}
        ends = [(one.value, one.label) for one in Outcome if one is not Outcome.OPEN]
        self.fields["outcome"] = forms.ChoiceField(label=_("How it ended"), choices=ends, widget=forms.RadioSelect)
        people = Guardian.objects.filter(pk__in=self.ties)
        self.fields["collected_by"].queryset = people  # type: ignore[attr-defined]  # its own field
        self.fields["ended_at"].required = True
        self.initial["ended_at"] = this_minute(actor)
        self.fields["collected_name"].help_text = _("Only who a parent named on the phone; note that call first.")
        if not queries.judgment(self.instance, actor):
            del self.fields["read"]

    def clean_ended_at(self) -> Any:
        return past(self.cleaned_data["ended_at"], self.actor)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("ended_at") and data["ended_at"] < self.instance.at:
            self.add_error("ended_at", _("This is before it began."))
        if data.get("outcome") == Outcome.COLLECTED:
            self._clean_who(data)
        else:
            data["collected_by"], data["collected_name"] = None, ""
        return data

    def _clean_who(self, data: dict[str, Any]) -> None:
        who, name, named = data.get("collected_by"), data.get("collected_name"), queries.allowed_by_phone(self.instance)
        if not who and not name:
            self.add_error("collected_by", _("Say with whom the child went."))
        if who and not queries.may_take_home(self.ties[who.pk]) and str(who) not in named:
            self.add_error(
                "collected_by",
                _(
                    "This parent has no authority over the child. Let it go only when the "
                    "other parent says so on the phone; note that call first."
                ),
            )
        if name and not who and name.casefold() not in {one.casefold() for one in named}:
            self.add_error(
                "collected_name",
                _("No parent named this person on the phone as who may collect the child. Call first, and note it."),
            )
        if "read" in self.fields and not data.get("read"):
            self.add_error("read", _("A judge ruled about this child. Read it before the child goes."))


class PapersForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("Given on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, actor: Actor, moment: CareMoment, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.fact = actor, timezone.localdate(moment.at)

    def clean_on(self) -> Any:
        return dated(self.cleaned_data["on"], self.actor.on, self.fact)
