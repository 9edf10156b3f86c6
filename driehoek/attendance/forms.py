"""What the office fills in: an absence that was reported, and the reason of one afterwards (ATT-1 to ATT-9)."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any, Self

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from driehoek.access.forms import ExistingDay, dated
from driehoek.people.models import Pupil
from driehoek.web.words import half_days
from lawbook.kinds import HalfDay

from . import office_queries, reasons
from .models import Absence, Part
from .reasons import Reason
from .thresholds import Ground, children_of

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
DOCUMENTS = ("parents_note", "medical_certificate", "official_document", "parents_statement", "director_permission",
             "rehabilitation_file", "discipline_decision", "leave_decision")  # fmt: skip


def choices(found: Iterable[Reason]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The reasons under the head of their legal ground: illness, by right, with permission, problematic."""
    return [
        (reasons.spoken(group), [(one.code, one.spoken) for one in members])
        for group, members in groupby(found, key=lambda one: one.group)
    ]


class ReasonForm(forms.Form):
    """A reason with what was received. `whole` gives it to all half days of the same absence."""

    sometimes = ("document",)

    reason = forms.ChoiceField(label=_("Reason"))
    document = forms.ChoiceField(label=_("Document received"), required=False)
    document_on = ExistingDay(label=_("Received on"), required=False, widget=DAY)
    note = forms.CharField(label=_("Note"), required=False, max_length=500)

    def __init__(self, *args: Any, ground: Ground, day: date, pupil: Pupil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground, self.pupil = ground, pupil
        child = children_of(pupil.board_id, [(pupil.pk, pupil.birth_date)], day)[0]
        offered = reasons.for_child(ground, child, reasons.on_day(ground.school.jurisdiction, ground.law, day), day)
        known = {one.document for one in offered if one.document}
        self.fields["reason"].choices = choices(offered)  # type: ignore[attr-defined]  # a ChoiceField's own
        spoken = [(one, reasons.spoken(one)) for one in DOCUMENTS if one in known]
        self.fields["document"].choices = [("", _("nothing yet")), *spoken]  # type: ignore[attr-defined]  # idem

    def clean_document_on(self) -> date | None:
        return dated(self.cleaned_data["document_on"], timezone.localdate())

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("document_on") and not found.get("document"):
            self.add_error("document", _("Choose which document was received on that day."))
        return found

    def _decided(self, found: dict[str, Any], first: date, last: date) -> None:
        """A reason that a school decides on is given with that decision, and never to stretch a holiday (ATT-4)."""
        known = reasons.find(self.ground.school.jurisdiction, found.get("reason", ""))
        if known is None or known.document not in reasons.DECIDED:
            return
        if found.get("document") != known.document:
            self.add_error(
                "document",
                _("This reason needs a decision first: %(document)s. Open a case for it, or note the decision here.")
                % {"document": reasons.spoken(known.document)},
            )
        free = known.document != reasons.PERMITTED or known.code == reasons.MOURNING
        if not free and self.ground.calendar.stretches_holiday(first, last):
            self.add_error(
                "reason", _("Permission is never given to leave earlier on holiday or to come back later (5.2).")
            )

    def values(self) -> dict[str, Any]:
        """The columns of the absence as they were filled in."""
        return {name: self.cleaned_data[name] for name in ("reason", "document", "document_on", "note")}


class AbsenceForm(ReasonForm):
    """The reason of an absence that is known: `run` are its half days. Somebody who came late needs no decision."""

    def __init__(self, *args: Any, run: list[Absence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run = run

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if self.run[0].state == Absence.State.ABSENT and found.get("reason") != self.run[0].reason:
            self._decided(found, self.run[0].day, self.run[-1].day)
        return found


class ReportForm(ReasonForm):
    """An absence reported for one or several half days, by whom and at what time."""

    sometimes = ("replace",)

    first_day = ExistingDay(label=_("From"), widget=DAY)
    first_part = forms.ChoiceField(label=_("from the"), initial=Part.AM)
    last_day = ExistingDay(label=_("Up to and including"), widget=DAY)
    last_part = forms.ChoiceField(label=_("including the"), initial=Part.PM)
    reported_by = forms.CharField(label=_("Reported by"), max_length=200, required=False)
    reported_on = ExistingDay(label=_("Reported on"), required=False, widget=DAY)
    reported_at = forms.TimeField(label=_("Reported at"), required=False, widget=TIME)
    replace = forms.ChoiceField(
        label=_("What was known already"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("keep", _("keep it, and add what is new")), ("replace", _("replace it by this report"))],
    )
    field_order: tuple[str, ...] = (
        "first_day",
        "first_part",
        "last_day",
        "last_part",
        "reason",
        "reported_by",
        "reported_on",
        "reported_at",
    )

    half_days: list[HalfDay]

    def clean_reported_on(self) -> date | None:
        return dated(self.cleaned_data["reported_on"], timezone.localdate())

    def __init__(self, *args: Any, ground: Ground, **kwargs: Any) -> None:
        super().__init__(*args, ground=ground, **kwargs)
        for name in ("first_part", "last_part"):
            self.fields[name].choices = half_days(ground.school.jurisdiction)  # type: ignore[attr-defined]  # idem
        if not self.is_bound:
            del self.fields["replace"]  # asked where there is something to choose

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if self.errors or "first_day" not in found:
            return found
        first, last = (HalfDay(found[f"{end}_day"], found[f"{end}_part"]) for end in ("first", "last"))
        year_first, year_last = self.ground.calendar.year_of(first.date)
        if last < first:
            self.add_error("last_day", _("The last half day lies before the first."))
            return found
        if not year_first <= last.date <= year_last:
            self.add_error("last_day", _("Report an absence that runs into the next school year twice, once for each."))
            return found
        between = self.ground.calendar.half_days(first.date, last.date)
        self.half_days = [one for one in between if first <= one <= last]
        if not self.half_days:
            self.add_error("first_day", _("There are no lessons on these half days."))
        elif missing := self._in_no_class({first.date, last.date}):
            self.add_error("first_day", missing)
        else:
            self._decided(found, first.date, last.date)
            self._compare(found)
        return found

    def _compare(self, found: dict[str, Any]) -> None:
        """A second report that differs asks what is to stand; documents stay in both cases."""
        known = {HalfDay(one.day, one.part) for one in self._differing(found)}
        if not known:
            del self.fields["replace"]
        elif not found.get("replace"):
            self.add_error(
                "replace", _("Some of these half days were reported before, for another reason. Choose what stands.")
            )
        elif found["replace"] == "keep":
            self.half_days = [one for one in self.half_days if one not in known]

    def _in_no_class(self, days: set[date]) -> str:
        """What to say of a child that was in no class on the first or the last day; nothing when it was."""
        if all(self.pupil.memberships.on(day).exists() for day in days):
            return ""
        return gettext("The child was in no class here on some of these days.")

    def _differing(self, found: dict[str, Any]) -> list[Absence]:
        return office_queries.differing(self.pupil, self.half_days, found.get("reason", ""))


class PeriodForm(forms.Form):
    """From a day to a day; the running month where nothing is asked."""

    since = ExistingDay(label=_("From"), widget=DAY)
    until = ExistingDay(label=_("Up to and including"), widget=DAY)

    @classmethod
    def for_request(cls, asked: Mapping[str, Any], on: date) -> Self:
        return cls(asked if "since" in asked else {"since": on.replace(day=1), "until": on})

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("since") and found.get("until") and found["until"] < found["since"]:
            self.add_error("until", _("The last day lies before the first."))
        return found

    def period(self) -> tuple[date, date]:
        return self.cleaned_data["since"], self.cleaned_data["until"]
