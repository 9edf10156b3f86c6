"""Forms around the file: searching, attachments, consents, objections, enrolment."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.access.forms import ExistingDay
from driehoek.people import enrolling
from driehoek.people.models import Enrolment, Pupil
from driehoek.pupils import contents
from driehoek.pupils.models import Consent, ObjectionToKeeping
from driehoek.pupils.search import Choices, Search
from lawbook.kinds import SchoolYear

from .entries import day_field

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SearchForm(forms.Form):
    """Looking for a pupil: a part of the name, and what narrows the list. Nonsense in the address is no error."""

    q = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=100)
    group = forms.ChoiceField(label=gettext_lazy("Group"), required=False)
    site = forms.ChoiceField(label=gettext_lazy("Site"), required=False)
    plan = forms.BooleanField(label=gettext_lazy("with a running action plan"), required=False)
    former = forms.BooleanField(label=gettext_lazy("former pupils too"), required=False)
    sort = forms.ChoiceField(
        label=gettext_lazy("Order"),
        required=False,
        choices=[
            ("name", gettext_lazy("name")),
            ("group", gettext_lazy("group")),
            ("-age", gettext_lazy("youngest first")),
            ("age", gettext_lazy("oldest first")),
        ],
    )

    def __init__(self, data: Any, choices: Choices) -> None:
        super().__init__(data)
        everything = ("", _("all"))
        self.fields["group"].choices = [everything, *choices.groups]  # type: ignore[attr-defined]  # its own field
        self.fields["site"].choices = [everything, *choices.sites]  # type: ignore[attr-defined]  # its own field

    def wanted(self) -> Search:
        self.is_valid()
        data = self.cleaned_data
        group, site = (UUID(data[name]) if data.get(name) else None for name in ("group", "site"))
        return Search(
            data.get("q", ""),
            group,
            site,
            plan=data.get("plan", False),
            sort=data.get("sort") or "name",
            former=data.get("former", False),
        )


class AttachmentForm(forms.Form):
    """One file: its size, and its type by content."""

    file = forms.FileField(label=gettext_lazy("File"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].help_text = _("PDF, image or document, at most %(size)s.") % {
            "size": filesizeformat(settings.ATTACHMENT_MAX_BYTES)
        }

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > settings.ATTACHMENT_MAX_BYTES:
            raise forms.ValidationError(
                _("The file is %(size)s; at most %(limit)s is kept.")
                % {"size": filesizeformat(upload.size), "limit": filesizeformat(settings.ATTACHMENT_MAX_BYTES)}
            )
        try:
            self.content_type = contents.content_type_of(upload.file, upload.name)
        except contents.Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        return upload


class ConsentForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    class Meta:
        model = Consent
        fields = ("purpose", "scope", "given_on", "given_by")
        field_classes = {"given_on": ExistingDay}
        widgets = {"given_on": DAY}

    def __init__(self, *args: Any, actor: Actor, pupil: Pupil, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.instance.pupil = actor, pupil

    def clean_given_on(self) -> object:
        return not_later(self.cleaned_data["given_on"], self.actor)


class ObjectionForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    class Meta:
        model = ObjectionToKeeping
        fields = ("dated", "lodged_by")
        field_classes = {"dated": ExistingDay}
        widgets = {"dated": DAY}

    sure = forms.BooleanField(label=gettext_lazy("Remove what they told of their own accord"))

    def __init__(self, *args: Any, actor: Actor, pupil: Pupil, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.instance.pupil = actor, pupil

    def clean_dated(self) -> object:
        return not_later(self.cleaned_data["dated"], self.actor)


def not_later(day: Any, actor: Actor) -> object:
    if day > actor.on:
        raise forms.ValidationError(_("This day is still to come."))
    return day


class EnrolmentForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """A new enrolment: only with the parents' dated agreement (ORG-5), never twice in one school year (ORG-11)."""

    class Meta:
        model = Enrolment
        fields: tuple[str, ...] = ("first_day", "agreed_on", "agreed_by", "regulations_version")
        field_classes = {"first_day": ExistingDay, "agreed_on": ExistingDay}
        widgets = {"first_day": DAY, "agreed_on": DAY}

    def __init__(self, *args: Any, actor: Actor, pupil: Pupil, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.pupil, self.instance.pupil = actor, pupil, pupil
        for name in ("agreed_on", "agreed_by", "regulations_version"):
            self.fields[name].required = True

    def clean_agreed_on(self) -> object:
        return not_later(self.cleaned_data["agreed_on"], self.actor)

    def clean_first_day(self) -> object:
        first_day = self.cleaned_data["first_day"]
        running = enrolling.overlapping(self.pupil, first_day)
        if running:
            raise forms.ValidationError(
                _("This child is already enrolled at %(school)s since %(day)s. A child goes to one school at a time.")
                % {"school": running.pupil.school.name, "day": running.first_day}
            )
        self._refuse_alternation(first_day)
        return first_day

    def _refuse_alternation(self, first_day: Any) -> None:
        jurisdiction = self.pupil.school.jurisdiction
        starts = SchoolYear.of(first_day, jurisdiction).first(jurisdiction)
        if jurisdiction == "be" and enrolling.left_within(self.pupil, starts):
            raise forms.ValidationError(
                _(
                    "This child left for another school earlier this school year. The school must refuse to enrol a "
                    "child in turn in different schools within one school year (school regulations 3.4)."
                )
            )


class AgreementForm(EnrolmentForm):
    """The parents' written agreement for an enrolment that has none yet."""

    class Meta(EnrolmentForm.Meta):
        fields = ("agreed_on", "agreed_by", "regulations_version")


class EndForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """An enrolment ends by one of the listed ends and by nothing else (ORG-5)."""

    last_day = day_field(gettext_lazy("Last day"))

    class Meta:
        model = Enrolment
        fields = ("last_day", "end")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["end"] = forms.ChoiceField(label=_("Why it ends"), choices=Enrolment.End.choices)

    def clean_last_day(self) -> object:
        last_day = self.cleaned_data["last_day"]
        if last_day < self.instance.first_day:
            raise forms.ValidationError(_("This day is before the enrolment started."))
        return last_day
