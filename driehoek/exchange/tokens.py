"""Personal tokens for programs: their holder's rights, narrowed to a scope, until a day. Only a digest is kept."""

import hashlib
import secrets
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from driehoek.access.actors import Actor
from driehoek.access.functions import CLB_FUNCTIONS
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
        found = (
            ApiToken.objects.filter(digest=digest(token), revoked_at=None, ends_on__gte=timezone.localdate())
            .select_related("user")
            .first()
        )
        if found is None or not found.user.is_active or self.scope not in found.scope.split():
            journal.refused(request.actor, f"api.{self.scope}")  # type: ignore[attr-defined]  # the middleware's
            return None
        request.actor = _actor(found.user)  # type: ignore[attr-defined]  # read through guards.actor_in
        ApiToken.objects.filter(pk=found.pk).update(last_used_at=timezone.now())
        return found.pk


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
