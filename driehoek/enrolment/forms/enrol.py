"""The form of a new child: what the law asks of an enrolment, in the words of the school's own country."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.actors import Actor
from driehoek.enrolment.newcomers import Newcomer, known
from driehoek.enrolment.queries import classes_from, holds
from driehoek.people.models import Guardian, Guardianship, Pupil
from driehoek.people.plausible import no_number
from driehoek.pupils.forms.entries import day_field
from driehoek.pupils.forms.others import not_later
from driehoek.pupils.forms.people import PHONE
from driehoek.schools.models import School
from driehoek.web.words import WORDS, term

from .doubtful import look_again

Relation = Guardianship.Relation
PARENTS = [one for one in Relation.choices if one[0] not in {Relation.CONTACT, Relation.RELATIVE}]
CHILD = ("given_name", "first_names", "prefix", "family_name", "birth_date", "sex", "newcomer", "key")
OLDEST = 20  # years: no child of a primary school is, so a year was mistyped
ENROLMENT = ("previous_school", "agreed_on", "agreed_by", "regulations_version")


class ClassField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's field is not generic when it runs
    """A class as one chooses it: the name, its site where it has one, and its school year."""

    def label_from_instance(self, obj: Any) -> str:
        return " · ".join(filter(None, (obj.name, obj.site.name if obj.site else "", obj.school_year)))


def class_field(actor: Actor, school: School, *, required: bool) -> ClassField:
    """The classes of this school year and the next that are there."""
    rows = classes_from(school, actor.on)
    return ClassField(rows, label=_("Class"), required=required, empty_label=_("no class yet"))


def not_then() -> str:
    return _("On that day this is not a class yet, or no longer. Choose one of that school year.")


class AdultForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's ModelForm is not generic when it runs
    """A parent or guardian; of the second everything may stay empty."""

    relation = forms.ChoiceField(label=gettext_lazy("relation"), choices=PARENTS)
    lives_with = forms.BooleanField(label=gettext_lazy("the child lives here"), required=False, initial=True)
    has_authority = forms.BooleanField(label=gettext_lazy("has parental authority"), required=False, initial=True)

    class Meta:
        model = Guardian
        fields = ("given_name", "family_name", "phone", "email", "address", "secret_address", "language")

    def has_changed(self) -> bool:
        """Whether somebody is named: what the form offers by itself says nothing."""
        names = ("given_name", "family_name", "phone", "email", "address")
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)

    field_order = ("relation", "given_name", "family_name", "phone", "email", "address")

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError(_("A telephone number has digits, spaces and + only, like +32 470 12 34 56."))
        return phone

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not (data.get("phone") or data.get("email")):
            self.add_error("phone", _("Give a telephone number or a mail address, so that the school can reach them."))
        return data

    def asked(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*self.Meta.fields, "relation", "lives_with")} | {
            "has_authority": self.cleaned_data["has_authority"],
            "is_informed": True,
        }


class EnrolForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """The child and its enrolment. `adults` are the two forms beside it."""

    sometimes = ("only_one",)

    birth_date = day_field(gettext_lazy("date of birth"))
    personal_number = forms.CharField(
        label=WORDS["national number"]["be"],  # type: ignore[arg-type]  # a lazy text like any other label
        max_length=20,
        required=False,
    )
    first_day = day_field(gettext_lazy("first day"))
    previous_school = forms.CharField(label=gettext_lazy("previous school"), max_length=200, required=False)
    agreed_on = day_field(gettext_lazy("parents agreed in writing on"))
    agreed_by = forms.CharField(label=gettext_lazy("agreed by"), max_length=200)
    regulations_version = forms.CharField(
        label=gettext_lazy("version of the school regulations, parts II and III"), max_length=40
    )
    only_one = forms.BooleanField(label=gettext_lazy("there is one parent, or the other is not known"), required=False)
    another = forms.BooleanField(label=gettext_lazy("This is another child"), required=False)

    class Meta:
        model = Pupil
        fields = CHILD

    def __init__(self, *args: Any, actor: Actor, school: School, sees_number: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor, self.school, self.known = actor, school, list[Pupil]()
        self.fields["group"] = class_field(actor, school, required=False)
        for name in ("given_name", "family_name"):
            self.fields[name].required = True
        self.fields["key"].required = False
        self.fields["key"].help_text = _("As in your own administration. Left empty, one is made.")
        self._speak_of_the_country(school.jurisdiction)
        if not sees_number:
            del self.fields["personal_number"]
        self.adults = [
            AdultForm(
                args[0] if args else None,
                prefix=name,
                initial={"relation": who},
                empty_permitted=name == "second",
                use_required_attribute=False,
            )
            for name, who in (("first", Relation.MOTHER), ("second", Relation.FATHER))
        ]

    def _speak_of_the_country(self, land: str) -> None:
        """A Dutch school asks BSN and prefix and a signed form; a Flemish one the agreement with parts II and III."""
        self.fields["personal_number"].label = term("national number", land)
        if land == "nl":
            self.fields["agreed_on"].label = _("enrolment form signed on")
            self.fields["agreed_by"].label = _("signed by")
            self.fields["regulations_version"].label = _("school guide of")
            self.fields["regulations_version"].required = False
            return
        del self.fields["prefix"]

    def clean_birth_date(self) -> object:
        day = self.cleaned_data["birth_date"]
        if day and self.actor.on.year - day.year > OLDEST:
            raise forms.ValidationError(_("Nobody of that age is in primary school. Look at the year."))
        return not_later(day, self.actor)

    def clean_personal_number(self) -> str:
        number: str = self.cleaned_data["personal_number"]
        if number and (why := no_number(self.school.jurisdiction, number)):
            raise forms.ValidationError(why)
        return number

    def clean_agreed_on(self) -> object:
        return not_later(self.cleaned_data["agreed_on"], self.actor)

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"].strip()
        if key and Pupil.objects.filter(school=self.school, key=key).exists():
            raise forms.ValidationError(_("Another pupil of the school has this number."))
        return key

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        group, first = data.get("group"), data.get("first_day")
        if group and first and not holds(group, first):
            self.add_error("group", not_then())
        self._ask_about_known(data)
        look_again(self, data.get("birth_date"), data.get("personal_number", ""), group, self.school.jurisdiction)
        first_adult, second = self.adults
        if not (first_adult.is_valid() & second.is_valid()):
            raise forms.ValidationError(_("Something about the parents is still missing; see below."))
        if not second.has_changed() and not data.get("only_one"):
            self.add_error("only_one", _("Fill in the second parent, or say that there is one."))
        return data

    def _ask_about_known(self, data: dict[str, Any]) -> None:
        born = data.get("birth_date")
        if not born or data.get("another"):
            return
        family = " ".join(filter(None, (data.get("prefix", ""), data.get("family_name", ""))))
        self.known = known(self.school, data.get("given_name", ""), family, born)
        if self.known:
            self.add_error(
                "another", _("A child of this name and date of birth is known already. Look above the form first.")
            )

    def newcomer(self) -> Newcomer:
        data = self.cleaned_data
        return Newcomer(
            {name: data[name] for name in CHILD if name in data},
            data.get("personal_number", ""),
            data["first_day"],
            {name: data[name] for name in ENROLMENT if data[name]},
            data["group"],
            [one.asked() for one in self.adults if one.has_changed()],
        )
