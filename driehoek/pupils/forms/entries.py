"""Forms of the file: one form for every kind of entry, made from the table of kinds (DOS-2)."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from driehoek.access.actors import Actor
from driehoek.access.forms import ExistingDay
from driehoek.access.functions import Category, Function
from driehoek.access.models import User
from driehoek.people.models import Pupil
from driehoek.pupils import queries
from driehoek.pupils.actions.entries import content_of
from driehoek.pupils.kinds import CURRICULUM_DECISIONS, KINDS, Detail, Kind, kind_name
from driehoek.pupils.models import Entry, Step
from driehoek.web.widgets import FoldedChoices
from driehoek.web.words import function_name

HOLDERS = (Function.CLASS_TEACHER, Function.CARE_COORDINATOR, Function.SUPPORT_TEACHER, Function.DIRECTOR)
MAX_TEXT = 20_000
MOST = 999  # no test of a tracking system gives more points


def day_field(label: Any, **options: Any) -> ExistingDay:
    return ExistingDay(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def detail_field(detail: Detail) -> forms.Field:
    """The form field of one detail of a kind."""
    common: dict[str, Any] = {"label": detail.label, "required": detail.required}
    if detail.shape == "choice":
        return forms.ChoiceField(choices=[("", "—"), *detail.choices], **common)
    if detail.shape == "number":
        return forms.DecimalField(min_value=0, max_value=MOST, decimal_places=2, localize=True, **common)
    if detail.shape == "yes_no":
        return forms.BooleanField(**common | {"required": False})
    if detail.shape == "date":
        return day_field(**common)
    widget = forms.Textarea(attrs={"rows": 4}) if detail.shape == "text" else forms.TextInput()
    return forms.CharField(widget=widget, max_length=MAX_TEXT, **common)


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """A new entry of a kind, or the correction of one that is there."""

    sometimes = ("relevant",)

    relevant = forms.BooleanField(
        label=gettext_lazy("This matters for guiding the pupil"),
        help_text=gettext_lazy("What the parents told that does not matter for guiding the pupil is not kept."),
        required=False,
    )
    readers: forms.ModelMultipleChoiceField[User] = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(),
        label=gettext_lazy("Colleagues who may read it"),
        required=False,
        help_text=gettext_lazy("For what is strictly confidential, and for health."),
        widget=FoldedChoices,
    )

    class Meta:
        model = Entry
        fields = ("day", "last_day", "title", "text", "about", "source", "volunteered", "relevant", "visibility")
        field_classes = {"day": ExistingDay, "last_day": ExistingDay}
        widgets = {
            "day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "text": forms.Textarea(attrs={"rows": 6, "maxlength": MAX_TEXT}),
            "visibility": forms.RadioSelect,
        }

    def __init__(self, *args: Any, actor: Actor, pupil: Pupil, kind: Kind, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.pupil, self.kind, self.sort = actor, pupil, kind, KINDS[kind]
        self.instance.pupil, self.instance.kind = pupil, kind
        self.kind_name = kind_name(kind, pupil.school.jurisdiction)
        if pupil.school.jurisdiction != "be":  # no CLB there to be kept out
            said = dict(Entry.Visibility.choices) | {Entry.Visibility.STAFF: _("the school's own staff")}
            self.fields["visibility"].choices = list(said.items())  # type: ignore[attr-defined]  # its own field
        self.before = content_of(self.instance)
        self.fields["readers"].queryset = queries.colleagues(actor, pupil)  # type: ignore[attr-defined]  # its own field
        self.fields["title"].required = not self._titles()
        if not self.sort.ends:
            del self.fields["last_day"]
        for detail in self.sort.details:
            self.fields[detail.name] = detail_field(detail)
            self.initial[detail.name] = self.instance.details.get(detail.name)
        first = ("day", "last_day", *(detail.name for detail in self.sort.details), "title", "text")
        self.order_fields(first)
        if self.sort.category == Category.HEALTH:
            del self.fields["visibility"]

    def _titles(self) -> list[str]:
        """The details that make a title where none is written: a test with its score, a subject with its result."""
        return [one.name for one in self.sort.details if one.required and one.shape in {"line", "number"}]

    def _title(self, data: dict[str, Any]) -> str:
        """A meeting is called by its kind: who was there is no title."""
        if self.sort.category == Category.MEETING:
            return capfirst(self.kind_name)
        return " · ".join(str(data[name]) for name in self._titles())[:200]

    def clean_day(self) -> object:
        day = self.cleaned_data["day"]
        if day > self.actor.on:
            raise forms.ValidationError(_("This day is still to come. Plan what must be done as a goal or follow-up."))
        if self.pupil.birth_date and day < self.pupil.birth_date:
            raise forms.ValidationError(_("This day is before the pupil was born."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("day") and data.get("last_day") and data["last_day"] < data["day"]:
            self.add_error("last_day", _("This day is before the first day."))
        low, high = data.get("norm_low"), data.get("norm_high")
        if low is not None and high is not None and low > high:
            self.add_error("norm_high", _("The norm ends below where it starts."))
        self._clean_decision(data)
        self._clean_volunteered(data)
        self._clean_health()
        if not data.get("title") and not self.errors:
            self.instance.title = data["title"] = self._title(data)
        return data

    def _clean_decision(self, data: dict[str, Any]) -> None:
        """Another curriculum, or none any more, is decided after a meeting that was held (DOS-4)."""
        if data.get("decision") not in CURRICULUM_DECISIONS or "consulted_on" in self.errors:
            return
        held = data.get("consulted_on")
        if held is None:
            self.add_error("consulted_on", _("Fill in when that meeting was: without it the school decides nothing."))
        elif held > self.actor.on:
            self.add_error("consulted_on", _("This meeting is still to come. Note the decision afterwards."))

    def _clean_volunteered(self, data: dict[str, Any]) -> None:
        if not data.get("volunteered"):
            return
        if queries.objection_in_force(self.pupil, self.actor.on):
            self.add_error(
                "volunteered",
                _(
                    "The parents object in writing to keeping what they told of their own accord, so this is not kept "
                    "(Schoolveiligheidsplan 3.6)."
                ),
            )
        if not data.get("relevant"):
            self.add_error("relevant", _("Note it only when it matters for guiding the pupil."))

    def _clean_health(self) -> None:
        if self.sort.category != Category.HEALTH:
            return
        self.instance.visibility = Entry.Visibility.NAMED
        if not queries.consent_in_force(self.pupil, "health", self.actor.on):
            raise forms.ValidationError(
                _(
                    "There is no written consent of the parents in force for data on health. Record it first under "
                    "“Consents”; without it nothing about health is kept (school regulations 18.1)."
                )
            )

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own step, which fills the instance
        names = [detail.name for detail in self.sort.details]
        self.instance.details = {
            name: _stored(self.cleaned_data[name]) for name in names if self.cleaned_data.get(name) not in {None, ""}
        }


def _stored(value: Any) -> str | bool:
    return value if isinstance(value, bool) else str(value)


class CorrectionForm(EntryForm):
    """The same form with the reason, and the version it was opened at."""

    reason = forms.CharField(
        label=gettext_lazy("Why you correct it"),
        max_length=300,
        help_text=gettext_lazy("The text as it was stays in the history, with this reason."),
    )
    opened_at = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["opened_at"] = self.instance.version
        self.initial["relevant"] = self.instance.volunteered
        self.initial["readers"] = [reader.user_id for reader in self.instance.readers.all()]
        if not queries.governs(self.actor, self.instance):  # who reads is for the author and the direction to say
            for name in {"readers", "visibility"} & self.fields.keys():
                del self.fields[name]

    def clean_opened_at(self) -> int:
        opened: int = self.cleaned_data["opened_at"]
        if opened != self.instance.version:
            raise forms.ValidationError(_("A colleague corrected this entry meanwhile. Open it again."))
        return opened


class StepForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """A goal with its evaluation date, or a follow-up with its last day."""

    class Meta:
        model = Step
        fields = ("text", "due", "holder")
        field_classes = {"due": ExistingDay}
        widgets = {
            "text": forms.TextInput(),
            "due": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, kind: str, jurisdiction: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.kind = kind
        holders = [(one.value, function_name(one, jurisdiction)) for one in HOLDERS]
        self.fields["holder"] = forms.ChoiceField(label=_("by"), choices=holders, initial=Function.CARE_COORDINATOR)
        self.fields["text"].label = _("Goal") if kind == Step.Kind.GOAL else _("What must be done")
        self.fields["due"].label = _("Evaluate on") if kind == Step.Kind.GOAL else _("Ready by")


class EvaluationForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """What came of a goal or follow-up."""

    class Meta:
        model = Step
        fields = ("outcome", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        goal = self.instance.kind == Step.Kind.GOAL
        outcomes = ("reached", "partly", "not_reached") if goal else ("done", "not_reached")
        labels = dict(Step.Outcome.choices) | ({} if goal else {"not_reached": _("not done")})
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Outcome"), choices=[(one, labels[one]) for one in outcomes], widget=forms.RadioSelect
        )


def step_formset(kind: str, jurisdiction: str, data: Any = None) -> Any:
    """Three empty goals or follow-ups for a new entry; rows left empty are no rows."""
    made = forms.formset_factory(StepForm, extra=3, max_num=20)
    return made(data, prefix="step", form_kwargs={"kind": kind, "jurisdiction": jurisdiction})


def steps_in(formset: Any) -> list[Step]:
    return [form.instance for form in formset if form.has_changed()]


def how_many_go(count: int) -> str:
    """What an objection would remove, as the form says it before it is sent."""
    return ngettext(
        "%(count)d entry that the parents told of their own accord is removed for good.",
        "%(count)d entries that the parents told of their own accord are removed for good.",
        count,
    ) % {"count": count}
