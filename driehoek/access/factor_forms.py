"""The forms of the page on which the second factor is made."""

from typing import Any

from allauth.core import context
from allauth.core.ratelimit import consume
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import User


class CodeForm(forms.Form):
    """The code that proves that the app holds the key."""

    code = forms.CharField(
        label=_("Code of six digits"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Type the six digits that the app shows now.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> str:
        if not consume(context.request, action="second_factor", user=self.user):
            raise forms.ValidationError(_("Too many tries. Wait five minutes, and take the newest code."))
        code = "".join(self.cleaned_data["code"].split())
        if not totp.validate_totp_code(totp.get_totp_secret(), code):
            raise forms.ValidationError(
                _("This code does not fit. Take the newest one; the clock of the telephone must be right.")
            )
        return code


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey without a word to type: it is named after nothing and can be renamed later."""

    name = forms.CharField(label=_("Name of this key"), max_length=100, required=False)

    def clean_name(self) -> str:
        return self.cleaned_data.get("name") or gettext("My passkey")
