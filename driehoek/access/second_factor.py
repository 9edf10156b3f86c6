"""The second factor of whoever reads another person's child: who still lacks it, and adding the first one.

The password was typed seconds ago, so nothing here asks for it again; an account that has a factor changes it on the
pages of the account, which do ask.
"""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from driehoek.journal import actions as journal

from .actors import Actor
from .functions import Function
from .guards import actor_in
from .models import User

HAS_SECOND_FACTOR = "has_second_factor"  # in the session, so that the answer costs no query a request
CODES_TO_SHOW = "recovery_codes_to_show"
OPEN_WHILE_PENDING = frozenset({"second_factor", "second_factor_passkey", "account_logout", "language", "no_function"})


def is_pending(request: HttpRequest) -> bool:
    """Whether the reader must set up a second factor before anything else opens."""
    actor, user = request.actor, request.user  # type: ignore[attr-defined]  # set by the middleware
    if settings.DEMO or not isinstance(user, User) or not reads_others(actor):
        return False
    if HAS_SECOND_FACTOR not in request.session and is_mfa_enabled(user):
        request.session[HAS_SECOND_FACTOR] = True
    return HAS_SECOND_FACTOR not in request.session


def reads_others(actor: Actor) -> bool:
    """Whether a function held reaches beyond the own child, so that a second factor stands before it."""
    return bool(actor.waiting or actor.functions - {Function.PARENT})


def forget(request: HttpRequest) -> None:
    request.session.pop(HAS_SECOND_FACTOR, None)


def passkeys_work_here(request: HttpRequest) -> bool:
    """Browsers make a passkey for a name over HTTPS, never for a number; `localhost` only where the house allows it."""
    host = request.get_host().partition(":")[0]
    return request.is_secure() or (host == "localhost" and settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN)


def authenticator_app(user: User) -> dict[str, str]:
    """What an authenticator app needs: a link for this telephone, a picture for another, and the key to type over."""
    secret = totp.get_totp_secret()
    url = get_adapter().build_totp_url(user, secret)
    spaced = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    return {"url": url, "svg": get_adapter().build_totp_svg(url), "secret": spaced}


def passkey_options(user: User) -> dict[str, Any]:
    return {"creation_options": webauthn.begin_registration(user, passwordless=True)}


@transaction.atomic
def add_authenticator_app(request: HttpRequest, user: User) -> None:
    """The app whose code was right becomes the second factor."""
    made = totp.TOTP.activate(user, totp.get_totp_secret()).instance
    totp.clear_totp_secret(request)
    _added(request, user, made)


@transaction.atomic
def add_passkey(request: HttpRequest, user: User, name: str, credential: dict[str, Any]) -> None:
    _added(request, user, webauthn.WebAuthn.add(user, name, credential).instance)


def _added(request: HttpRequest, user: User, made: Authenticator) -> None:
    """Recovery codes come along; the next page shows them until its reader goes on."""
    RecoveryCodes.activate(user)
    forget(request)
    request.session[CODES_TO_SHOW] = True
    authenticator_added.send(sender=Authenticator, request=request, user=user, authenticator=made)
    journal.write(
        actor_in(request),
        "account.factor_added",
        kind="access.user",
        subject_id=user.pk,
        facts={"type": str(made.type)},
    )


def codes_of(user: User) -> list[str]:
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return RecoveryCodes(found).get_unused_codes() if found else []
