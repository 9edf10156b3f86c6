"""Forms of an import: the file, what its columns mean, who left when."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from driehoek.access.forms import ExistingDay
from driehoek.schools.models import School
from lawbook.days import months_after
from lawbook.errors import Malformed
from lawbook.kinds import SchoolYear

from .readers import columns
from .readers.source import MEBIBYTE
from .tokens import SCOPES

LONGEST_TOKEN = 12  # months
MANY_LEAVING = 10  # from more pupils on, whoever confirms types how many leave
SAMPLE = 24  # signs of what stands in a column
YEARS_BACK = 12  # school years offered for export


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; too large ones are refused before anything of them is read."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        sent = (list(data) or [None]) if isinstance(data, list | tuple) else [data]
        found: list[UploadedFile[Any]] = [forms.FileField.clean(self, one, initial) for one in sent]
        if sum(one.size or 0 for one in found) > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(mib)d MiB. Is this the right file?")
                % {"mib": settings.IMPORT_MAX_BYTES // MEBIBYTE}
            )
        return found


class UploadForm(forms.Form):
    school = forms.ModelChoiceField(School.objects.none(), label=gettext_lazy("School"))
    sent = FilesField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("EDEXML, a ZIP or the CSV files of SDS or OneRoster, a CSV or an Excel workbook."),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )

    def __init__(self, *args: Any, schools: QuerySet[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["school"]
        field.queryset = schools  # type: ignore[attr-defined]  # a ModelChoiceField, declared above
        field.empty_label = None  # type: ignore[attr-defined]  # idem


class AbsencesForm(UploadForm):
    """Absences of one school: one CSV file."""

    illness = forms.ChoiceField(
        label=gettext_lazy("What the official code of illness stands for in this file"),
        required=False,
        choices=[
            ("", gettext_lazy("the column with the reason says it")),
            ("ill_note", gettext_lazy("an illness with a note of the parents")),
            ("ill_certificate", gettext_lazy("an illness with a medical certificate")),
        ],
    )

    def __init__(self, *args: Any, schools: QuerySet[School], **kwargs: Any) -> None:
        super().__init__(*args, schools=schools, initial={"school": schools.first()}, **kwargs)
        self.fields["sent"].help_text = _("A CSV file with a line for every half day.")
        if not schools.filter(jurisdiction="be").exists():  # one code for both exists in Flanders alone
            self.fields["illness"].widget = forms.HiddenInput()

    def clean_sent(self) -> "list[UploadedFile[Any]]":
        sent: list[UploadedFile[Any]] = self.cleaned_data["sent"]
        if len(sent) > 1:
            raise forms.ValidationError(_("Send one file at a time."))
        return sent


def _with(title: str, cell: str) -> str:
    """A column as one chooses it: its name, and what stands in it."""
    return f"{title} · {Truncator(cell.strip()).chars(SAMPLE)}" if cell.strip() else title


class ColumnsForm(forms.Form):
    """Which column holds what. Each column at most once."""

    school_year = forms.CharField(label=gettext_lazy("School year"), max_length=9)

    def __init__(self, *args: Any, header: list[str], sample: list[str], jurisdiction: str, **kwargs: Any) -> None:
        """`sample`: the first line below the names of the columns, so that each choice shows what stands in it."""
        super().__init__(*args, **kwargs)
        self.sometimes = set(columns.MEANINGS)  # each choice says itself that a column may be missing
        said = zip_longest(header, sample[: len(header)], fillvalue="")
        choices = [("", _("not in the file")), *((title, _with(title, cell)) for title, cell in said if title)]
        for meaning, label in columns.meanings(jurisdiction, self.initial).items():
            self.fields[meaning] = forms.ChoiceField(choices=choices, label=capfirst(label), required=False)

    def recognised(self) -> list[forms.BoundField]:
        """The columns that were guessed or chosen, and what is wrong, above all: the rest waits folded up."""
        return [field for field in self if field.name not in self.sometimes or field.value() or field.errors]

    def others(self) -> list[forms.BoundField]:
        shown = {field.name for field in self.recognised()}
        return [field for field in self if field.name not in shown]

    def clean_school_year(self) -> str:
        try:
            return SchoolYear.parse(self.cleaned_data["school_year"].strip()).as_text()
        except Malformed as problem:
            raise forms.ValidationError(_("Write the school year as 2026-2027.")) from problem

    def clean(self) -> dict[str, Any]:
        chosen = self.columns()
        for meaning, title in chosen.items():
            if list(chosen.values()).count(title) > 1:
                self.add_error(meaning, _("This column is chosen twice."))
        if not {"family_name", "given_name"} & set(chosen):
            self.add_error("family_name", _("Say which column holds the names of the pupils."))
        if "key" not in chosen and "birth_date" not in chosen:
            self.add_error("key", _("Say which column holds the administration number, or choose a date of birth."))
        return self.cleaned_data

    def columns(self) -> columns.Mapping:
        return {name: title for name, title in self.cleaned_data.items() if title and name in columns.MEANINGS}


class LeftForm(forms.Form):
    """Who of the pupils that are not in the file left: part of confirming, so that no tick can be thrown away."""

    ADDITION, WHOLE = "addition", "whole"
    scope = forms.ChoiceField(
        label=gettext_lazy("What is this file?"),
        choices=[
            (ADDITION, gettext_lazy("An addition: everybody who is not in it stays")),
            (WHOLE, gettext_lazy("The whole school: who is not in it and not ticked below has left")),
        ],
        widget=forms.RadioSelect,
    )
    stays = forms.MultipleChoiceField(
        label=gettext_lazy("Stays all the same"), required=False, widget=forms.CheckboxSelectMultiple
    )
    left_on = ExistingDay(
        label=gettext_lazy("The others left on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    leaving = forms.IntegerField(
        label=gettext_lazy("How many pupils leave?"),
        required=False,
        help_text=gettext_lazy("When more than ten leave: type the number, so that it cannot happen by mistake."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5}),
    )

    def __init__(self, data: Any = None, *, missing: Sequence[tuple[str, str]], in_file: int) -> None:
        """`missing`: id and name of who is not in the file; half a school is more often half a file."""
        half = in_file <= len(missing)
        initial = {"scope": self.ADDITION if half else self.WHOLE, "left_on": timezone.localdate()}
        super().__init__(data, initial=initial)
        self.missing = missing
        self.fields["stays"].choices = missing  # type: ignore[attr-defined]  # a MultipleChoiceField, declared above
        if len(missing) <= MANY_LEAVING:
            del self.fields["leaving"]

    def clean_left_on(self) -> Any:
        day = self.cleaned_data["left_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("A pupil cannot have left in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        gone = len(self.missing) - len(self.staying())
        if gone > MANY_LEAVING and self.cleaned_data.get("leaving") != gone:
            self.add_error(
                "leaving", _("%(number)d pupils would leave. Type %(number)d to confirm that.") % {"number": gone}
            )
        return self.cleaned_data

    def staying(self) -> Collection[str]:
        """The pupils who stay: everybody where the file is an addition."""
        if self.cleaned_data.get("scope") == self.WHOLE:
            ticked: list[str] = self.cleaned_data.get("stays", [])
            return ticked
        return [pk for pk, _name in self.missing]


class TokenForm(forms.Form):
    """A token for a program: what for, which scope, until when (at most a year)."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=100, help_text=gettext_lazy("What uses it, for instance the time clock.")
    )
    scopes = forms.MultipleChoiceField(
        label=pgettext_lazy("of a program", "May"), choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )
    ends_on = ExistingDay(
        label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, names: Collection[str] = (), **kwargs: Any) -> None:
        """`names`: of the tokens that this person has and that still work."""
        super().__init__(*args, **kwargs)
        self.names = {name.casefold() for name in names}

    def clean_name(self) -> str:
        """A page that is loaded again, or a button clicked twice, makes no second token."""
        name: str = self.cleaned_data["name"]
        if name.casefold() in self.names:
            raise forms.ValidationError(_("You have a token of this name. Revoke it first, or choose another name."))
        return name

    def clean_ends_on(self) -> Any:
        day, today = self.cleaned_data["ends_on"], timezone.localdate()
        if not today <= day <= months_after(today, LONGEST_TOKEN).end:
            raise forms.ValidationError(_("Choose a day from today until at most a year from now."))
        return day


class ExportForm(forms.Form):
    """What, of which school, of which school year."""

    what = forms.ChoiceField(
        label=gettext_lazy("What"),
        choices=[
            ("roster", gettext_lazy("pupils with their classes")),
            ("absences", gettext_lazy("half-day absences with official codes")),
        ],
    )
    school = forms.ModelChoiceField(School.objects.none(), label=gettext_lazy("School"), empty_label=None)
    year = forms.ChoiceField(label=gettext_lazy("School year"))

    def __init__(self, *args: Any, schools: QuerySet[School], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = schools.first()
        running = SchoolYear.of(on, first.jurisdiction if first else "be").start
        years = [SchoolYear(start).as_text() for start in range(running + 1, running - YEARS_BACK, -1)]
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]  # a ModelChoiceField, declared above
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]  # idem
        self.fields["year"].initial = SchoolYear(running).as_text()
