"""A new address for one's own account: it counts once its mailbox was shown by a link; the old one hears of it."""

from typing import NamedTuple

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from driehoek.journal import actions as journal

from .accounts import end_tokens, prove
from .actors import Actor
from .appointing import own_address
from .models import User
from .news import tell
from .post import Went, send

SALT = "driehoek.access.address"
A_DAY = 24 * 3600


class Wanted(NamedTuple):
    user: User
    address: str


class ChangeForm(forms.Form):
    email = forms.EmailField(label=_("New e-mail address"), widget=forms.EmailInput({"autocomplete": "email"}))

    def clean_email(self) -> str:
        return own_address(self.cleaned_data["email"])


@transaction.atomic
def ask(actor: Actor, user: User, address: str, root: str) -> Went:
    """Mail the link to the new address. Where an account has that address already nothing goes, and nothing is told."""
    with override(user.language):
        tell(user, gettext("Somebody who is logged in as you asked for another e-mail address for your account."))
        journal.write(actor, "account.address_asked", kind="access.user", subject_id=user.pk)
        if User.objects.filter(email__iexact=address).exists():
            return Went.SENT
        token = signing.dumps([str(user.pk), user.email or "", address, user.epoch], salt=SALT)
        link = root.rstrip("/") + reverse("address_shown", args=[token])
        body = gettext("Open this link within a day, and your account in Driehoek has this address: %(link)s")
        return send(address, gettext("Your new address in Driehoek"), body % {"link": link})


def wanted(token: str) -> Wanted | None:
    """Whose address a link changes into which; None when it is over, or when something changed since it was asked."""
    try:
        pk, before, address, epoch = signing.loads(token, salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    return Wanted(user, address) if user and (user.email or "") == before and user.epoch == epoch else None


@transaction.atomic
def change(asked: Wanted) -> None:
    """The mailbox was shown: the account has the address, tokens end, and the old address hears of it."""
    user, before = asked.user, asked.user.email or ""
    user.email = asked.address
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        raise ValidationError(_("An account has this address already.")) from None
    prove(user)
    end_tokens(user)
    journal.write(None, "account.address_changed", kind="access.user", subject_id=user.pk)
    with override(user.language):
        tell(user, gettext("The e-mail address of your account was changed."), before)
