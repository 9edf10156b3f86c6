"""Forms about people, functions and the access agreement."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from driehoek.web.words import function_name
from lawbook.calendars import school_year

from .actors import Actor
from .addresses import is_generic
from .functions import CLB_FUNCTIONS, CONTACTS, GIVEN_BY_DIRECTION, ONLY_IN, Function
from .models import AccessAgreement, Appointment, User
from .queries import in_force

EVERY_DAY = 0b1111111
FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"]
OF_A_GROUP = frozenset({Function.CLASS_TEACHER, Function.SUPPORT_TEACHER})


class ExistingDay(forms.DateField):
    """A day that exists. 31 September is refused by saying how many days September has (ACC-8)."""

    input_formats = FORMATS

    def to_python(self, value: Any) -> date | None:
        try:
            return super().to_python(value)
        except ValidationError:
            self._say_what_is_wrong(str(value))
            raise

    def _say_what_is_wrong(self, text: str) -> None:
        parts = [int(part) for part in text.replace("/", "-").replace(".", "-").split("-") if part.isdecimal()]
        if len(parts) != 3:
            return
        year, month, day = parts if parts[0] > 31 else parts[::-1]
        if 1 <= month <= 12 and 1 <= year <= 9999 and day > monthrange(year, month)[1]:
            raise ValidationError(
                _("%(field)s: %(day)d %(month)s does not exist; %(month)s has %(last)d days."),
                code="no_such_day",
                params={
                    "field": capfirst(self.label),
                    "day": day,
                    "month": MONTHS[month],
                    "last": monthrange(year, month)[1],
                },
            )


def day_field(label: Any, *, required: bool = True, **more: Any) -> ExistingDay:
    return ExistingDay(
        label=label, required=required, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more
    )


class AppointForm(forms.ModelForm[Appointment]):
    """A function for a person: the one way in which a file opens to anybody (ACC-2, ORG-2)."""

    given_name = forms.CharField(label=_("given name"), max_length=100)
    family_name = forms.CharField(label=_("family name"), max_length=100)
    email = forms.EmailField(
        label=_("e-mail address"), required=False,
        help_text=_("Of this person alone. Without an address nobody can log in: right for an outside contact."),
    )  # fmt: skip
    phone = forms.CharField(label=_("telephone"), max_length=40, required=False)
    first_day = day_field(_("first day"))
    last_day = day_field(
        _("last day"), required=False, help_text=_("Of an interim or internship. Empty: until you end it.")
    )
    days = forms.TypedMultipleChoiceField(
        label=_("weekdays"), coerce=int, required=False, choices=list(WEEKDAYS.items())[:5],
        widget=forms.CheckboxSelectMultiple, help_text=_("For the CLB: the days of the assignment at this school."),
    )  # fmt: skip

    class Meta:
        model = Appointment
        fields = ("function", "school", "group", "deputy_for", "organisation", "first_day", "last_day")
        labels = {"school": _("school"), "group": _("group"), "deputy_for": _("deputy of")}

    field_order = ("given_name", "family_name", "email", "phone", "function", "school", "group", "organisation", "days",
                   "deputy_for", "first_day", "last_day")  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["first_day"].initial = actor.on
        schools = self._rows("school")
        schools.queryset = schools.queryset.visible_to(actor, "people.manage")  # type: ignore[union-attr]  # School's own
        schools.required, schools.empty_label = True, None
        self._offer_functions({one.jurisdiction for one in schools.queryset or ()})
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
        self.fields["function"] = forms.ChoiceField(
            label=_("function"),
            choices=[(one.value, function_name(one, words)) for one in GIVEN_BY_DIRECTION if one not in elsewhere],
        )

    def _rows(self, name: str) -> "forms.ModelChoiceField[Any]":
        field = self.fields[name]
        if not isinstance(field, forms.ModelChoiceField):
            raise TypeError(name)
        return field

    def clean_email(self) -> str | None:
        address: str = self.cleaned_data["email"].casefold()
        if address and is_generic(address):
            raise ValidationError(
                _("%(address)s is the address of an office. An account is personal and never shared: give the address "
                  "of this one person. (Agreement on access: each CLB worker has an own login code.)"),
                params={"address": address},
            )  # fmt: skip
        return address

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        function, school, group = found.get("function"), found.get("school"), found.get("group")
        if function and function not in CONTACTS and not found.get("email") and "email" not in self.errors:
            self.add_error("email", _("Whoever works with this function logs in, and needs an own address."))
        if function in OF_A_GROUP and not group:
            self.add_error("group", _("Choose the group: the function opens the files of that group."))
        if group and school and group.school_id != school.pk:
            self.add_error("group", _("This group is of another school."))
        if function in CLB_FUNCTIONS and not found.get("days"):
            self.add_error("days", _("Choose the weekdays of the assignment: access opens on those days alone."))
        first, last = found.get("first_day"), found.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first day."))
        if not self.errors and self._is_held_already(found):
            self.add_error("function", _("This person has this function here already. End it first to change it."))
        return found

    def _is_held_already(self, found: dict[str, Any]) -> bool:
        """Whether the same person holds the same function in the same place on one of these days (a double click)."""
        person = {name: found[name] for name in ("given_name", "family_name")} | {"email": None}
        who = {"email__iexact": found["email"]} if found["email"] else person
        group = found["group"] if found["function"] in OF_A_GROUP else None
        held = Appointment.objects.filter(
            **{f"user__{name}": value for name, value in who.items()},
            function=found["function"], school=found["school"], group=group,
        ).exclude(last_day__lt=found["first_day"])  # fmt: skip
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


class EndForm(forms.Form):
    last_day = day_field(_("last day"))

    def __init__(self, *args: Any, appointment: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appointment = appointment

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if day < self.appointment.first_day:
            raise ValidationError(_("The function started later. Choose a day from its first day on."))
        if day < timezone.localdate():
            raise ValidationError(_("This day is past. To close the account now, choose “End at once”."))
        return day


class AgreementForm(forms.ModelForm[AccessAgreement]):
    distributed_on = day_field(_("distribution date"))
    expires_on = day_field(_("expiry date"))

    class Meta:
        model = AccessAgreement
        fields = ("school", "version", "title", "audience", "distributed_on", "expires_on", "text")
        widgets = {"text": forms.Textarea({"rows": 16})}
        labels = {"school": _("school")}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["school"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = field.queryset.visible_to(actor, "agreement.manage")  # type: ignore[union-attr]  # School's own
            field.empty_label = None

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("distributed_on"), found.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", _("The agreement would expire before it is distributed."))
        same = AccessAgreement.objects.filter(school=found.get("school"), version=found.get("version"))
        if same.exists():
            self.add_error(
                "version", _("This school has a version of that name. A version is never changed: give a new one.")
            )
        return found


class UnlockForm(forms.Form):
    """Who sat still too long says again who it is. In the demo one click is enough."""

    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput({"autocomplete": "current-password"}))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if settings.DEMO:
            del self.fields["password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("This is not the password of your account."))
        return password
