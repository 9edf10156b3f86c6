"""Where allauth asks the house: nobody signs up, and a provider's login only opens an account that exists."""

from typing import Any
from uuid import UUID

from allauth.account import auth_backends
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.db.models import QuerySet
from django.http import HttpRequest

from driehoek.ready import Ready

from .models import User


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


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:  # noqa: ARG002  # allauth's signature
        return False

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """The account of an address that the provider verified. That address counts as verified here from now on.

        allauth wipes the password of an account whose address nobody verified, against people who sign up in another's
        name. Nobody signs up here: the direction opened the account, so the password stays.
        """
        found: tuple[User, str] | None = super().authenticate_by_email(sociallogin)
        if found:
            user, address = found
            EmailAddress.objects.update_or_create(user=user, email=address.lower(), defaults={"verified": True})
        return found
