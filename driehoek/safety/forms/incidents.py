"""Forms around an incident: the list's filter, one more person, closing it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.safety.models import Incident, Kind, Place
from driehoek.safety.queries.incidents import Asked

from .protected import refusal
from .report import DAY, PersonForm, choices_with_any

ORDERS = [
    ("", gettext_lazy("newest first")), ("oldest", gettext_lazy("oldest first")), ("place", gettext_lazy("by place")),
]  # fmt: skip


class FilterForm(forms.Form):
    """Looking for incidents. Nonsense in the address is no error."""

    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=100)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    first = forms.DateField(label=gettext_lazy("From"), required=False, widget=DAY)
    last = forms.DateField(label=gettext_lazy("Until"), required=False, widget=DAY)
    state = forms.ChoiceField(
        label=gettext_lazy("Show"),
        required=False,
        choices=[("", gettext_lazy("open")), ("closed", gettext_lazy("closed")), ("all", gettext_lazy("all"))],
    )
    sort = forms.ChoiceField(label=gettext_lazy("Order"), required=False, choices=ORDERS)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        kind: Any = self.fields["kind"]
        kind.choices = choices_with_any(Kind.choices, _("all kinds"))
        place: Any = self.fields["place"]
        place.choices = choices_with_any(Place.choices, _("everywhere"))

    def asked(self) -> Asked:
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            words=given.get("name", ""),
            kind=given.get("kind", ""),
            place=given.get("place", ""),
            first=given.get("first"),
            last=given.get("last"),
            state=given.get("state") or "open",
            sort=given.get("sort", ""),
        )

    @property
    def narrows(self) -> bool:
        """Whether something was asked, so that an empty list may be because of it."""
        return any(self.cleaned_data.get(name) for name in ("name", "kind", "place", "first", "last", "state"))


class NewPersonForm(PersonForm):
    """One more person in an incident that was reported."""

    def __init__(self, *args: Any, actor: Actor, incident: Incident, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.school, self.incident = actor, incident.school, incident
        self.fields["name"].required = self.fields["role"].required = True

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if not self.errors and found.get("name"):
            thread = self.thread()
            who = {"pupil": thread.pupil_id} if thread.pupil_id else {"user": thread.user_id}
            if not thread.name and self.incident.threads.filter(withdrawn_at=None, **who).exists():
                self.add_error("name", _("This person stands in this incident already."))
            wrong = refusal(self.incident.kinds, [thread])
            if wrong:
                self.add_error(None, wrong)
        return found


class CloseForm(forms.Form):
    """Closing an incident; a reason is asked where care is still open."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it closed without this?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why it is closed while this care was not given.")},
    )

    def __init__(self, *args: Any, asked: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asked:
            del self.fields["reason"]


class WhyForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=300)
