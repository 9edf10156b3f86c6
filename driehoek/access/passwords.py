"""Choosing a password: what is wrong with it stands beside the password, and not beside its repetition."""

from typing import Any

from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _


class ChoosePasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # not generic when it runs
    """Django's form. It judges the second field; who reads there “too short” looks at the wrong one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = _("At least twelve signs. Four words that you remember are fine.")
        self.fields["new_password2"].label = _("The same password once more")
        self.fields["new_password2"].help_text = ""

    def validate_password_for_user(self, user: Any, *_field: str) -> None:
        """Whatever field Django names: the first is the one to look at."""
        super().validate_password_for_user(user, "new_password1")
