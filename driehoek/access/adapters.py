"""Where allauth asks the house: nobody signs up, and a provider's login only opens an account that exists."""

import hashlib
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from allauth.account import auth_backends
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from driehoek.ready import Ready

from .accounts import prove
from .house import full
from .limits import Limit, is_used_up, source, use
from .models import User
from .sealing import seal, unseal

KNOWN_FOR = 60 * 24 * 3600  # a place somebody logged in from counts as known this long
WRONG = Limit(50, 3600)  # wrong passwords for one account from places where it was never used


class AuthenticationBackend(auth_backends.AuthenticationBackend):  # type: ignore[misc]  # allauth carries no types
    def get_user(self, user_id: UUID) -> User | None:
        """Who the session names, by a statement that is kept: every request asks."""
        found = next(iter(_account(user_id)), None)
        return found if found and found.is_active else None


@Ready
def _account(user: UUID) -> QuerySet[User]:
    return User.objects.filter(pk=user)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's signature
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords are counted per account and place: a stranger elsewhere locks nobody out."""
        return f"{source(request)}:{super()._get_login_attempts_cache_key(request, **credentials)}"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Guessing from everywhere at once is held back, except at the place where this account is used."""
        login = str(credentials.get("email", "")).casefold()
        login = hashlib.sha256(login.encode()).hexdigest()  # a key of the cache is no place for an address
        place = f"known:{login}:{source(request)}"
        unknown = not cache.get(place)
        if unknown and is_used_up("login", login, WRONG):
            raise self.validation_error("too_many_login_attempts")
        user: User | None = super().authenticate(request, **credentials)
        if user:
            cache.set(place, True, KNOWN_FOR)
        elif unknown:
            use("login", login, WRONG)
        return user

    def get_reset_password_from_key_url(self, key: str) -> str:
        """With the address of the house, not that of the browser somebody asked from."""
        path = urlsplit(super().get_reset_password_from_key_url(key)).path
        return full(self.request, path)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A server that does not take the mail is told, the same whether anybody has this address (R8)."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            messages.error(self.request, _("The mail server did not take the mail. Try again later."))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: `news` writes these mails in the house's own words, and a mail server that is down stops no act."""


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    def encrypt(self, text: str) -> str:
        return seal(text, "second factor")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, "second factor")


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:  # noqa: ARG002  # allauth's signature
        return False

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """The account of an address that the provider verified, and may speak for: one of its own domains.

        That address counts as proved here from now on. allauth wipes the password of an account whose address nobody
        verified, against people who sign up in another's name. Nobody signs up here, so the password stays.
        """
        app = sociallogin.provider.app
        domains = {one.casefold() for one in (app.settings.get("domains") or ())} if app else set()
        for one in sociallogin.email_addresses:
            if one.verified and one.email.casefold().rpartition("@")[2] in domains:
                user = User.objects.filter(email__iexact=one.email).first()
                if user:
                    prove(user)
                    return user, one.email
        return None
