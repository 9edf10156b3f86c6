"""Forms about one person in an incident: everything of annex 5, the return, a talk."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.access.forms import dated
from driehoek.access.models import User
from driehoek.duties.models import Duty
from driehoek.duties.queries import sentence
from driehoek.safety.actions.incidents import OF_THREAD, content_of
from driehoek.safety.models import AftercareTalk, Incident, Thread
from driehoek.web.amounts import AmountField

from .protected import refusal
from .report import DAY, LONG

PROSE = forms.Textarea(attrs={"rows": 4, "maxlength": LONG})
ALREADY: tuple[Any, ...] = (None, "", [], {}, False)


class CorrectingForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """A form to be filled in bit by bit: adding needs no reason, changing what stood there does."""

    before: dict[str, Any]

    def ask_reason(self) -> None:
        self.fields["reason"] = forms.CharField(
            label=_("Why is something changed that stood here already?"),
            max_length=300,
            required=False,
            help_text=_("Not needed for what you add."),
        )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and self._says_otherwise(found) and not found.get("reason"):
            self.add_error("reason", _("You change what stood here. Say why; the old text stays in the history."))
        return found

    def _says_otherwise(self, found: dict[str, Any]) -> bool:
        """Whether something that was filled in would change."""
        return any(
            self.initial.get(name) not in ALREADY and name in found and _same(found[name]) != _same(self.initial[name])
            for name in self.fields
            if name != "reason"
        )


def _same(value: Any) -> Any:
    """A value as it compares: a browser sends other line ends than it was given."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


class ThreadForm(CorrectingForm):
    """Everything of the incident form of annex 5 about one person. Fill in what is known; the rest later."""

    treatments = forms.MultipleChoiceField(
        label=gettext_lazy("Treatment"),
        choices=Thread.Treatment.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Thread
        fields = tuple(name for name in OF_THREAD if name not in {"kind_words", "treatments"})
        field_classes = dict.fromkeys(
            ("material_cost", "physical_cost", "psychological_cost", "other_cost"), AmountField
        )
        labels = {
            "material_cost": gettext_lazy("cost of the material damage, €"),
            "physical_cost": gettext_lazy("cost of the physical injury, €"),
            "psychological_cost": gettext_lazy("cost of the psychological injury, €"),
            "other_cost": gettext_lazy("cost of the other damage, €"),
        }
        widgets = {
            "description": PROSE,
            "further_handling": PROSE,
            "prevention": PROSE,
            "police_reported_on": DAY,
            "inspectorate_told_on": DAY,
        }

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.before = actor, content_of(self.instance)
        self.initial["treatments"] = list(self.instance.treatments)
        for kind in self.instance.incident.kinds:
            label = _("%(kind)s: namely") % {"kind": capfirst(kind.label)}
            self.fields[f"kind_{kind}"] = forms.CharField(label=label, max_length=300, required=False)
            self.initial[f"kind_{kind}"] = self.instance.kind_words.get(kind.value, "")
        self.fields["description"].help_text = _(
            "Without the names of the others: who may read this never sees theirs."
        )
        if self.instance.pupil_id:
            del self.fields["standing"], self.fields["standing_note"]
        self.ask_reason()
        self.order_fields(self._order())

    def _order(self) -> list[str]:
        names = [name for name in self.fields if not name.startswith("kind_") and name not in {"treatments", "reason"}]
        kinds = [name for name in self.fields if name.startswith("kind_")]
        at = names.index("description") + 1
        return [*names[:at], *kinds, "treatments", *names[at:], "reason"]

    def clean_police_reported_on(self) -> object:
        return self._past("police_reported_on")

    def clean_inspectorate_told_on(self) -> object:
        return self._past("inspectorate_told_on")

    def _past(self, name: str) -> object:
        day = self.cleaned_data[name]
        return dated(day, self.actor.on, timezone.localdate(self.instance.incident.happened_at))

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        treatments = found.get("treatments", [])
        if Thread.Treatment.NONE in treatments and len(treatments) > 1:
            self.add_error("treatments", _("“None” does not go with another treatment."))
        for name in ("material", "physical", "psychological", "other"):
            if found.get(f"{name}_cost") is not None and not found.get(f"{name}_damage"):
                self.add_error(f"{name}_damage", _("Say what the damage is that this cost belongs to."))
        named = Thread(user_id=self.instance.user_id, role=found.get("role", ""))
        wrong = refusal(self.instance.incident.kinds, [named])
        if wrong:
            self.add_error(None, wrong)
        return found

    def filled(self) -> Thread:
        """The thread with what was filled in."""
        thread: Thread = self.save(commit=False)
        thread.treatments = self.cleaned_data["treatments"]
        words = {kind.value: self.cleaned_data.get(f"kind_{kind}", "") for kind in thread.incident.kinds}
        thread.kind_words = {**thread.kind_words, **words}
        thread.kind_words = {kind: text for kind, text in thread.kind_words.items() if text}
        return thread


class ReturnForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("Back at school or at work since"), widget=DAY)

    def __init__(self, *args: Any, actor: Actor, incident: Incident, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.incident = actor, incident

    def clean_on(self) -> date | None:
        return dated(self.cleaned_data["on"], self.actor.on, timezone.localdate(self.incident.happened_at))


class TalkForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """The report of a contact or talk: which one it answers, with whom, what was agreed, what it still does."""

    class Meta:
        model = AftercareTalk
        fields = (
            "code",
            "on",
            "with_whom",
            "held_by",
            "agreed",
            "at_work_or_school",
            "in_class",
            "at_home",
            "feels_safe",
        )
        widgets = {
            "on": DAY,
            "agreed": PROSE,
            "at_work_or_school": forms.Textarea(attrs={"rows": 2}),
            "in_class": forms.Textarea(attrs={"rows": 2}),
            "at_home": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(
        self, *args: Any, actor: Actor, open_duties: list[Duty], staff: "QuerySet[User]", fact: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.actor, self.fact = actor, fact
        asked = [(duty.code, sentence(duty)) for duty in open_duties]
        self.fields["code"] = forms.ChoiceField(
            label=_("Which talk"), choices=[*asked, ("", _("another talk"))], required=False
        )
        self.fields["held_by"] = forms.ModelChoiceField(staff, label=_("Held by"), initial=actor.user_id)
        answers: Any = self.fields["feels_safe"].widget
        answers.choices = [("unknown", _("not asked")), ("true", _("Yes")), ("false", _("No"))]

    def clean_on(self) -> object:
        return dated(self.cleaned_data["on"], self.actor.on, self.fact)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("code") == "aftercare_safety_check" and found.get("feels_safe") is None:
            self.add_error("feels_safe", _("This is what the talk is for: say whether it feels safe again."))
        return found
