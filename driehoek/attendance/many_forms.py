"""What the office fills in for many children at once: which ones, and one reason or one late hour."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.people.models import Membership

from . import reasons
from .forms import TIME, ReportForm
from .late import wrong_hour
from .models import Absence


class ManyForm(ReportForm):
    """An absence for every child that is ticked. With `arrived_at` they were late instead, and no reason is asked."""

    pupils = forms.MultipleChoiceField(
        label=_("Children"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Tick at least one.")}
    )
    arrived_at = forms.TimeField(
        label=_("Late instead of absent: they came in at"),
        required=False,
        widget=TIME,
        help_text=_("For a bus that was late. Leave it empty for an absence."),
    )
    field_order = ("pupils", "first_day", "first_part", "last_day", "last_part", "reason", "arrived_at", "reported_by")

    def __init__(self, *args: Any, places: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, pupil=places[0].pupil, **kwargs)
        kept = [one for one in self.fields["reason"].choices if one[0] != reasons.spoken("nursery")]  # type: ignore[attr-defined]  # a ChoiceField's own
        self.fields["reason"].choices = kept  # type: ignore[attr-defined]  # what holds for some ages alone is given singly
        chosen = [(str(one.pupil_id), f"{one.pupil.name} ({one.group.name})") for one in places]
        self.fields["pupils"].choices = chosen  # type: ignore[attr-defined]  # a MultipleChoiceField's own

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        at = found.get("arrived_at")
        if at and not self.errors and len(self.half_days) > 1:
            self.add_error("arrived_at", _("Late is said of one half day. Choose the same one twice."))
        elif at and not self.errors and (why := wrong_hour(self.ground.calendar, *self.half_days[0], at)):
            self.add_error("arrived_at", why)
        return found

    def _in_no_class(self, days: set[date]) -> str:
        """Each ticked child was in a class on the first and the last day, or is named."""
        ticked: set[Any] = set(self.cleaned_data.get("pupils", ()))
        here = [
            {str(pk) for pk in Membership.objects.on(day).filter(pupil__in=ticked).values_list("pupil_id", flat=True)}
            for day in days
        ]
        missing = {pk for pk in ticked if not all(pk in found for found in here)}
        names = [said for value, said in self.fields["pupils"].choices if value in missing]  # type: ignore[attr-defined]  # a MultipleChoiceField's own
        return (
            gettext("In no class here on some of these days: %(names)s.") % {"names": ", ".join(names)} if names else ""
        )

    def _differing(self, _found: dict[str, Any]) -> list[Absence]:
        """Nothing is asked: what was known about a half day stays as it is (`batch`)."""
        return []
