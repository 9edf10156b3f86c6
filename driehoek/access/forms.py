"""Forms about people, functions and the access agreement."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from driehoek.web.dates import spoken_date

from .actors import Actor
from .models import AccessAgreement, Appointment, User

FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"]


def dated(day: date | None, on: date, fact: date | None = None) -> date | None:
    """A day on which something was done: not still to come, and not before the fact that it follows from.

    Raises ValidationError with what is wrong; a day that was left empty passes.
    """
    if day and day > on:
        raise ValidationError(_("This day is still to come."))
    if day and fact and day < fact:
        raise ValidationError(_("This is before what it follows from, of %(day)s."), params={"day": spoken_date(fact)})
    return day


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
