"""Personal tokens for programs: their holder's rights, narrowed to a scope, until a day. Only a digest is kept."""

import hashlib
import secrets
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja.errors import HttpError
from ninja.security import HttpBearer

from driehoek.access.actors import Actor
from driehoek.access.functions import CLB_FUNCTIONS
from driehoek.access.limits import Limit, is_used_up, source, use
from driehoek.access.models import ApiToken, User
from driehoek.access.queries import actor_of
from driehoek.access.wall import enter
from driehoek.journal import actions as journal

SCOPES = {
    "roster": _("read schools, groups and pupils"),
    "attendance": _("read and record half days"),
    "duties": _("read and discharge duties"),
}
BYTES = 32
GUESSES = Limit(20, 60)  # of tokens that nobody made, per place
CALLS = Limit(600, 60)  # per token
LINES = Limit(1, 3600)  # in the journal about the same refusal
PREFIX = "dh_"  # so that a scanner recognises one that leaked


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def create(actor: Actor, user: User, name: str, scopes: Collection[str], ends_on: date) -> tuple[ApiToken, str]:
    """A new token and its secret, which is shown this once and kept nowhere."""
    secret = PREFIX + secrets.token_urlsafe(BYTES)
    token = ApiToken.objects.create(
        user=user, name=name, scope=" ".join(sorted(scopes)), ends_on=ends_on, digest=digest(secret)
    )
    journal.write(actor, "token.create", kind="access.apitoken", subject_id=token.pk, facts={"scope": token.scope})
    return token, secret


def with_scopes(tokens: Iterable[ApiToken]) -> list[tuple[ApiToken, list[str]]]:
    """Each token with what it may do in words."""
    return [(one, [str(SCOPES.get(scope, scope)) for scope in one.scope.split()]) for one in tokens]


@transaction.atomic
def revoke(actor: Actor, token: ApiToken) -> None:
    """End a token at once."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        journal.write(actor, "token.revoke", kind="access.apitoken", subject_id=token.pk)


class Bearer(HttpBearer):
    """Opens a request for the holder of a token with this scope, as the session does for a page.

    A token does no more than its holder may on that day. What somebody may as a CLB worker stays on the screen: reading
    from outside the school needs a stated purpose there (ACC-6 to ACC-8).
    """

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> UUID | None:
        place = source(request)
        if is_used_up("api.guess", place, GUESSES):
            return None
        found = ApiToken.objects.filter(digest=digest(token)).select_related("user").first()
        if found is None:
            _stranger(request, place)
            return None
        if not use("api", str(found.pk), CALLS):
            raise HttpError(
                429, str(_("More than %(most)d requests in a minute with this token.") % {"most": CALLS.most})
            )
        if not self._opens(found):
            if use("api.refused", str(found.pk), LINES):
                journal.refused(request.actor, f"api.{self.scope}", "access.apitoken", found.pk)  # type: ignore[attr-defined]  # the middleware's
            return None
        request.actor = _actor(found.user)  # type: ignore[attr-defined]  # read through guards.actor_in
        ApiToken.objects.filter(pk=found.pk).update(last_used_at=timezone.now())
        return found.pk

    def _opens(self, token: ApiToken) -> bool:
        """Alive, for this, and its holder could log in with two factors today: a token is no way around the second."""
        alive = token.revoked_at is None and token.ends_on >= timezone.localdate() and token.user.is_active
        return alive and self.scope in token.scope.split() and (settings.DEMO or is_mfa_enabled(token.user))


def _stranger(request: HttpRequest, place: str) -> None:
    """A token nobody made. One line an hour per place says so: whoever guesses does not fill the journal."""
    use("api.guess", place, GUESSES)
    if use("api.stranger", place, LINES):
        journal.refused(request.actor, "api.guess")  # type: ignore[attr-defined]  # the middleware's


def _actor(user: User) -> Actor:
    if connection.vendor == "postgresql":
        enter(user.pk, ())
    whole = actor_of(user)
    actor = Actor(
        user.pk, whole.name, [role for role in whole.roles if role.function not in CLB_FUNCTIONS], whole.at, whole.on
    )
    if connection.vendor == "postgresql":
        enter(user.pk, actor.boards)
    return actor
