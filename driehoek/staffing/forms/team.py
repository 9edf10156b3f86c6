"""A worker of the centre: the person, and from which day on."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from driehoek.access.addresses import is_generic
from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.staffing.models import Centre

from .plans import DAY


class WorkerForm(forms.ModelForm[Appointment]):
    """An appointment at the centre itself: it opens no file, that only a school's own appointment does."""

    given_name = forms.CharField(label=_("given name"), max_length=100)
    family_name = forms.CharField(label=_("family name"), max_length=100)
    email = forms.EmailField(label=_("e-mail address"), help_text=_("Of this person alone."))

    class Meta:
        model = Appointment
        fields = ("first_day",)
        widgets = {"first_day": DAY}

    field_order = ("given_name", "family_name", "email", "first_day")

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = centre

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"].casefold()
        if is_generic(address):
            raise ValidationError(_("This is the address of an office. An account is personal and never shared."))
        held = Appointment.objects.filter(
            board=self.centre.pk, school=None, user__email__iexact=address, last_day=None, function=Function.CLB_WORKER
        )
        if held.exists():
            raise ValidationError(_("This person works for the centre already."))
        return address

    def save(self, commit: bool = True) -> Appointment:  # noqa: ARG002  # Django's signature
        made = super().save(commit=False)
        made.board_id, made.function = self.centre.pk, Function.CLB_WORKER
        return made

    @property
    def person(self) -> dict[str, str]:
        return {**{name: self.cleaned_data[name] for name in ("given_name", "family_name", "email")}, "phone": ""}
