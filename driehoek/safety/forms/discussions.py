"""Talking an incident over: who leads, the rules, how it went, what was agreed, the plan of action (SAF-19)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.access.forms import dated
from driehoek.access.functions import Function
from driehoek.safety.models import Discussion, Incident, PlanAction
from driehoek.safety.queries.care import staff_of
from driehoek.web.words import function_name
from lawbook.kinds import SchoolYear

from .report import DAY

# The rules of the safety plan (4.3), to be read out before it starts.
RULES = [
    ("own_story", gettext_lazy("everybody tells the own story")),
    ("stays_here", gettext_lazy("what is personal stays in the group")),
    ("no_interrupting", gettext_lazy("nobody interrupts")),
    ("no_tearing_down", gettext_lazy("no remarks that tear somebody down")),
]
HOLDERS = (Function.PREVENTION_OFFICER, Function.DIRECTOR, Function.CARE_COORDINATOR, Function.CLASS_TEACHER)
FIRST_ACTIONS = 3


class DiscussionForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """How an incident was talked over with pupils or with staff."""

    rules = forms.MultipleChoiceField(
        label=gettext_lazy("Rules that were agreed on beforehand"),
        choices=RULES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=[code for code, _words in RULES],
    )

    class Meta:
        model = Discussion
        fields = ("audience", "group", "on", "leader", "rules", "own_rules", "course", "agreements")
        widgets = {"on": DAY, "own_rules": forms.Textarea(attrs={"rows": 2}), "audience": forms.RadioSelect}

    def __init__(self, *args: Any, actor: Actor, incident: Incident, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"on": actor.on, "leader": actor.user_id}, **options})
        self.actor, self.incident = actor, incident
        groups: Any = self.fields["group"]
        happened = timezone.localdate(incident.happened_at)
        year = SchoolYear.of(happened, incident.school.jurisdiction)
        groups.queryset = incident.school.groups.filter(school_year=year.as_text()).running(happened)
        leaders: Any = self.fields["leader"]
        leaders.queryset = staff_of(actor, incident.school)
        audience: Any = self.fields["audience"]
        audience.choices = Discussion.Audience.choices

    def clean_on(self) -> object:
        return dated(self.cleaned_data["on"], self.actor.on, timezone.localdate(self.incident.happened_at))

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("audience") == Discussion.Audience.PUPILS and not found.get("group"):
            self.add_error("group", _("Choose the group it was talked over with."))
        return found


class ActionForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """One action of the plan. A row that is left empty is no action."""

    class Meta:
        model = PlanAction
        fields = ("text", "holder", "due")
        widgets = {"due": DAY}

    def __init__(self, *args: Any, actor: Actor, incident: Incident, **options: Any) -> None:
        super().__init__(*args, **{"empty_permitted": True, "use_required_attribute": False, **options})
        self.actor = actor
        country = incident.school.jurisdiction
        named = [(one.value, capfirst(function_name(one, country))) for one in HOLDERS]
        self.fields["holder"] = forms.ChoiceField(label=_("By"), choices=named)

    def clean_due(self) -> object:
        due = self.cleaned_data["due"]
        if due < self.actor.on:
            raise forms.ValidationError(_("This day is past. Choose a day to come."))
        return due

    def has_changed(self) -> bool:
        """Only what somebody typed counts: the function is always chosen."""
        return bool({"text", "due"} & set(self.changed_data))


class DoneForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """What came of an action."""

    class Meta:
        model = PlanAction
        fields = ("done_on", "note")
        widgets = {"done_on": DAY}

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.fields["done_on"].required = True

    def clean_done_on(self) -> object:
        return dated(self.cleaned_data["done_on"], self.actor.on, self.instance.discussion.on)


class Plan:
    """The rows of the plan of action below the form of a discussion."""

    def __init__(self, post: Any, actor: Actor, incident: Incident) -> None:
        options: dict[str, Any] = {"actor": actor, "incident": incident}
        self.rows = [ActionForm(post, prefix=f"a{n}", **options) for n in range(FIRST_ACTIONS)]

    def is_valid(self) -> bool:
        judged = [row.is_valid() for row in self.rows]  # every row says what is wrong with it, not the first alone
        return all(judged)

    def actions(self) -> list[PlanAction]:
        return [row.instance for row in self.rows if row.has_changed()]
