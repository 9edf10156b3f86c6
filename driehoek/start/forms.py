"""Forms of a house that begins, and of the board that lets it grow."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.http.request import split_domain_port, validate_host
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from driehoek.access.functions import Function
from driehoek.access.house import is_only_here
from driehoek.access.models import User
from driehoek.schools.models import Board, Region, School
from driehoek.schools.numbers import checked

from .founding import AnotherName, account_of
from .queries import listens_here_alone

COUNTRIES = ("be", "nl")
CENTRE = "clb"


class PersonForm(forms.Form):
    """A person who gets a function: name and address, never the one who gives it."""

    given_name = forms.CharField(label=gettext_lazy("given name"), max_length=100)
    family_name = forms.CharField(label=gettext_lazy("family name"), max_length=100)
    email = forms.EmailField(label=gettext_lazy("e-mail address"))

    def __init__(self, *args: Any, giver: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver = giver

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"]).lower()
        if self.giver and (self.giver.email or "").lower() == address:
            raise forms.ValidationError(_("Nobody gives a function to themselves. Ask another board member."))
        return address

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        try:
            if {"email", "given_name", "family_name"} <= data.keys():
                account_of(data)
        except AnotherName:
            self.add_error(
                "email", _("An account with this address bears another name. Check the name and the address.")
            )
        return data


class SchoolFields(PersonForm):
    """A school and its director. The country is that of the board."""

    school = forms.CharField(label=gettext_lazy("Name of the school"), max_length=200)
    number = forms.CharField(label=gettext_lazy("official number"), max_length=20)
    region = forms.ChoiceField(
        label=gettext_lazy("holiday region"),
        choices=[one for one in Region.choices if one[0]],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, country: str, board: Board | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country, self.board = country, board
        dutch = country == "nl"
        self.fields["number"].label = _("BRIN number") if dutch else _("Institution number")
        self.fields["number"].help_text = _("Such as 12AB.") if dutch else _("Six digits.")
        for name, label in (
            ("given_name", _("Given name of the director")),
            ("family_name", _("Family name of the director")),
            ("email", _("E-mail address of the director")),
        ):
            self.fields[name].label = label
        if not dutch:
            del self.fields["region"]

    def clean_number(self) -> str:
        number = checked(self.cleaned_data["number"], self.country)
        if self.board and School.objects.filter(board=self.board, official_number=number).exists():
            raise forms.ValidationError(_("A school of the board has this number already."))
        return number


class FoundSchoolForm(SchoolFields):
    """The first page of a house: board, school, director."""

    board_name = forms.CharField(label=gettext_lazy("Name of the school board"), max_length=200)
    is_me = forms.BooleanField(label=gettext_lazy("That is me: I go on at once"), required=False, initial=True)
    field_order = ("board_name", "school", "number", "region", "given_name", "family_name", "email", "is_me")

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, "board": self.cleaned_data["board_name"], "country": self.country}


class FoundCentreForm(PersonForm):
    board_name = forms.CharField(label=gettext_lazy("Name of the centre"), max_length=200)
    number = forms.CharField(label=gettext_lazy("Institution number"), help_text=gettext_lazy("Six digits."))
    is_me = forms.BooleanField(label=gettext_lazy("That is me: I go on at once"), required=False, initial=True)
    field_order = ("board_name", "number", "given_name", "family_name", "email", "is_me")

    def clean_number(self) -> str:
        return checked(self.cleaned_data["number"], "be")

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, "board": self.cleaned_data["board_name"]}


class BoardPersonForm(PersonForm):
    """Somebody for the board itself."""

    function = forms.ChoiceField(
        label=gettext_lazy("function"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (Function.BOARD_MEMBER, Function.DATA_PROTECTION_OFFICER)],
    )
    field_order = ("function", "given_name", "family_name", "email")


class CommunityForm(forms.Form):
    """What the boards share that work together; the board that is invited bears the same name."""

    community = forms.CharField(label=gettext_lazy("Name of the school community"), max_length=200)


class AddressForm(forms.Form):
    """The address people type. Only one at which this server answers, so that no letter leads to nothing."""

    root = forms.CharField(
        label=gettext_lazy("Address"), max_length=200, help_text=gettext_lazy("Such as https://school.example.")
    )

    def clean_root(self) -> str:
        typed = str(self.cleaned_data["root"]).strip().rstrip("/")
        whole = urlsplit(typed if "://" in typed else f"https://{typed}")
        root = f"{whole.scheme}://{whole.netloc}/"
        if whole.path or whole.query or "@" in whole.netloc:
            raise forms.ValidationError(_("Only the name, such as https://school.example."))
        if is_only_here(root):
            raise forms.ValidationError(
                _("This address opens on this computer alone. Others need its name on the network.")
            )
        URLValidator(["http", "https"], message=_("This is no address."))(
            root.replace(whole.netloc, _dotted(whole.netloc))
        )
        if not validate_host(split_domain_port(whole.netloc)[0], settings.ALLOWED_HOSTS):
            raise forms.ValidationError(_not_answering())
        return root


def _not_answering() -> str:
    """What to do so that others reach this server: start it for the network, or let it know its name."""
    if listens_here_alone():
        return _("This server listens to this computer alone. Stop it and start it again with: %(command)s") % {
            "command": "./run serve --host 0.0.0.0"
        }
    return _(
        "This server does not answer to that name yet. Whoever runs Driehoek for you lets it; docs/running.md says how."
    )


def _dotted(place: str) -> str:
    """A name of the school's own network has no dot; the validator of addresses wants one."""
    name, _colon, port = place.partition(":")
    return place if "." in name else f"{name}.example{':' + port if port else ''}"
