"""Forms made from the steps: their fields as typed inputs, their documents as uploads or "lies in the paper file"."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.forms import ExistingDay
from driehoek.letters.forms import LetterForm as FormOfLetter
from driehoek.pupils import contents
from driehoek.schools.models import School

from . import papers, people
from .actions import Entered
from .definition import Definition, Field, Step
from .letter_facts import PARTY
from .models import Event
from .papers import SIGNED, Upload

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NO_CHOICE = [("", "–")]


INPUTS: dict[str, tuple[Any, dict[str, Any]]] = {
    "date": (forms.DateField, {"widget": DAY}),
    "text": (forms.CharField, {"widget": forms.Textarea(attrs={"rows": 4}), "max_length": 20_000}),
    "yes_no": (forms.BooleanField, {}),
    "choice": (forms.ChoiceField, {}),
    "party": (forms.ChoiceField, {}),
    "several": (forms.MultipleChoiceField, {}),
    "number": (forms.IntegerField, {"min_value": 0, "max_value": 10_000}),
    "decimal": (forms.DecimalField, {"min_value": 0, "max_digits": 8, "decimal_places": 2}),
    "line": (forms.CharField, {"max_length": 500}),
}


Named = Sequence[tuple[str, str]]


def made(field: Field, named: Named = ()) -> forms.Field:
    """The input of one fact of a step. `named`: the people on the case that a fact can be."""
    kind, options = INPUTS.get(field.shape, INPUTS["line"])
    if field.shape == "party" and not named:  # no parent is known to the file: the name is written
        kind, options = INPUTS["line"]
    elif field.shape == "party":
        options = {"choices": [*NO_CHOICE, *named]}
    elif field.shape == "choice":
        options = {"choices": [*NO_CHOICE, *field.choices]}
    elif field.shape == "several":
        options = {"choices": field.choices, "widget": forms.CheckboxSelectMultiple()}
    required = field.required and field.shape != "yes_no"  # whether it has to be so is for the engine to say
    made: forms.Field = kind(label=field.label, required=required, help_text=field.hint, **options)
    return made


class StepForm(forms.Form):
    """A step as it is recorded: the day, its facts, its documents. With `old` it corrects that event."""

    on = ExistingDay(label=gettext_lazy("On which day"), widget=DAY)

    def __init__(
        self,
        *args: Any,
        step: Step,
        today: date,
        old: Event | None = None,
        carried: Mapping[str, Any] | None = None,
        named: Named = (),
        **options: Any,
    ) -> None:  # never changed
        initial = {"on": old.happened_on, **old.facts} if old else {"on": today, **(carried or {})}
        super().__init__(*args, **{"initial": initial, **options})
        self.step, self.old = step, old
        if step.on_label:
            self.fields["on"].label = str(step.on_label)
        for one in step.fields:
            self.fields[one.name] = made(one, named)
        for paper in step.papers:
            self.fields[f"file_{paper.code}"] = forms.FileField(
                label=_("Document: %(paper)s") % {"paper": paper.label},
                required=False,
                help_text=_("PDF, image or document, at most %(size)s.")
                % {"size": filesizeformat(settings.ATTACHMENT_MAX_BYTES)},
            )
            self.fields[f"paper_{paper.code}"] = forms.BooleanField(
                label=_("It lies in the paper file: %(paper)s") % {"paper": paper.label},
                required=False,
                initial=bool(old and paper.code in old.papers),
            )
        if old:
            self.fields["reason"] = forms.CharField(label=_("Why is this corrected?"), max_length=300)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        self.uploads: list[Upload] = []
        for paper in self.step.papers:
            upload = found.get(f"file_{paper.code}")
            if upload:
                self._take(paper.code, upload)
        return found

    def _take(self, code: str, upload: Any) -> None:
        try:
            self.uploads.append(papers.looked_at(code, upload))
        except contents.Refused as refused:
            self.add_error(f"file_{code}", str(refused))

    def entered(self) -> Entered:
        """What was filled in, for the engine."""
        given = self.cleaned_data
        facts = {one.name: given[one.name] for one in self.step.fields if given.get(one.name) not in (None, "", [])}
        on_paper = [paper.code for paper in self.step.papers if given.get(f"paper_{paper.code}")]
        return Entered(self.step.code, given["on"], None, facts, tuple(self.uploads), on_paper)


class AccountField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's field is not generic when it runs
    def label_from_instance(self, obj: Any) -> str:
        """Two people of one name are told apart."""
        return f"{obj.get_full_name()} · {obj.email}"


class OpenForm(forms.Form):
    """Which procedure, for what cause, since when. About a member of staff: whom."""

    definition = forms.ChoiceField(label=gettext_lazy("Procedure"), widget=forms.RadioSelect)
    cause = forms.CharField(
        label=gettext_lazy("What is it about, in one line"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Everybody who may read this case sees this line. No names of other children."),
    )
    on = ExistingDay(label=gettext_lazy("Opened on"), widget=DAY)

    def __init__(
        self, *args: Any, offered: list[Definition], today: date, school: School, chosen: str = "", **options: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"on": today, "definition": chosen}, **options})
        self.today, self.offered = today, {one.code: one for one in offered}
        if any(one.about == "staff" or one.family == "complaint" for one in offered):
            self.fields["nobody_here"] = forms.BooleanField(
                label=_("A complaint about nobody of the staff"),
                required=False,
            )
            self.fields["person"] = AccountField(
                people.staff_of(school, today),
                label=_("Which member of staff"),
                required=False,
                help_text=_(
                    "Whom a measure is for, or whom a complaint is about. About the head of school the board "
                    "opens the case."
                ),
            )
        choice: Any = self.fields["definition"]
        fitting = sorted(offered, key=lambda one: one.code != chosen)  # the one that was asked for stands first
        choice.choices = [(one.code, one.title) for one in fitting]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day is still to come. Enter the day on which it happened."))
        return on

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        self.chosen = self.offered.get(found.get("definition", ""))
        if self.chosen and self.chosen.about == "staff" and not found.get("person"):
            self.add_error("person", _("Choose the member of staff."))
        if self.chosen and self.chosen.family == "complaint" and not (found.get("nobody_here") or found.get("person")):
            self.add_error(
                "person",
                _(
                    "Choose whom the complaint is about, or say that it is about nobody of the "
                    "staff: nobody leads a complaint about themselves."
                ),
            )
        return found

    def values(self) -> dict[str, Any]:
        """What opening the case takes."""
        about = self.chosen is not None and (self.chosen.about == "staff" or self.chosen.family == "complaint")
        return {
            "definition": self.chosen,
            "cause": self.cleaned_data["cause"],
            "on": self.cleaned_data["on"],
            "person": self.cleaned_data.get("person") if about else None,
        }


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why?"), max_length=200)


class PaperForm(forms.Form):
    """A paper of a step that was recorded, such as the report that came back signed."""

    paper = forms.FileField(label=gettext_lazy("The signed paper"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        size = filesizeformat(settings.ATTACHMENT_MAX_BYTES)
        self.fields["paper"].help_text = _("PDF, image or document, at most %(size)s.") % {"size": size}

    def clean_paper(self) -> Upload:
        try:
            return papers.looked_at(SIGNED, self.cleaned_data["paper"])
        except contents.Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class LetterForm(FormOfLetter):
    """The facts of a letter as the case knows them. Who gets it is chosen, so that is no fact to fill in."""

    left_out = (PARTY,)

    def __init__(self, *args: Any, fixed: Collection[str] = (), **options: Any) -> None:
        """`fixed`: what the case computes; it is shown and never typed."""
        super().__init__(*args, **options)
        for name in fixed:
            if name in self.fields:
                self.fields[name].disabled = True
