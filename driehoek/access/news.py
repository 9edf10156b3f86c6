"""What an account's owner hears when password, address or second factor change, and what ends with it."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from . import post
from .accounts import end_access, prove
from .models import User


def tell(user: User, what: str, address: str = "") -> None:
    """A short mail without a name: what changed, and whom to call when it was somebody else."""
    to = address or user.email
    if not to:
        return
    end = _("Was this not you? Then tell the direction of your school at once.")
    post.send(to, _("Something changed in your account in Driehoek"), f"{what}\n\n{end}")


@receiver(account.password_changed)
@receiver(account.password_set)
@receiver(account.password_reset)
def password_changed(sender: object, request: HttpRequest, user: User, **_more: Any) -> None:  # noqa: ARG001  # a signal's
    """Other sessions and all tokens end; the one at which it was done goes on."""
    _only_here(request, user)
    with override(user.language):
        tell(user, _("The password of your account was changed."))


@receiver(account.password_reset)
def mailbox_shown(sender: object, user: User, **_more: Any) -> None:  # noqa: ARG001  # a signal's
    prove(user)


@receiver(mfa.authenticator_added)
@receiver(mfa.authenticator_removed)
@receiver(mfa.authenticator_reset)
def factor_changed(
    sender: object,  # noqa: ARG001  # a signal's
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    **_more: Any,
) -> None:
    """Recovery codes come along with the first factor by themselves: that is no news of its own."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    _only_here(request, user)
    with override(user.language):
        tell(user, _("The second factor of your account was changed."))


def _only_here(request: HttpRequest, user: User) -> None:
    end_access(user)
    if request.user.pk == user.pk:
        update_session_auth_hash(request, user)
