"""Giving a function to a person: who it is, what it opens, and whether the person is known already (ACC-2, ORG-2)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from driehoek.web.dates import spoken_date
from driehoek.web.words import function_name
from lawbook.calendars import school_year

from .actors import Actor
from .addresses import is_generic
from .forms import day_field
from .functions import CLB_FUNCTIONS, CONTACTS, COUNCIL_SECTIONS, GIVEN_BY_DIRECTION, NOT_TO_ONESELF, ONLY_IN, Function
from .knowing import described, perhaps
from .models import Appointment, User
from .opens import OPENS
from .queries import in_force
from .seats import last_day_of

EVERY_DAY = 0b1111111
OF_A_GROUP = frozenset({Function.CLASS_TEACHER, Function.SUPPORT_TEACHER})
SOMEBODY_ELSE = "new"


def own_address(address: str) -> str:
    """An address of one person, in small letters. Raises ValidationError for the address of an office."""
    address = address.strip().casefold()
    if address and is_generic(address):
        raise ValidationError(
            _(
                "%(address)s is the address of an office. An account is personal and never shared: give the address "
                "of this one person. (Agreement on access: each CLB worker has an own login code.)"
            ),
            params={"address": address},
        )
    return address


class AddressWhereNeeded(forms.EmailField):
    """Asked for as what has to be filled in; the form knows which functions go without."""

    def validate(self, value: Any) -> None:
        """An empty one is judged together with the function."""


SOMEBODY_ELSE_GIVES_IT = _(
    "Nobody gives this function to themselves: whoever holds it looks at what the direction does. Ask the board, or a "
    "colleague of the direction."
)


class AppointForm(forms.ModelForm[Appointment]):
    """A function for a person: the one way in which a file opens to anybody (ACC-2, ORG-2)."""

    given_name = forms.CharField(label=_("given name"), max_length=100)
    family_name = forms.CharField(label=_("family name"), max_length=100)
    email = AddressWhereNeeded(
        label=_("e-mail address"),
        help_text=_("Of this person alone. Only who never logs in has none: an outside contact, a first-aider."),
    )
    phone = forms.CharField(label=_("telephone"), max_length=40, required=False)
    first_day = day_field(_("first day"))
    last_day = day_field(
        _("last day"), required=False, help_text=_("Of an interim or internship. Empty: until you end it.")
    )
    days = forms.TypedMultipleChoiceField(
        label=_("weekdays"),
        coerce=int,
        required=False,
        choices=list(WEEKDAYS.items())[:5],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Appointment
        fields = ("function", "school", "group", "deputy_for", "organisation", "first_day", "last_day")
        labels = {"school": _("school"), "group": _("group"), "deputy_for": _("deputy of")}

    field_order = (
        "given_name",
        "family_name",
        "email",
        "phone",
        "function",
        "school",
        "group",
        "organisation",
        "days",
        "deputy_for",
        "first_day",
        "last_day",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        if self.is_bound:
            self._ask_who()
        self.fields["first_day"].initial = actor.on
        schools = self._rows("school")
        schools.queryset = schools.queryset.visible_to(actor, "people.manage")  # type: ignore[union-attr]  # School's own
        schools.required, schools.empty_label = True, None
        countries = {one.jurisdiction for one in schools.queryset or ()}
        self._offer_functions(countries)
        if "be" in countries:
            self.fields["days"].help_text = _("For the CLB: the days of the assignment at this school.")
        groups = self._rows("group")
        year = school_year(actor.on, "be").as_text()
        groups.queryset = groups.queryset.visible_to(actor, "people.manage").filter(school_year__gte=year)  # type: ignore[union-attr]  # Group's own
        self._rows("deputy_for").queryset = (
            Appointment.objects.visible_to(actor, "people.manage")
            .filter(in_force(actor.on, actor.at), function__in=GIVEN_BY_DIRECTION, deputy_for=None)
            .select_related("user")
        )

    def _offer_functions(self, here: set[str]) -> None:
        """Only what the country of these schools has, in its own words."""
        elsewhere = {one for country, only in ONLY_IN.items() if country not in here for one in only}
        words = min(here, default="be")
        given = [(str(one), function_name(one, words)) for one in GIVEN_BY_DIRECTION if one not in elsewhere]
        self.fields["function"] = forms.ChoiceField(
            label=_("function"),
            widget=forms.Select(attrs={"data-explained": "opens"}),
            choices=[("", _("choose what this person does")), *given],
        )
        self.opening = [(value, name, OPENS[Function(value)]) for value, name in given]

    def _rows(self, name: str) -> "forms.ModelChoiceField[Any]":
        field = self.fields[name]
        if not isinstance(field, forms.ModelChoiceField):
            raise TypeError(name)
        return field

    def clean_email(self) -> str:
        return own_address(self.cleaned_data["email"])

    @cached_property
    def candidates(self) -> list[User]:
        """Whom this could be: the account of the address, else who has this name at these schools."""
        given, family, email = (
            self.data.get(self.add_prefix(name), "") for name in ("given_name", "family_name", "email")
        )
        return perhaps(self.actor, given, family, email)

    def _ask_who(self) -> None:
        """Nobody gets a function because of an equal name or address: who fills this in says whom they mean."""
        choices: list[tuple[str, object]] = [(str(one.pk), described(self.actor, one)) for one in self.candidates]
        if choices and self.candidates[0].email != self.data.get(self.add_prefix("email"), "").strip().casefold():
            choices.append((SOMEBODY_ELSE, _("Somebody else of the same name")))
        if choices:
            self.fields["person"] = forms.ChoiceField(
                label=_("Who is this?"),
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Somebody like this is known already. Say whom you mean.")},
            )
            self.order_fields(("person", *self.field_order))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        function, school, group = found.get("function"), found.get("school"), found.get("group")
        if function and function not in CONTACTS and not self._has_address(found) and "email" not in self.errors:
            self.add_error("email", _("Whoever works with this function logs in, and needs an own address."))
        if found.get("email") and not self.candidates and User.objects.filter(email__iexact=found["email"]).exists():
            self.add_error(
                "email", _("An account of somebody with another name has this address. Check the address and the name.")
            )
        if function in OF_A_GROUP and not group:
            self.add_error("group", _("Choose the group: the function opens the files of that group."))
        if group and school and group.school_id != school.pk:
            self.add_error("group", _("This group is of another school."))
        if function in CLB_FUNCTIONS and not found.get("days"):
            self.add_error("days", _("Choose the weekdays of the assignment: access opens on those days alone."))
        first, last = found.get("first_day"), found.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first day."))
        self._check_term(found)
        if function in NOT_TO_ONESELF and self.known and self.known.pk == self.actor.user_id:
            self.add_error("function", SOMEBODY_ELSE_GIVES_IT)
        if not self.errors and self.known and self._is_held_already(found):
            self.add_error("function", _("This person has this function here already. End it first to change it."))
        return found

    def _check_term(self, found: dict[str, Any]) -> None:
        """A member of the council sits for a term: in Flanders that of the law, in the Netherlands of its own rules."""
        function, school, first = found.get("function"), found.get("school"), found.get("first_day")
        if function not in COUNCIL_SECTIONS or not school or not first:
            return
        until, source = last_day_of(school.jurisdiction, first, self.actor.on)
        last = found.get("last_day")
        if last is None and until is None:
            self.add_error("last_day", _("Until when does this member sit? The rules of the council say it."))
        elif last and until and last > until:
            said = _("A council is composed for a term that ends on %(day)s at the latest (%(source)s).")
            self.add_error("last_day", said % {"day": spoken_date(until), "source": source})
        found["last_day"] = last or until

    def _has_address(self, found: dict[str, Any]) -> bool:
        return bool(found.get("email") or (self.known and self.known.email))

    @property
    def known(self) -> User | None:
        """The account that the direction says this is; None for somebody new."""
        chosen = self.cleaned_data.get("person")
        return next((one for one in self.candidates if str(one.pk) == chosen), None)

    def _is_held_already(self, found: dict[str, Any]) -> bool:
        """Whether the same person holds the same function in the same place on one of these days (a double click)."""
        group = found["group"] if found["function"] in OF_A_GROUP else None
        held = Appointment.objects.filter(
            user=self.known, function=found["function"], school=found["school"], group=group
        ).exclude(last_day__lt=found["first_day"])
        return (held.filter(first_day__lte=found["last_day"]) if found["last_day"] else held).exists()

    def save(self, commit: bool = True) -> Appointment:  # noqa: ARG002  # Django's signature
        made = super().save(commit=False)
        made.board_id = self.cleaned_data["school"].board_id
        if self.cleaned_data["function"] not in OF_A_GROUP:
            made.group = None
        days: list[int] = self.cleaned_data["days"]
        made.weekdays = sum(1 << day for day in days) or EVERY_DAY
        return made

    @property
    def person(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("given_name", "family_name", "email", "phone")}


class AddressForm(forms.Form):
    """The address of somebody who came with a roster and never logged in."""

    email = forms.EmailField(label=_("e-mail address"), help_text=_("Of this person alone; the invitation goes there."))

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner

    def clean_email(self) -> str:
        address = own_address(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=address).exclude(pk=self.owner.pk).exists():
            raise ValidationError(
                _(
                    "An account has this address already. If it is the same person, say so under “The same person?”; "
                    "otherwise give another address."
                )
            )
        return address


def each_an_own(forms: Sequence[AddressForm]) -> bool:
    """Whether all hold, and no two people of one page were given the same address: the table refuses the second."""
    given = Counter(form.cleaned_data["email"].lower() for form in forms if form.is_valid())
    for form in forms:
        if form.is_valid() and given[form.cleaned_data["email"].lower()] > 1:
            form.add_error("email", _("This address stands here twice. An account is personal: give each their own."))
    return all(form.is_valid() for form in forms)
