"""The first entry: the code of a letter, the address to log in with, a password. And many invitations at once."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from driehoek.journal import actions as journal

from . import actions
from .accounts import end_access
from .actors import Actor
from .appointing import AddressForm, own_address
from .invitations import opens
from .models import Appointment, LetterCode, User
from .passwords import ChoosePasswordForm
from .post import Went


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on your letter"),
        max_length=40,
        help_text=_("Twelve signs in three groups. Capitals and dashes do not matter."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )

    def refuse(self, late: bool) -> None:
        known = _("We do not know this code, or it was used already. Look at your letter again, sign by sign.")
        self.add_error(
            "code", _("Too many wrong codes from this place. Wait ten minutes and try again.") if late else known
        )


class OpenForm(ChoosePasswordForm):
    """A password, and the address to log in with where the school knows none."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You log in with it."),
        widget=forms.EmailInput({"autocomplete": "username"}),
    )
    field_order = ("email", "new_password1", "new_password2")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        if user.email:
            del self.fields["email"]

    def clean_email(self) -> str:
        address = own_address(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=address).exists():
            raise ValidationError(
                _("An account has this address already. Give another address, or ask the school to join the two.")
            )
        return address


def typed(pk: str | None) -> LetterCode | None:
    """The code that was typed in this session, as long as it can still be used."""
    alive = LetterCode.objects.filter(used_at=None, ends_on__gte=timezone.localdate(), user__is_active=True)
    return opens(alive.filter(pk=UUID(pk)).select_related("user").first()) if pk else None


@transaction.atomic
def open_account(code: LetterCode, form: OpenForm) -> User:
    """Use the code up: the account has its address and password. The address itself is not proved by a letter."""
    user: User = form.user
    if form.cleaned_data.get("email"):
        user.email = form.cleaned_data["email"]
    form.save()
    end_access(user)
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    journal.write(None, "account.opened", kind="access.user", subject_id=user.pk)
    return user


def invite_many(actor: Actor, rows: list[tuple[Appointment, AddressForm]], root: str) -> list[Went]:
    """Invite who has an address now. When the mail server fails once, the rest is not tried: nobody waits for it."""
    went: list[Went] = []
    for row, form in rows:
        if form.is_bound:
            actions.give_address(actor, row, form.cleaned_data["email"])
        if (form.is_bound or row.user.email) and Went.FAILED not in went:
            went.append(actions.invite(actor, row, root))
    return went
