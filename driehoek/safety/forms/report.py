"""The report of an incident: five minutes on a phone, with who was in it as rows (SAF-6)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from driehoek.access.actors import Actor
from driehoek.safety.actions.incidents import content_of
from driehoek.safety.models import Incident, Kind, Place, Thread
from driehoek.safety.queries.incidents import schools_of
from driehoek.safety.queries.naming import Named, meant
from driehoek.schools.models import School

from .protected import refusal

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
LONG = 20_000
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
WHOM = [
    ("school", gettext_lazy("pupil or colleague")), ("parent", gettext_lazy("parent")),
    ("other", gettext_lazy("somebody else")),
]  # fmt: skip
MOST_PEOPLE, FIRST_PEOPLE = 20, 2
WHICH = "which"  # the choice among those whom a typed name may mean; it is there only where there are several


class IncidentForm(forms.Form):
    """What happened: when, where, what kind, whether it is serious, what was done at once."""

    day = forms.DateField(label=gettext_lazy("On which day"), widget=DAY)
    at = forms.TimeField(label=gettext_lazy("At what time"), widget=CLOCK)
    place = forms.ChoiceField(label=gettext_lazy("Where"), choices=[("", "—"), *Place.choices])
    place_note = forms.CharField(
        label=gettext_lazy("Where exactly"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("No names here."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What kind"),
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what kind it was; more than one may fit.")},
    )
    serious = forms.ChoiceField(
        label=gettext_lazy("Is it serious?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Somebody is hurt, was threatened or is badly shaken. Care for the victim then starts."),
        error_messages={"required": gettext_lazy("Say whether it is serious. When in doubt: yes.")},
    )
    done_at_once = forms.CharField(
        label=gettext_lazy("What was done at once"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only you and who takes care of it read this."),
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.actor.on:
            raise forms.ValidationError(_("This day is still to come. Enter the day on which it happened."))
        return day

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("day") and found.get("at") and self.moment(found) > timezone.now():
            self.add_error("at", _("This is later than now. Enter the time at which it happened."))
        return found

    def moment(self, found: Mapping[str, Any]) -> datetime:
        return timezone.make_aware(datetime.combine(found["day"], found["at"]))

    def fill(self, incident: Incident) -> Incident:
        """The incident with what was filled in."""
        given = self.cleaned_data
        incident.happened_at, incident.kinds = self.moment(given), given["kinds"]
        incident.serious = given["serious"] == "yes"
        for name in ("place", "place_note", "done_at_once"):
            setattr(incident, name, given[name])
        return incident


class CorrectionForm(IncidentForm):
    """The correction of an incident, with its reason; how it read stays in the history."""

    reason = forms.CharField(label=gettext_lazy("Why is this corrected?"), max_length=300)

    def __init__(self, *args: Any, incident: Incident, **options: Any) -> None:
        moment = timezone.localtime(incident.happened_at)
        initial = {
            "day": moment.date(),
            "at": moment.time(),
            "kinds": [kind.value for kind in incident.kinds],
            "serious": "yes" if incident.serious else "no",
            "place": incident.place,
            "place_note": incident.place_note,
            "done_at_once": incident.done_at_once,
        }
        super().__init__(*args, initial=initial, **options)
        self.before, self.incident = content_of(incident), incident

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        wrong = refusal(found.get("kinds", ()), self.incident.threads.filter(withdrawn_at=None))
        if wrong:
            self.add_error(None, wrong)
        return found


class PersonForm(forms.Form):
    """One person in it: a pupil or colleague of the school, or another by name."""

    sometimes = ("name", "role")

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    whom = forms.ChoiceField(label=gettext_lazy("Who is this"), choices=WHOM, initial="school")
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[("", "—"), *Thread.Role.choices], required=False)
    description = forms.CharField(
        label=gettext_lazy("What happened to or by this person"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Without the names of the others."),
    )

    actor: Actor
    school: School | None = None

    @property
    def is_empty(self) -> bool:
        return not self.cleaned_data.get("name") and not self.cleaned_data.get("description")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not found.get("name"):
            if found.get("description") or found.get("role"):
                self.add_error("name", _("Enter the name of this person."))
            return found
        if not found.get("role"):
            self.add_error("role", _("Choose the role of this person."))
        if found.get("whom") == "school" and self.school:
            self.named = self._named(found["name"])
        return found

    def _named(self, text: str) -> Named | None:
        named, others = meant(self.actor, self.school, text, _("staff")) if self.school else (None, [])
        if named is None and others:
            named = self._chosen(others)
        if named is None and others:
            choices = [(str(one.pupil_id or one.user_id), one.label) for one in others]
            self.fields[WHICH] = forms.ChoiceField(
                label=_("Whom do you mean?"), choices=choices, widget=forms.RadioSelect, required=False
            )
            self.add_error("name", _("More than one name fits. Choose below who it is."))
        elif named is None:
            self.add_error(
                "name", _("Nobody at the school has this name. Is it a parent or somebody else, say so below.")
            )
        return named

    def _chosen(self, others: list[Named]) -> Named | None:
        """Who was chosen among those that a typed name may mean, by who they are."""
        chosen = self.data.get(self.add_prefix(WHICH))
        return next((one for one in others if chosen == str(one.pupil_id or one.user_id)), None)

    def thread(self) -> Thread:
        given = self.cleaned_data
        made = Thread(role=given["role"], description=given["description"], standing=Thread.Standing.PUPIL)
        if given["whom"] != "school":
            made.name, made.standing = given["name"], given["whom"]
        elif self.named and self.named.user_id:
            made.user_id, made.standing = self.named.user_id, Thread.Standing.EMPLOYEE
        elif self.named:
            made.pupil_id = self.named.pupil_id
        return made


PEOPLE = forms.formset_factory(PersonForm, extra=0, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE)
OF_PERSON = tuple(PersonForm.base_fields)


class Report:
    """The whole report: what happened, and rows for people. `kept`: what was typed before and not sent yet.

    A request for one more row, or a draft, fills the forms again without judging them.
    """

    def __init__(self, actor: Actor, post: Any, kept: Mapping[str, Any], at: datetime) -> None:
        self.actor, self.post = actor, post
        self.schools = list(schools_of(actor))
        self.sent = bool(post) and "more" not in post
        typed = typed_in(post) if post else kept
        now = timezone.localtime(at)
        fields = {"day": now.date(), "at": now.time().replace(second=0, microsecond=0), **typed.get("incident", {})}
        rows = list(typed.get("people", []))
        blank: list[dict[str, Any]] = [{}] * max(FIRST_PEOPLE - len(rows), 1 if post and "more" in post else 0)
        self.form = IncidentForm(post if self.sent else None, actor=actor, initial=fields)
        self.people = PEOPLE(post if self.sent else None, prefix="p", initial=[*rows, *blank][:MOST_PEOPLE])
        if len(self.schools) > 1:
            self._ask_school()

    def _ask_school(self) -> None:
        places = forms.ChoiceField(label=_("School"), choices=[(str(one.pk), one.name) for one in self.schools])
        self.form.fields = {"school": places, **self.form.fields}

    @property
    def school(self) -> School | None:
        if len(self.schools) == 1:
            return self.schools[0]
        given = self.form.data.get("school") if self.form.is_bound else None
        return next((one for one in self.schools if str(one.pk) == given), None)

    def is_valid(self) -> bool:
        """Whether it can be kept; each row is judged against the names of the school."""
        if not self.sent:
            return False
        for row in self.people.forms:
            row.actor, row.school = self.actor, self.school
        fits = [self.form.is_valid(), self.people.is_valid()]
        return all(fits) and self._nobody_twice() and self._may_stand_here()

    def _may_stand_here(self) -> bool:
        wrong = refusal(self.form.cleaned_data["kinds"], self.threads())
        if wrong:
            self.form.add_error(None, wrong)
        return wrong is None

    def _nobody_twice(self) -> bool:
        seen: set[Any] = set()
        for row in self._filled():
            thread = row.thread()
            who = thread.pupil_id or thread.user_id
            if who and who in seen:
                row.add_error("name", _("This person stands there twice. Choose one role."))
                return False
            seen.add(who)
        return True

    def _filled(self) -> list[PersonForm]:
        return [row for row in self.people.forms if not row.is_empty]

    @property
    def errors(self) -> int:
        return len(self.form.errors) + sum(len(row.errors) for row in self.people.forms)

    def incident(self) -> Incident:
        return self.form.fill(Incident(school=self.school))

    def threads(self) -> list[Thread]:
        return [row.thread() for row in self._filled()]

    def said(self) -> str:
        """What the page says once it is kept."""
        people = len(self._filled())
        return ngettext("Reported, with %(n)d person.", "Reported, with %(n)d people.", people) % {"n": people}


def typed_in(post: Any) -> dict[str, Any]:
    """What was typed, as a draft keeps it: plain text by field, people as rows without the empty ones."""
    incident = {name: post.get(name, "")[:LONG] for name in ("school", *IncidentForm.base_fields) if post.get(name)}
    incident["kinds"] = [kind for kind in post.getlist("kinds") if kind in Kind.values]
    total = post.get("p-TOTAL_FORMS", "0")
    rows = range(min(int(total), MOST_PEOPLE) if total.isdecimal() else 0)
    people = [{name: post.get(f"p-{n}-{name}", "")[:LONG] for name in OF_PERSON} for n in rows]
    return {"incident": incident, "people": [row for row in people if row["name"] or row["description"]]}


def choices_with_any(choices: list[tuple[str, Any]], words: Any) -> list[tuple[str, Any]]:
    """Choices of a filter, with the one that filters nothing first."""
    return [("", capfirst(words)), *choices]
