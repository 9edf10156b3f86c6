"""Forms of the pages that belong to no app."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """allauth's form in our words; a passkey that works without a password is what people expect."""

    name = forms.CharField(label=_("Name of this key"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].label = _("Log in with only this key, without a password")
        self.fields["passwordless"].initial = True
