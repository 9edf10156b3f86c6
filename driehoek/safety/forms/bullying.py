"""What people fill in about bullying: a signal, why it was something else, and who signed the protocol."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.people.models import Pupil
from driehoek.safety.models.bullying import SIGNS, BullyingSignal
from driehoek.safety.queries import bullying as queries

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SignalForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """Phone-quick: a day, ticks, a few words."""

    signs = forms.MultipleChoiceField(
        label=gettext_lazy("What you noticed"),
        choices=list(SIGNS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    who = forms.CharField(
        label=gettext_lazy("Who does it, as far as you know"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Whole names of pupils, with a comma between them. Not sure? Leave it empty."),
    )

    class Meta:
        model = BullyingSignal
        fields = ("seen_on", "signs", "text")
        widgets = {"seen_on": DAY, "text": forms.Textarea(attrs={"rows": 4})}

    field_order = ("seen_on", "signs", "text", "who")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.bullies = actor, list[Pupil]()
        self.initial["seen_on"] = self.initial.get("seen_on") or actor.on
        self.fields["text"].help_text = _("What you saw or heard yourself, or what a child or parent told you.")

    def clean_seen_on(self) -> date:
        on: date = self.cleaned_data["seen_on"]
        if on > self.actor.on:
            raise forms.ValidationError(_("This day is still to come. Enter the day on which it happened."))
        return on

    def clean_who(self) -> str:
        text: str = self.cleaned_data["who"]
        self.bullies, unclear = queries.children(self.instance.pupil.school_id, self.actor.on, text)
        if unclear:
            names = ", ".join(f"“{one}”" for one in unclear)
            raise forms.ValidationError(
                _(
                    "No single pupil of the school is called %(names)s. Write first name and family name, and the date "
                    "of birth behind it in brackets where two share it; or leave it out and tell it in the text."
                )
                % {"names": names}
            )
        if self.instance.pupil in self.bullies:
            raise forms.ValidationError(_("This is the child that the signal is about."))
        return text


class SetAsideForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("What was it, then?"),
        max_length=300,
        help_text=gettext_lazy("Ask the child first whether it is bullied, or whether something else is the matter."),
    )


class ProtocolForm(forms.Form):
    """Who signed: those who did are ticked already, and keep the day on which they did."""

    on = forms.DateField(label=gettext_lazy("Signed on"), widget=DAY)
    own_rules = forms.CharField(
        label=gettext_lazy("Rules that the group adds"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One on each line, as the children say it."),
    )
    teacher = forms.BooleanField(label=gettext_lazy("The teacher signed"), required=False)
    pupils = forms.ModelMultipleChoiceField(
        Pupil.objects.none(),
        label=gettext_lazy("The children who signed"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, told: queries.Signed, today: date, **options: Any) -> None:
        kept = told.protocol
        initial = {
            "on": today,
            "own_rules": kept.own_rules if kept else "",
            "pupils": list(told.signatures),
            "teacher": bool(kept and kept.teacher_signed_on),
        }
        super().__init__(*args, **{"initial": initial, **options})
        self.today = today
        choice: Any = self.fields["pupils"]
        choice.queryset = Pupil.objects.filter(pk__in=[one.pk for one in told.pupils]).order_by("search_name")

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day is still to come. Enter the day on which it happened."))
        return on
